using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Reads one ecosystem's registry.</summary>
public interface IRegistry
{
    /// <summary>The default endpoint addresses of the ecosystem's public registry.</summary>
    RegistryEndpoint Default { get; }

    /// <summary>Environment variables that may hold the upload credential, in order of preference.</summary>
    ImmutableArray<string> TokenVariables { get; }

    /// <summary>What registries of the ecosystem tell and keep; by default no digests and no tags.</summary>
    RegistryTraits Traits => new();

    /// <summary>
    /// What the registry has of this version, or null when it has none. "Could not tell" is an exception, never null.
    /// </summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>Whether the registry knows any version of the package; new packages often have a rate limit of their own.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">As <see cref="FindAsync"/>.</exception>
    Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>Downloads one published file.</summary>
    Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a downloaded file is the artifact that was built. Registries that rewrite uploads in a documented way
    /// (NuGet's repository signature) compare what they leave alone.
    /// </summary>
    Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken);

    /// <summary>
    /// A digest of what the registry leaves alone in a file, to recognise it on a machine that does not have the artifact; null
    /// where registries do not rewrite uploads, so that the digests of the file serve.
    /// </summary>
    Task<string?> ContentDigestAsync(string path, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

/// <summary>A version that a registry serves.</summary>
public sealed record PublishedVersion(string Version, ImmutableArray<PublishedFile> Files)
{
    /// <summary>Whether the registry tells only that the version is there, and nothing of its files.</summary>
    public bool IsOpaque { get; init; }
}

/// <summary>One file of a published version; digests are null where the registry does not tell them.</summary>
public sealed record PublishedFile(string FileName, Uri Address, string? Sha256 = null, string? Sha512 = null)
{
    /// <summary>Whether the registry says that resolvers should not choose it; false where registries do not say so of files.</summary>
    public bool IsYanked { get; init; }
}
