using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Engine.Releasing;

/// <summary>A plan and what was noticed on the way to it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Unconventional">Commits of unreleased history whose messages follow no convention.</param>
public sealed record ComputedPlan(ReleasePlan Plan, ImmutableArray<HistoryCommit> Unconventional)
{
    /// <summary>What change files say and nobody will do.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>What happened to each package that may be released.</summary>
    public ImmutableDictionary<PackageId, PackageHistory> Histories { get; init; } = ImmutableDictionary<PackageId, PackageHistory>.Empty;

    /// <summary>What releases of other repositories do to dependencies here, with the lock files that hold older ones.</summary>
    public ImmutableArray<UpstreamUpdate> Upstream { get; init; } = [];

    /// <summary>What was announced by other repositories and moves nothing.</summary>
    public ImmutableArray<Diagnostic> UpstreamNotes { get; init; } = [];

    /// <summary>How many commits ask for nothing because their messages follow no convention.</summary>
    public int UnconventionalCommits => Unconventional.Length;
}
