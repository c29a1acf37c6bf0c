using System.Collections.Immutable;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What one pass over history found.</summary>
/// <param name="Commits">The commits of each package since its baseline, newest first in topological order.</param>
/// <param name="SinceLatest">Those of them that the package's <see cref="PackageRange.Latest"/> does not reach; all of them when it has none.</param>
/// <param name="Added">The newest commit that added each watched file; files that no commit added are absent.</param>
/// <param name="Unreached">Baselines that are no ancestors of HEAD.</param>
/// <param name="CommitCount">How many commits were read from git.</param>
public sealed record RepositoryHistory(
    ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> Commits,
    ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> SinceLatest,
    ImmutableDictionary<RelativePath, RawCommit> Added,
    ImmutableArray<UnreachedBaseline> Unreached,
    int CommitCount);
