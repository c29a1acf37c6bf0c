using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>What happened to one package since its last release.</summary>
/// <param name="Id">The package.</param>
/// <param name="Baseline">The last stable release; null when there has been none.</param>
/// <param name="Commits">Commits that touch the package's directory after the baseline, newest first.</param>
public sealed record PackageHistory(PackageId Id, Baseline? Baseline, ImmutableArray<HistoryCommit> Commits)
{
    /// <summary>A later prerelease; null when there is none.</summary>
    public Baseline? Latest { get; init; }

    /// <summary>Those of the commits that are new since <see cref="Latest"/>; only looked at when there is one.</summary>
    public ImmutableArray<HistoryCommit> SinceLatest { get; init; } = [];

    /// <summary>Change files that the commit of <see cref="Latest"/> has too, so that it released what they say.</summary>
    public ImmutableHashSet<RelativePath> SeenChangeFiles { get; init; } = [];

    /// <summary>The versions of all of the package's tags, wherever they point.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary>The later of the two releases.</summary>
    public Baseline? Newest => Latest ?? Baseline;
}
