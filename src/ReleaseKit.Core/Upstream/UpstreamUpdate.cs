using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Upstream;

/// <summary>What a release of another repository does to one dependency on it.</summary>
/// <param name="Package">The package that depends.</param>
/// <param name="Edge">Its dependency.</param>
/// <param name="From">The version that it had; null when that is not known.</param>
/// <param name="To">The version that it gets.</param>
public sealed record UpstreamUpdate(PackageId Package, Dependency Edge, string? From, string To)
{
    /// <summary>The range to write; null when the one that is written stays.</summary>
    public RangeChange? Change { get; init; }

    /// <summary>Lock files that hold an older version, in ordinal order.</summary>
    public ImmutableArray<RelativePath> LockFiles { get; init; } = [];

    /// <summary>How much it asks of the package.</summary>
    public BumpLevel Level { get; init; }

    /// <summary>Whether it is from one version to another, as <c>1.3.0 → 1.4.0</c>, in words for people.</summary>
    public string Step => From is null ? $"{Edge.Id.Name} → {To}" : $"{Edge.Id.Name} {From} → {To}";
}
