using System.Collections.Immutable;
using System.Security.Cryptography;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Reads a pub repository, which has one address for everything.</summary>
public sealed class DartRegistry : IRegistry
{
    private readonly HttpClient _http;
    private readonly PubRepository _repository;

    internal DartRegistry(HttpClient http, PubRepository repository)
    {
        _http = http;
        _repository = repository;
    }

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(PubRepository.Public, PubRepository.Public, null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["PUB_TOKEN"];

    /// <inheritdoc/>
    public RegistryTraits Traits { get; } = new("sha256");

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _repository.FindAsync(package, cancellationToken) is { } found
            ? new PublishedVersion(package.Version, [new PublishedFile($"{package.Id.Name}-{package.Version}.tar.gz", found.Archive, found.Sha256) { IsYanked = found.IsRetracted }])
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _repository.FindVersionsAsync(package, cancellationToken) is { IsEmpty: false };
    }

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _http.DownloadAsync(file.Address, destination, headers => PubRepository.Authorize(headers, package, file.Address), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        await using var stream = File.OpenRead(downloadedPath);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == built.Sha256;
    }
}
