using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>Reads a pub repository by its hosted protocol, version 2: one listing with every version of a package.</summary>
internal sealed class PubRepository(HttpClient http)
{
    private const string Json = "application/vnd.pub.v2+json";

    /// <summary>The public repository.</summary>
    public static Uri Public { get; } = new("https://pub.dev/");

    public static bool IsPublic(Uri address) => address.Host.Equals(Public.Host, StringComparison.OrdinalIgnoreCase) || address.Host.Equals("pub.dartlang.org", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address as clients know repositories: without a trailing slash, query and fragment.</summary>
    public static string Normalize(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The variable with the token for a repository that a pubspec names: <c>PUB_TOKEN_PUB_EXAMPLE_COM</c>.</summary>
    public static string TokenVariable(Uri repository) => "PUB_TOKEN_" + string.Concat(repository.Host.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    /// <summary>Every version of the package; null when the repository does not know it.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public async Task<ImmutableArray<ListedVersion>?> FindVersionsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var address = new Uri($"{Normalize(package.Endpoint.Index)}/api/packages/{package.Id.Name}");
        return await http.FindAsync(address, headers => Ask(headers, package, address), cancellationToken) is { } listing ? Parse(address, listing) : null;
    }

    /// <summary>The version that is being released; null when the repository does not list it.</summary>
    /// <exception cref="ReleaseException">As the other.</exception>
    public async Task<ListedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await FindVersionsAsync(package, cancellationToken))?.FirstOrDefault(v => v.Version == package.Version);

    /// <summary>The token for a request to that address; pub.dev is never asked with one.</summary>
    public static void Authorize(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        var isSameOrigin = Uri.Compare(address, package.Endpoint.Index, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (package.Endpoint.Token is { } token && isSameOrigin && !IsPublic(address))
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        }
    }

    private static void Ask(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        headers.Accept.ParseAdd(Json);
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        Authorize(headers, package, address);
    }

    private static ImmutableArray<ListedVersion> Parse(Uri address, byte[] listing)
    {
        try
        {
            using var document = JsonDocument.Parse(listing);
            return [.. document.RootElement.GetProperty("versions").EnumerateArray().Select(v => ListedVersion.Parse(address, v))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ReleaseException(
                RegistryCodes.Answer.Create($"{address} does not answer as a pub repository does: {e.Message} Check that the address is that of a repository of Dart packages."), e);
        }
    }
}
