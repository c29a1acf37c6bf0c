using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Reconciling;

/// <summary>What every source says of one version of a package.</summary>
public sealed record VersionFacts
{
    /// <summary>The package.</summary>
    public required PackageId Package { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The tag that names it, or would.</summary>
    public required string Tag { get; init; }

    /// <summary>What the registry says.</summary>
    public required RegistryAnswer Registry { get; init; }

    /// <summary>Why the registry could not be asked; empty when it could.</summary>
    public string RegistryProblem { get; init; } = "";

    /// <summary>The object that the tag names here; null when it is not here.</summary>
    public string? TagHere { get; init; }

    /// <summary>The object that the tag names on the remote; null when it is not there.</summary>
    public string? TagThere { get; init; }

    /// <summary>The remote's name; null when tags are not pushed, so that there is nothing to compare.</summary>
    public string? Remote { get; init; }

    /// <summary>What ledgers say: <c>none</c>, <c>uploading</c>, <c>live</c>.</summary>
    public string Ledger { get; init; } = "none";

    /// <summary>The commit that is this version, where that is certain; null otherwise.</summary>
    public string? Commit { get; init; }

    /// <summary>Which of the packages that share the tag are not live; empty when all are, or none shares it.</summary>
    public string NotLive { get; init; } = "";

    /// <summary>How the registry's bytes differ from those in a ledger, with both digests; empty when they do not, or are not known.</summary>
    public string OtherBytes { get; init; } = "";

    /// <summary>Whether an interrupted release goes on with this version, so that what is missing is missing for a reason.</summary>
    public bool IsUnderWay { get; init; }
}
