using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Where a package is published to and read from.</summary>
/// <param name="Registry">The address uploads go to (npm registry, PyPI legacy upload API, NuGet v3 index).</param>
/// <param name="Index">The address installs come from; the same as <paramref name="Registry"/> where the ecosystem has one address.</param>
/// <param name="Token">The credential for uploads, or null for none; it goes to <paramref name="Registry"/>'s origin only.</param>
/// <param name="User">The user name that goes with it, where the ecosystem has one.</param>
public sealed record RegistryEndpoint(Uri Registry, Uri Index, Secret? Token, string? User = null)
{
    /// <summary>Whether a CI service may vouch for uploads while there is no <see cref="Token"/>; null when it may not.</summary>
    public TrustChoice? Trust { get; init; }

    /// <summary>Whether the address is a loopback one, for which plain HTTP is accepted.</summary>
    public bool IsLoopback => Registry.IsLoopback;
}

/// <summary>One package on its way through the pipeline; everything a facet may need, with absolute paths.</summary>
public sealed record PackageContext
{
    /// <summary>The package.</summary>
    public required PackageId Id { get; init; }

    /// <summary>The version being released, as the ecosystem writes it.</summary>
    public required string Version { get; init; }

    /// <summary>The tag of the version; empty where it is not known, as for a tag that several packages share.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The tag that holds the version where no file does, also one that several packages share; empty for a package whose version is in a file.</summary>
    public string VersionTag { get; init; } = "";

    /// <summary>Full object name of the commit that is released; empty where none is.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Absolute path of the workspace root.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>Absolute path of the package's folder.</summary>
    public required string Directory { get; init; }

    /// <summary>Absolute path of its manifest.</summary>
    public required string Manifest { get; init; }

    /// <summary>Absolute path of the folder that holds its artifacts and nothing else.</summary>
    public required string ArtifactsDirectory { get; init; }

    /// <summary>Absolute path of a scratch folder for this package; emptied before each use by whoever uses it.</summary>
    public required string ScratchDirectory { get; init; }

    /// <summary>Absolute path of the folder for transcripts of this package.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Where it goes.</summary>
    public required RegistryEndpoint Endpoint { get; init; }

    /// <summary>Seconds since 1970 of the released commit, for reproducible builds (<c>SOURCE_DATE_EPOCH</c>).</summary>
    public long SourceDateEpoch { get; init; }

    /// <summary>The adapter's own settings, from MSBuild properties named <c>Release&lt;Ecosystem&gt;…</c>; empty when none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
