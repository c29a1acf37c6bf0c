using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>One change of one commit.</summary>
internal sealed record CommitIntent(HistoryCommit Origin, ConventionalChange Change)
{
    public string Commit => Origin.Id;

    public ImmutableArray<string> Authors => Origin.Authors;

    public BumpLevel Level => ConventionalBump.LevelOf(Change);
}
