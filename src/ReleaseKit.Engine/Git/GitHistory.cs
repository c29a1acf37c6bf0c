using System.Collections.Immutable;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Git;

/// <summary>What one pass over history found.</summary>
/// <param name="Commits">The commits of each package since its baseline, newest first in topological order.</param>
/// <param name="Unreached">Packages whose baseline is no ancestor of HEAD.</param>
/// <param name="CommitCount">How many commits were read.</param>
public sealed record GitHistory(
    ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> Commits, ImmutableArray<PackageRange> Unreached, int CommitCount);
