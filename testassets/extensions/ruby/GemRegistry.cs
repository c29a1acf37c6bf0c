using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Ruby;

/// <summary>The JSON API of RubyGems.org, or a folder of gems.</summary>
public sealed class GemRegistry(HttpClient http) : IRegistry
{
    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(new Uri("https://rubygems.org/"), new Uri("https://rubygems.org/"), null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables => ["GEM_HOST_API_KEY"];

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var name = GemClient.FileName(package);
        if (GemClient.Folder(package) is { } folder)
        {
            var path = Path.Combine(folder, name);
            return File.Exists(path) ? new PublishedVersion(package.Version, [new PublishedFile(name, new Uri(path), Artifact.FromFile(path).Sha256)]) : null;
        }

        var answer = await GetAsync($"api/v2/rubygems/{package.Id.Name}/versions/{package.Version}.json", package, cancellationToken);
        return answer is null ? null : new PublishedVersion(package.Version, [new PublishedFile(name, new Uri(package.Endpoint.Index, $"gems/{name}"), answer.RootElement.GetProperty("sha").GetString())]);
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) => GemClient.Folder(package) is { } folder
        ? Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{package.Id.Name}-*.gem").Any()
        : await GetAsync($"api/v1/gems/{package.Id.Name}.json", package, cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        await using var source = file.Address.IsFile ? File.OpenRead(file.Address.LocalPath) : await http.GetStreamAsync(file.Address, cancellationToken);
        await using var target = File.Create(destination);
        await source.CopyToAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken) => Task.FromResult(Artifact.FromFile(downloadedPath).Sha512 == built.Sha512);

    private async Task<JsonDocument?> GetAsync(string path, PackageContext package, CancellationToken cancellationToken)
    {
        var address = new Uri(package.Endpoint.Index, path);
        using var response = await http.GetAsync(address, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : response.IsSuccessStatusCode ? JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))
            : throw new ReleaseException(RegistryCodes.Answer.Create($"{address} answers {(int)response.StatusCode}."));
    }
}
