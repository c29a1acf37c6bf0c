using System.Collections.Immutable;
using NuGet.Versioning;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Reads nuget.org and other version 3 feeds. Feeds tell no digests, so packages are compared by downloading them.</summary>
public sealed class NuGetRegistry : IRegistry
{
    private readonly NuGetFeed _feed;

    internal NuGetRegistry(NuGetFeed feed) => _feed = feed;

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(new Uri("https://api.nuget.org/v3/index.json"), new Uri("https://api.nuget.org/v3/index.json"), null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["NUGET_API_KEY", "NUGET_TOKEN"];

    /// <inheritdoc/>
    public Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return FindAsync(package, package.Id.Name, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return (await _feed.VersionsAsync(package, package.Id.Name, cancellationToken)).Count > 0;
    }

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _feed.DownloadAsync(package, file.Address, destination, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Artifact.FromFile(downloadedPath).Sha512 == built.Sha512 ||
            await PackageContents.IsSignedCopyAsync(built.Path, downloadedPath, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> ContentDigestAsync(string path, CancellationToken cancellationToken) => PackageContents.DigestAsync(path, cancellationToken);

    /// <summary>What the feed has of the version under another id: that of a tool's package for one platform.</summary>
    internal async Task<PublishedVersion?> FindAsync(PackageContext package, string id, CancellationToken cancellationToken)
    {
        var version = NuGetVersion.Parse(package.Version);
        var normal = version.ToNormalizedString().ToLowerInvariant();
        if (!(await _feed.VersionsAsync(package, id, cancellationToken)).Contains(normal))
        {
            return null;
        }

        var file = $"{id.ToLowerInvariant()}.{normal}.nupkg";
        var services = await _feed.ServicesAsync(package, cancellationToken);
        return new PublishedVersion(package.Version, [new PublishedFile(file, services.Address(id, version, file))]);
    }

    /// <summary>Whether the feed takes symbol packages.</summary>
    internal async Task<bool> TakesSymbolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await _feed.ServicesAsync(package, cancellationToken)).TakesSymbols;
}
