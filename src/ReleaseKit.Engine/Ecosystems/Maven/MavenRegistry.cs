using System.Collections.Immutable;
using System.Security.Cryptography;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>Reads a Maven repository. A version is there when its pom is.</summary>
public sealed class MavenRegistry : IRegistry
{
    private readonly MavenRepositories _repositories;

    internal MavenRegistry(MavenRepositories repositories) => _repositories = repositories;

    /// <summary>Maven Central: uploads go to its portal.</summary>
    public RegistryEndpoint Default { get; } = new(CentralPortal.Address, MavenRepositories.Central, null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["MAVEN_PASSWORD", "MAVEN_CENTRAL_PASSWORD", "MAVEN_CENTRAL_TOKEN"];

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var (repository, coordinate) = (_repositories.IndexOf(package), MavenCoordinate.Of(package));
        var path = coordinate.PathOf(coordinate.PomName);
        if (await repository.ReadAsync(path, cancellationToken) is not { } pom)
        {
            return null;
        }

        var files = ImmutableArray.CreateBuilder<PublishedFile>();
        foreach (var name in ServedPom.Parse(repository.AddressOf(path), pom).Candidates(coordinate, package.ArtifactsDirectory))
        {
            if (await FindFileAsync(repository, coordinate.PathOf(name), cancellationToken) is { } file)
            {
                files.Add(file);
            }
        }

        return new PublishedVersion(package.Version, files.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var (repository, coordinate) = (_repositories.IndexOf(package), MavenCoordinate.Of(package));
        return await repository.ReadAsync(coordinate.Metadata, cancellationToken) is { } list &&
            !VersionList.Parse(repository.AddressOf(coordinate.Metadata), list).Versions.IsEmpty;
    }

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(file);
        return _repositories.IndexOf(package).DownloadAsync(MavenCoordinate.Of(package).PathOf(file.FileName), destination, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        await using var stream = File.OpenRead(downloadedPath);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == built.Sha256;
    }

    private static async Task<PublishedFile?> FindFileAsync(IMavenRepository repository, string path, CancellationToken cancellationToken)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (await repository.ReadAsync($"{path}.sha256", cancellationToken) is { } checksum && Checksums.Parse("sha256", checksum) is { } sha256)
        {
            return new PublishedFile(name, repository.AddressOf(path), sha256);
        }

        return await repository.HasAsync(path, cancellationToken) ? new PublishedFile(name, repository.AddressOf(path)) : null;
    }
}
