using System.Collections.Immutable;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>Everything a plan depends on.</summary>
public sealed record PlanRequest
{
    /// <summary>Every package and edge.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>What happened to each package; a package without an entry has neither baseline nor commits.</summary>
    public required IReadOnlyDictionary<PackageId, PackageHistory> Histories { get; init; }

    /// <summary>Configuration and properties.</summary>
    public required PlanPolicy Policy { get; init; }

    /// <summary>The change files that no release has used up yet, in ordinal order of path.</summary>
    public ImmutableArray<ChangeFile> ChangeFiles { get; init; } = [];

    /// <summary>
    /// Change files that were deleted since the packages' baselines: the manifests hold what they declared. The commits that
    /// added them are silent for the packages they name, as while the files were there.
    /// </summary>
    public ImmutableArray<ChangeFile> SpentChangeFiles { get; init; } = [];

    /// <summary>Releases of other repositories that dependents here take over, one for each package, in ordinal order of id.</summary>
    public ImmutableArray<UpstreamRelease> Upstream { get; init; } = [];

    /// <summary>The version scheme of an ecosystem.</summary>
    public required Func<string, IVersionScheme> Schemes { get; init; }

    /// <summary>Every tag of the repository, reachable or not: a planned tag must be none of them.</summary>
    public ImmutableHashSet<string> ExistingTags { get; init; } = [];

    /// <summary>The commit the plan is computed from, as a full object name.</summary>
    public required string Base { get; init; }

    /// <summary>Its date, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }
}
