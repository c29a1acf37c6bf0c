using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>
/// What a pass over history found. Lists are in topological order, children first, otherwise newest committer date first and
/// then by object name: the same whatever the order in which the commits were read.
/// </summary>
/// <param name="Commits">Every package's commits since its baseline.</param>
/// <param name="SinceLatest">Those of them that its later prerelease does not reach; all of them when it has none.</param>
/// <param name="Added">For watched files, the first commit that added them, as far as it lies after some package's baseline.</param>
public sealed record AttributedCommits(
    ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> Commits,
    ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> SinceLatest,
    ImmutableDictionary<RelativePath, RawCommit> Added);
