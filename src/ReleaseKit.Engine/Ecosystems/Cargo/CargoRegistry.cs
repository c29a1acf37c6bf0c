using System.Collections.Immutable;
using System.Security.Cryptography;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Reads a registry through its sparse index, whose address is the registry's only one: it tells the others itself.</summary>
public sealed class CargoRegistry : IRegistry
{
    private readonly HttpClient _http;
    private readonly SparseIndex _index;

    internal CargoRegistry(HttpClient http, SparseIndex index)
    {
        _http = http;
        _index = index;
    }

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(SparseIndex.CratesIo, SparseIndex.CratesIo, null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["CARGO_REGISTRY_TOKEN"];

    /// <inheritdoc/>
    public RegistryTraits Traits { get; } = new("sha256");

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (await _index.FindAsync(package, cancellationToken) is not { } found)
        {
            return null;
        }

        var configuration = await _index.ConfigurationAsync(package, cancellationToken);
        try
        {
            var file = new PublishedFile($"{package.Id.Name}-{found.Version}.crate", configuration.FileOf(package.Id.Name, found), found.Sha256);
            return new PublishedVersion(package.Version, [file]);
        }
        catch (FormatException e)
        {
            throw new ReleaseException(RegistryCodes.Answer.Create($"{package.Endpoint.Index}: {e.Message} Correct the registry's own settings."), e);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _index.FindVersionsAsync(package, cancellationToken) is { IsEmpty: false };
    }

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _http.DownloadAsync(file.Address, destination, headers => SparseIndex.Authorize(headers, package, file.Address), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        await using var stream = File.OpenRead(downloadedPath);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == built.Sha256;
    }
}
