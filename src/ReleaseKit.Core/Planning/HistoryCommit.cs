using System.Collections.Immutable;
using ReleaseKit.Core.Commits;

namespace ReleaseKit.Core.Planning;

/// <summary>One commit, already parsed.</summary>
/// <param name="Id">Full object name.</param>
/// <param name="Subject">First line of the message.</param>
/// <param name="Changes">Its conventional changes; empty when the message follows no convention.</param>
public sealed record HistoryCommit(string Id, string Subject, ImmutableArray<ConventionalChange> Changes)
{
    /// <summary>Names of the people who wrote it, author first, then co-authors.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];
}
