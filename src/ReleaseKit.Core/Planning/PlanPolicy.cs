using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

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

    /// <summary>Bumps and versions that were asked for outright.</summary>
    public ImmutableDictionary<PackageId, ExplicitBump> Explicit { get; init; } = ImmutableDictionary<PackageId, ExplicitBump>.Empty;
}
