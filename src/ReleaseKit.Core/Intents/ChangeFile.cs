using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Intents;

/// <summary>A file in which people said what they changed and how much it matters, before anything is released.</summary>
/// <param name="Path">The file.</param>
/// <param name="Changes">What it says, in the order of the file; empty for one that says on purpose that nothing is released.</param>
/// <param name="Commit">Full object name of the commit that added it; null when that is unknown or has not happened yet.</param>
public sealed record ChangeFile(RelativePath Path, ImmutableArray<DeclaredChange> Changes, string? Commit = null)
{
    /// <summary>Names of the people who wrote that commit, author first, then co-authors.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];
}
