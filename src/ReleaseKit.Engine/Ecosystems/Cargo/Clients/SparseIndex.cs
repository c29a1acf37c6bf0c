using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>Reads a sparse index: <c>config.json</c>, and for each crate a file with one JSON object a line.</summary>
internal sealed class SparseIndex(HttpClient http)
{
    /// <summary>The index of crates.io.</summary>
    public static Uri CratesIo { get; } = new("https://index.crates.io/");

    public static bool IsCratesIo(Uri index) => index.Host.Equals(CratesIo.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address with a trailing slash.</summary>
    public static string Normalize(Uri index) => index.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";

    /// <summary>Where the facts on a crate are, below the index: <c>1/a</c>, <c>2/ab</c>, <c>3/a/abc</c>, <c>ab/cd/abcdef</c>, in lower case.</summary>
    public static string PathOf(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.Length switch
        {
            1 or 2 => $"{lower.Length}/{lower}",
            3 => $"3/{lower[0]}/{lower}",
            _ => $"{lower[..2]}/{lower[2..4]}/{lower}",
        };
    }

    /// <summary>What the registry says of itself.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public async Task<IndexConfiguration> ConfigurationAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var address = new Uri($"{Normalize(package.Endpoint.Index)}config.json");
        var json = await http.FindAsync(address, headers => Ask(headers, package, address), cancellationToken);
        return json is null ? throw Unusable(address, "there is nothing.", null) : Parse(address, () => IndexConfiguration.Parse(json));
    }

    /// <summary>Every version of the package, in the order of the index; null when the registry does not know it.</summary>
    /// <exception cref="ReleaseException">As <see cref="ConfigurationAsync"/>.</exception>
    public async Task<ImmutableArray<IndexedVersion>?> FindVersionsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var address = new Uri(Normalize(package.Endpoint.Index) + PathOf(package.Id.Name));
        return await http.FindAsync(address, headers => Ask(headers, package, address), cancellationToken) is { } lines
            ? Parse(address, () => Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(IndexedVersion.Parse).ToImmutableArray())
            : null;
    }

    /// <summary>The version that is being released, as the index has it; null when it has not. Build metadata does not tell versions apart.</summary>
    /// <exception cref="ReleaseException">As <see cref="ConfigurationAsync"/>.</exception>
    public async Task<IndexedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await FindVersionsAsync(package, cancellationToken))?.FirstOrDefault(v => WithoutMetadata(v.Version) == WithoutMetadata(package.Version));

    /// <summary>The token for a request to that address; crates.io is never asked with one.</summary>
    public static void Authorize(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        var isSameOrigin = Uri.Compare(address, package.Endpoint.Index, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (package.Endpoint.Token is { } token && isSameOrigin && !IsCratesIo(address))
        {
            headers.TryAddWithoutValidation("Authorization", token.Reveal());
        }
    }

    private static void Ask(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        Authorize(headers, package, address);
    }

    private static string WithoutMetadata(string version) => version.Split('+')[0];

    private static T Parse<T>(Uri address, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Unusable(address, e.Message, e);
        }
    }

    private static ReleaseException Unusable(Uri address, string why, Exception? inner)
    {
        var diagnostic = RegistryCodes.Answer.Create($"{address} does not answer as a sparse index of Cargo does: {why} Check that the address is that of a registry's sparse index.");
        return inner is null ? new ReleaseException(diagnostic) : new ReleaseException(diagnostic, inner);
    }
}
