using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Scheduling;

/// <summary>A package that waits for its turn.</summary>
public sealed record ScheduledPackage
{
    /// <summary>The package.</summary>
    public required PackageId Id { get; init; }

    /// <summary>The version that is released.</summary>
    public required string Version { get; init; }

    /// <summary>Packages of the same release that have to be live first.</summary>
    public required ImmutableArray<PackageId> Dependencies { get; init; }

    /// <summary>Where it goes.</summary>
    public required Uri Registry { get; init; }

    /// <summary>How fast the registry takes files.</summary>
    public required RegistryBudget Budget { get; init; }

    /// <summary>Whether no version of it was released before.</summary>
    public bool IsNew { get; init; }

    /// <summary>How long its stages took the last time; null when they were never measured.</summary>
    public StageDurations? Measured { get; init; }
}
