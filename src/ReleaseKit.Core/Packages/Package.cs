using System.Collections.Immutable;

namespace ReleaseKit.Core.Packages;

/// <summary>One releasable unit of the workspace, as its manifest declares it.</summary>
public sealed record Package
{
    /// <summary>Ecosystem and name.</summary>
    public required PackageId Id { get; init; }

    /// <summary>The package's own folder.</summary>
    public required RelativePath Directory { get; init; }

    /// <summary>The file that declares the package.</summary>
    public required RelativePath Manifest { get; init; }

    /// <summary>The version as written; null when the manifest declares none.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The file the version is written in: the manifest, or the file it inherits from (Hatch's version file,
    /// <c>Directory.Build.props</c>). Packages with the same source cannot have different versions.
    /// </summary>
    public RelativePath VersionFile { get; init; }

    /// <summary>Where in <see cref="VersionFile"/> the version stands, when known; shared versions have equal places.</summary>
    public Diagnostics.SourceLocation? VersionLocation { get; init; }

    /// <summary>
    /// Set where no file holds the version: it is that of the newest tag, and <see cref="Version"/> that of a first release until
    /// there is one. Null for packages whose manifest declares it.
    /// </summary>
    public TagVersioning? Tagging { get; init; }

    /// <summary>The lock file that repeats the version, when one is kept with the sources; null when none does.</summary>
    public RelativePath? LockFile { get; init; }

    /// <summary>Lock files of packages that depend on it, which repeat its version too; in ordinal order.</summary>
    public ImmutableArray<RelativePath> OtherLockFiles { get; init; } = [];

    /// <summary>The lock file that repeats its ranges on siblings, when one is kept with the sources; null when none does.</summary>
    public RelativePath? RangeLockFile { get; init; }

    /// <summary>Whether the package may be uploaded.</summary>
    public bool Publishable { get; init; } = true;

    /// <summary>Whether its manifest keeps it from being uploaded, now and later; it may be versioned all the same.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Why it may not be uploaded, for people; null when it may.</summary>
    public string? NotPublishableReason { get; init; }

    /// <summary>The label of <c>group</c> in the package's own releasekit.toml; null when it has none.</summary>
    public string? Group { get; init; }

    /// <summary>The registry that its own files ask for (npm's publishConfig.registry): an address, or a name that the client's configuration files have; null for the ecosystem's default.</summary>
    public string? Registry { get; init; }

    /// <summary>Where it is installed from when <see cref="Registry"/> is not that place too; null for the same.</summary>
    public string? Index { get; init; }

    /// <summary>The variable that holds the credential for <see cref="Registry"/> alone; null for the ecosystem's own.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>Edges to other members, in ordinal order of id and kind.</summary>
    public ImmutableArray<Dependency> Dependencies { get; init; } = [];

    /// <summary>Its dependencies on packages of other repositories, of those that were asked after; in ordinal order of id and kind.</summary>
    public ImmutableArray<Upstream.UpstreamDependency> Upstream { get; init; } = [];

    /// <summary>The package with the edges of its files alone, which are the ones that can be edited.</summary>
    public Package AsWritten => this with { Dependencies = [.. Dependencies.Where(edge => !edge.IsDeclared)] };

    /// <summary>The ecosystem part of the id.</summary>
    public string Ecosystem => Id.Ecosystem;

    /// <summary>The name part of the id.</summary>
    public string Name => Id.Name;
}
