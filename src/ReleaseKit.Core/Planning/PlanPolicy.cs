using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What configuration and properties say about planning.</summary>
public sealed record PlanPolicy
{
    /// <summary>All releasable packages share one version. Key <c>synchronize</c>.</summary>
    public bool Synchronize { get; init; }

    /// <summary>A breaking change of a 0.x version gives 1.0.0; otherwise it raises the middle number. Key <c>major_on_zero</c>.</summary>
    public bool MajorOnZero { get; init; }

    /// <summary>The tag of a package and a version. Key <c>tag_format</c>.</summary>
    public required Func<Package, string, string> Tag { get; init; }

    /// <summary>Packages left out by configuration, with why in words for people.</summary>
    public ImmutableDictionary<PackageId, string> Excluded { get; init; } = ImmutableDictionary<PackageId, string>.Empty;

    /// <summary>Release only packages with this label; null for all. Property <c>ReleaseGroup</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Release only these packages; null for all. Property <c>ReleasePackages</c>.</summary>
    public ImmutableHashSet<PackageId>? Only { get; init; }

    /// <summary>What can ask for a release. Key <c>intents</c>.</summary>
    public IntentSources Intents { get; init; } = IntentSources.Commits | IntentSources.ChangeFiles;

    /// <summary>Packages that belong together. A package may be in one group with versioning, and not when all are synchronised.</summary>
    public ImmutableArray<VersionGroup> Groups { get; init; } = [];

    /// <summary>How releases ripple to dependents. Table <c>propagation</c>.</summary>
    public PropagationPolicy Propagation { get; init; } = PropagationPolicy.ReleaseKit;

    /// <summary>Which ranges are rewritten, and how. Key <c>rewrite</c>.</summary>
    public RewritePolicy Rewrite { get; init; } = RewritePolicy.ReleaseKit;

    /// <summary>What is released: stable versions or prereleases; null when every package stays on the line that its manifest is on. Property <c>ReleaseChannel</c>, table <c>branches</c>.</summary>
    public Channel? Channel { get; init; }

    /// <summary>By what versions grow. Key <c>versioning</c>.</summary>
    public Versioning Versioning { get; init; } = Versioning.Semantic;

    /// <summary>Packages to which something else applies.</summary>
    public ImmutableDictionary<PackageId, PackagePolicy> Packages { get; init; } = ImmutableDictionary<PackageId, PackagePolicy>.Empty;

    /// <summary>
    /// Private packages that are versioned like the others though never uploaded, such as with <c>privatePackages.version</c> of
    /// changesets. Without a tag of theirs what their manifest says counts as released.
    /// </summary>
    public ImmutableHashSet<PackageId> VersionedPrivately { get; init; } = [];

    /// <summary>A bump or version that was asked for of all selected packages; a version needs them to share it. Properties <c>ReleaseBump</c>, <c>ReleaseAs</c>.</summary>
    public ExplicitBump? ExplicitForAll { get; init; }

    /// <summary>Bumps and versions that were asked for outright of some packages; they go before <see cref="ExplicitForAll"/>.</summary>
    public ImmutableDictionary<PackageId, ExplicitBump> Explicit { get; init; } = ImmutableDictionary<PackageId, ExplicitBump>.Empty;
}
