using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NuGet.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>
/// Reads a NuGet version 3 feed. It is asked without a credential first; one that refuses is asked again with the upload
/// credential, provided it is of the same origin.
/// </summary>
internal sealed class NuGetFeed(HttpClient http)
{
    /// <summary>The user name that goes with a token where a feed asks for both.</summary>
    public const string TokenUser = "token";

    private readonly ConcurrentDictionary<Uri, NuGetServices> _services = new();

    /// <summary>The services of a feed; asked once for each.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public async Task<NuGetServices> ServicesAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var index = package.Endpoint.Index;
        if (_services.TryGetValue(index, out var known))
        {
            return known;
        }

        var body = await GetAsync(package, index, cancellationToken) ??
            throw Unusable(index, "there is nothing at this address");
        return _services.GetOrAdd(index, Parse(index, body, root => NuGetServices.Read(root, index)));
    }

    /// <summary>The versions of a package, in normal form and lower case; empty when the feed does not know the package.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(PackageContext package, string id, CancellationToken cancellationToken)
    {
        var services = await ServicesAsync(package, cancellationToken);
        var address = new Uri(services.Content, $"{Uri.EscapeDataString(id.ToLowerInvariant())}/index.json");
        return await GetAsync(package, address, cancellationToken) is { } body
            ? Parse(address, body, root => (IReadOnlyList<string>)[.. root.GetProperty("versions").EnumerateArray().Select(version => version.GetString()!.ToLowerInvariant())])
            : [];
    }

    /// <summary>The manifest of a version; null when the feed has none.</summary>
    public async Task<NuGetPackageFile?> ManifestAsync(PackageContext package, string id, NuGetVersion version, CancellationToken cancellationToken)
    {
        var services = await ServicesAsync(package, cancellationToken);
        var body = await GetAsync(package, services.Address(id, version, $"{id.ToLowerInvariant()}.nuspec"), cancellationToken);
        try
        {
            return body is null ? null : NuGetPackageFile.ReadManifest(new MemoryStream(body));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Whether the feed lists a version; null when it does not say.</summary>
    public async Task<bool?> IsListedAsync(PackageContext package, string id, NuGetVersion version, CancellationToken cancellationToken)
    {
        if ((await ServicesAsync(package, cancellationToken)).Registration is not { } registration)
        {
            return null;
        }

        var normal = version.ToNormalizedString().ToLowerInvariant();
        var address = new Uri(registration, $"{Uri.EscapeDataString(id.ToLowerInvariant())}/{Uri.EscapeDataString(normal)}.json");
        return await GetAsync(package, address, cancellationToken) is { } body
            ? Parse(address, body, root => root.TryGetProperty("listed", out var listed) ? listed.GetBoolean() : (bool?)null)
            : null;
    }

    /// <summary>The owners of a package, in ordinal order; empty when the feed does not tell.</summary>
    public async Task<ImmutableArray<string>> OwnersAsync(PackageContext package, string id, CancellationToken cancellationToken)
    {
        if ((await ServicesAsync(package, cancellationToken)).Search is not { } search)
        {
            return [];
        }

        var address = new Uri($"{search.GetLeftPart(UriPartial.Path)}?q=packageid:{Uri.EscapeDataString(id)}&prerelease=true&semVerLevel=2.0.0");
        return await GetAsync(package, address, cancellationToken) is { } body ? Parse(address, body, root => Owners(root, id)) : [];
    }

    /// <summary>One owner is a text, several are a list.</summary>
    private static ImmutableArray<string> Owners(JsonElement root, string id)
    {
        var found = root.GetProperty("data").EnumerateArray().FirstOrDefault(p => id.Equals(p.GetProperty("id").GetString(), StringComparison.OrdinalIgnoreCase));
        return found.ValueKind != JsonValueKind.Object || !found.TryGetProperty("owners", out var owners) ? []
            : owners.ValueKind == JsonValueKind.Array ? [.. owners.EnumerateArray().Select(o => o.GetString()).OfType<string>().Order(StringComparer.Ordinal)]
            : owners.GetString() is { Length: > 0 } one ? [one] : [];
    }

    /// <summary>Downloads one file.</summary>
    public Task DownloadAsync(PackageContext package, Uri address, string destination, CancellationToken cancellationToken) =>
        WithFallbackAsync(package, address, async headers =>
        {
            await http.DownloadAsync(address, destination, headers, cancellationToken);
            return true;
        });

    /// <summary>Whether the credential for uploads may be shown to an address.</summary>
    public static bool MayTakeCredential(PackageContext package, Uri address) =>
        package.Endpoint.Token is not null &&
        Uri.Compare(package.Endpoint.Registry, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private Task<byte[]?> GetAsync(PackageContext package, Uri address, CancellationToken cancellationToken) =>
        WithFallbackAsync(package, address, more => http.FindAsync(address, headers => Ask(headers, more), cancellationToken));

    private static async Task<T> WithFallbackAsync<T>(PackageContext package, Uri address, Func<Action<HttpRequestHeaders>?, Task<T>> ask)
    {
        try
        {
            return await ask(null);
        }
        catch (ReleaseException refusal) when (refusal.Diagnostics[0].Code == RegistryCodes.Unauthorized.Code && MayTakeCredential(package, address))
        {
            var pair = $"{package.Endpoint.User ?? TokenUser}:{package.Endpoint.Token!.Reveal()}";
            return await ask(headers => headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))));
        }
    }

    private static void Ask(HttpRequestHeaders headers, Action<HttpRequestHeaders>? more)
    {
        // A cache in front of the feed must not answer with what it knew before the upload.
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        more?.Invoke(headers);
    }

    private static T Parse<T>(Uri address, byte[] body, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new ReleaseException(Unusable(address, e.Message).Diagnostics[0], e);
        }
    }

    private static ReleaseException Unusable(Uri address, string why) => new(RegistryCodes.Answer.Create(
        $"{address} is no part of a NuGet feed: {why.TrimEnd('.')}. Check that the address is that of a version 3 index, such as https://api.nuget.org/v3/index.json."));
}
