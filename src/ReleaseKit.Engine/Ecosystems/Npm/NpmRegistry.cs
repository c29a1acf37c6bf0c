using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>Reads an npm registry through its package documents.</summary>
public sealed class NpmRegistry : IRegistry
{
    private const string Abbreviated = "application/vnd.npm.install-v1+json";
    internal const string PublicHost = "registry.npmjs.org";
    private static readonly Uri Public = new("https://registry.npmjs.org/");
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    internal NpmRegistry(HttpClient http, TimeProvider time)
    {
        _http = http;
        _time = time;
    }

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; } = new(Public, Public, null);

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables { get; } = ["NODE_AUTH_TOKEN", "NPM_TOKEN"];

    /// <inheritdoc/>
    public RegistryTraits Traits { get; } = new("sha512", HasTags: true);

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var packument = await FindPackumentAsync(package, package.Endpoint.Index, cancellationToken);
        return packument?.Versions.GetValueOrDefault(package.Version) is { } found
            ? new PublishedVersion(package.Version, [new PublishedFile(NpmPackageName.TarballFileName(package.Id.Name, package.Version), found.Address, Sha512: found.Sha512)])
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) =>
        await FindPackumentAsync(package, package.Endpoint.Registry, cancellationToken) is not null;

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        var isDowngrade = package.Endpoint.Index.Scheme == Uri.UriSchemeHttps && file.Address.Scheme != Uri.UriSchemeHttps;
        return isDowngrade
            ? throw new ReleaseException(RegistryCodes.Answer.Create(
                $"{package.Endpoint.Index} names {file.Address} as the address of {file.FileName}, which is not https. Correct the registry's own address in its settings."))
            : _http.DownloadAsync(file.Address, destination, headers => Authorize(headers, package, file.Address), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(downloadedPath);
        return Convert.ToHexStringLower(await SHA512.HashDataAsync(stream, cancellationToken)) == built.Sha512;
    }

    /// <summary>Everything a registry has of the package; null when it does not know it.</summary>
    /// <exception cref="ReleaseException">As <see cref="FindAsync"/>.</exception>
    internal async Task<Packument?> FindPackumentAsync(PackageContext package, Uri registry, CancellationToken cancellationToken)
    {
        // Registries lie behind caches that keep documents for minutes; an address that was never asked for is not cached.
        var unique = _time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var address = new Uri($"{RegistryAddress.Normalize(registry)}{NpmPackageName.Escape(package.Id.Name)}?releasekit={unique}");
        var json = await _http.FindAsync(address, headers => Ask(headers, package, address), cancellationToken);
        return json is null ? null : Packument.Parse(json, address);
    }

    private static void Ask(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        headers.Accept.ParseAdd(Abbreviated);
        headers.Accept.ParseAdd("application/json; q=0.8");
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        Authorize(headers, package, address);
    }

    private static void Authorize(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        if (package.Endpoint.Token is { } token && RegistryAddress.HaveSameOrigin(address, package.Endpoint.Registry))
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }
    }
}
