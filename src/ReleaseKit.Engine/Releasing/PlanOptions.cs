using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Engine.Releasing;

/// <summary>What properties ask of one plan.</summary>
/// <param name="Group">Only packages with this label; empty for all.</param>
/// <param name="Packages">Only these ids or names; empty for all.</param>
/// <param name="Date">Date of the changelog entries, <c>yyyy-MM-dd</c>; empty for the base commit's.</param>
public sealed record PlanOptions(string Group, IReadOnlyList<string> Packages, string Date)
{
    /// <summary>Raises the selected packages at least that much, changed or not: <c>patch</c>, <c>minor</c>, <c>major</c>; empty for what changes ask for.</summary>
    public string Bump { get; init; } = "";

    /// <summary>Versions to release: one for all selected packages, or <c>name=version</c> with semicolons between; empty for what changes ask for.</summary>
    public string As { get; init; } = "";

    /// <summary>The channel to release on; empty for that of the branch.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The branch to release from; null for what is checked out.</summary>
    public string? Branch { get; init; }

    /// <summary>Releases of other repositories that dependents take over, one for each package, in ordinal order of id.</summary>
    public ImmutableArray<UpstreamRelease> Upstream { get; init; } = [];

    /// <summary>Versions that people wrote into a release pull request, by package; what <see cref="As"/> says comes first.</summary>
    public IReadOnlyDictionary<PackageId, string> Chosen { get; init; } = ImmutableDictionary<PackageId, string>.Empty;
}
