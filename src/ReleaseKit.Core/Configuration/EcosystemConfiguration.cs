using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Core.Configuration;

/// <summary>One table <c>[ecosystems.name]</c> of the root's <c>releasekit.toml</c>.</summary>
public sealed record EcosystemConfiguration
{
    /// <summary>Nothing configured.</summary>
    public static EcosystemConfiguration Default { get; } = new();

    /// <summary>Where the ecosystem's own workspace begins; null to look everywhere below the root.</summary>
    public RelativePath? WorkspaceRoot { get; init; }

    /// <summary>Where packages are uploaded to; null for the ecosystem's public registry.</summary>
    public string? RegistryUrl { get; init; }

    /// <summary>Where packages are read from; null for the one that belongs to the registry.</summary>
    public string? IndexUrl { get; init; }

    /// <summary>Globs of directories in which no packages are looked for, relative to the root.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>How fast the registry takes files, where that is said.</summary>
    public UploadLimits Limits { get; init; } = new();
}
