using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>Asks an npm registry as <c>npm whoami</c> does, and who its newest version names as maintainers.</summary>
public sealed class NpmAccount : IRegistryAccount
{
    private readonly HttpClient _http;

    internal NpmAccount(HttpClient http) => _http = http;

    /// <inheritdoc/>
    public async Task<AccountAnswer> WhoAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Endpoint.Token is not { } token)
        {
            return AccountAnswer.Unknown;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(RegistryAddress.Normalize(package.Endpoint.Registry) + "-/whoami"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.StatusCode == HttpStatusCode.Unauthorized ? new AccountAnswer(null, IsRefused: true)
                : response.IsSuccessStatusCode ? new AccountAnswer(Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), root => root.GetProperty("username").GetString(), null))
                : AccountAnswer.Unknown;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Whoever needs an answer of the registry tells that there is none.
            return AccountAnswer.Unknown;
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> OwnersAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var registry = package.Endpoint.Registry;
        var address = new Uri($"{RegistryAddress.Normalize(registry)}{NpmPackageName.Escape(package.Id.Name)}/latest");
        try
        {
            var body = await _http.FindAsync(
                address, headers => headers.Authorization = package.Endpoint.Token is { } token ? new AuthenticationHeaderValue("Bearer", token.Reveal()) : null, cancellationToken);
            return body is null ? [] : Read(body, root => root.GetProperty("maintainers").EnumerateArray().Select(Name).OfType<string>().Order(StringComparer.Ordinal).ToImmutableArray(), []);
        }
        catch (ReleaseException)
        {
            return [];
        }
    }

    /// <summary>Some registries write people as <c>name &lt;address&gt;</c>.</summary>
    private static string? Name(JsonElement person) =>
        person.ValueKind == JsonValueKind.String ? person.GetString()!.Split('<')[0].Trim() : person.TryGetProperty("name", out var name) ? name.GetString() : null;

    private static T Read<T>(byte[] json, Func<JsonElement, T> read, T otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return otherwise;
        }
    }
}
