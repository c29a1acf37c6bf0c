using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Everything a release will do to versions, computed once and executed by every later step. Same input, same bytes:
/// no clock, no machine, no absolute path.
/// </summary>
public sealed record ReleasePlan
{
    /// <summary>The commit the plan was computed from, as a full object name.</summary>
    public required string Base { get; init; }

    /// <summary>Date of the base commit (or <c>ReleaseDate</c>), <c>yyyy-MM-dd</c>; heads the changelog entries.</summary>
    public required string Date { get; init; }

    /// <summary>The packages to release, in ordinal order of id.</summary>
    public required ImmutableArray<PlannedRelease> Releases { get; init; }

    /// <summary>Ranges of packages that are not released themselves (private dependents) but must follow.</summary>
    public ImmutableArray<ManifestChange> OtherEdits { get; init; } = [];

    /// <summary>Publication order: layers whose members do not depend on each other, dependencies first.</summary>
    public required ImmutableArray<ImmutableArray<PackageId>> Order { get; init; }

    /// <summary>The packages left alone, with why, in ordinal order of id.</summary>
    public required ImmutableArray<SkippedPackage> Skipped { get; init; }

    /// <summary>The change files that this release uses up and <c>Apply</c> deletes, in ordinal order.</summary>
    public ImmutableArray<RelativePath> UsedChangeFiles { get; init; } = [];

    /// <summary>Releases of other repositories that dependents here take over with this one, in ordinal order of id.</summary>
    public ImmutableArray<UpstreamRelease> Upstream { get; init; } = [];

    /// <summary>Whether there is nothing to release.</summary>
    public bool IsEmpty => Releases.IsEmpty;

    /// <summary>The releases that are uploaded and tagged; the others are only written to manifests.</summary>
    public IEnumerable<PlannedRelease> Published => Releases.Where(r => r.IsPublished);

    /// <summary>The release of that package, or null.</summary>
    public PlannedRelease? Find(PackageId id) => Releases.FirstOrDefault(r => r.Id == id);
}
