using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>One package that the plan releases.</summary>
public sealed record PlannedRelease
{
    /// <summary>The package.</summary>
    public required PackageId Id { get; init; }

    /// <summary>The last released version; null for a first release.</summary>
    public string? From { get; init; }

    /// <summary>The version to release.</summary>
    public required string To { get; init; }

    /// <summary>The level that was applied to <see cref="From"/>; <see cref="BumpLevel.None"/> for a first release.</summary>
    public required BumpLevel Bump { get; init; }

    /// <summary>The tag that will name the released commit; empty for a snapshot, which has none.</summary>
    public required string Tag { get; init; }

    /// <summary>Whether the package is uploaded; false for a private one that is only versioned.</summary>
    public bool IsPublished { get; init; } = true;

    /// <summary>Why; at least one, strongest first, then in the order of history.</summary>
    public required ImmutableArray<ReleaseReason> Reasons { get; init; }

    /// <summary>Values to change in this package's own manifests: its version and its ranges on siblings.</summary>
    public ImmutableArray<ManifestChange> Edits { get; init; } = [];
}
