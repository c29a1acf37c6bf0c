using System.Collections.Immutable;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What the remote had when it was looked at.</summary>
/// <param name="Tip">The last commit of the release branch; null when there is none.</param>
/// <param name="IsBehind">Whether the base branch has commits after the one that is checked out.</param>
/// <param name="All">Every plan that is prepared there.</param>
/// <param name="Current">The one that the release branch was generated for; null when there is none.</param>
/// <param name="Tags">Names of the tags there.</param>
internal sealed record SeenRelease(string? Tip, bool IsBehind, ImmutableArray<PreparedRelease> All, PreparedRelease? Current, ImmutableHashSet<string> Tags);
