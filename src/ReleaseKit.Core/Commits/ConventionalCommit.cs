using System.Collections.Immutable;

namespace ReleaseKit.Core.Commits;

/// <summary>A commit message, read by Conventional Commits 1.0.0.</summary>
/// <param name="Subject">The first line that is not blank; empty for an empty message.</param>
/// <param name="Kind">Whether the message follows the convention.</param>
/// <param name="Changes">What it says was changed, in order; empty when it follows no convention and has no footer that counts.</param>
public sealed record ConventionalCommit(string Subject, CommitKind Kind, ImmutableArray<ConventionalChange> Changes);
