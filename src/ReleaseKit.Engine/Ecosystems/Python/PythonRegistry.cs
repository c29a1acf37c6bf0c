using System.Collections.Immutable;
using System.Security.Cryptography;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Clients;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Reads PyPI and other indexes that speak the simple repository API. A version is there as soon as one of its files is.</summary>
public sealed class PythonRegistry : IRegistry
{
    private readonly SimpleIndex _index;

    internal PythonRegistry(SimpleIndex index) => _index = index;

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(new Uri("https://upload.pypi.org/legacy/"), new Uri("https://pypi.org/simple/"), null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["UV_PUBLISH_TOKEN", "TWINE_PASSWORD", "PYPI_TOKEN"];

    /// <inheritdoc/>
    public RegistryTraits Traits { get; } = new("sha256");

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (await _index.FindAsync(package, cancellationToken) is not { } files)
        {
            return null;
        }

        var version = Pep440Version.Parse(package.Version);
        ImmutableArray<PublishedFile> own = [.. files.Where(f => DistributionFile.VersionOf(f.FileName, package.Id.Name)?.CompareTo(version) == 0)];
        return own.IsEmpty ? null : new PublishedVersion(package.Version, own);
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) =>
        await _index.FindAsync(package, cancellationToken) is not null;

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken) =>
        _index.DownloadAsync(package, file, destination, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        await using var file = File.OpenRead(downloadedPath);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == built.Sha256;
    }
}
