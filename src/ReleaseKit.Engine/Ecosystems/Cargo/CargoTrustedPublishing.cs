using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Trusted publishing to crates.io and registries with its web API: a token for half an hour, which is ended after the upload.</summary>
internal sealed class CargoTrustedPublishing(HttpClient http, SparseIndex index, TimeProvider time) : ITrustedPublishing
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>As crates.io's documentation names it for GitLab.</summary>
    public ImmutableArray<string> IdTokenVariables { get; } = ["CRATES_IO_ID_TOKEN"];

    public bool IsOfferedBy(Uri registry) => SparseIndex.IsCratesIo(registry);

    /// <summary>The address of the web API without its scheme.</summary>
    public async Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var api = await ApiAsync(package, cancellationToken);
        return api[(api.IndexOf("://", StringComparison.Ordinal) + 3)..];
    }

    public async Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, await AddressAsync(package, cancellationToken)) { Content = JsonContent.Create(new Dictionary<string, string> { ["jwt"] = identity.Reveal() }) };
        return await TokenExchange.SendAsync(http, request, identity, answer => TokenExchange.Read(answer, "token", source, time.GetUtcNow() + Lifetime), cancellationToken);
    }

    public async Task RevokeAsync(PackageContext package, Secret token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, await AddressAsync(package, cancellationToken)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) } };
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private async Task<Uri> AddressAsync(PackageContext package, CancellationToken cancellationToken) =>
        new($"{await ApiAsync(package, cancellationToken)}/api/v1/trusted_publishing/tokens");

    private async Task<string> ApiAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await index.ConfigurationAsync(package, cancellationToken)).Api is { } api && Uri.TryCreate(api, UriKind.Absolute, out _) ? api
        : throw new ReleaseException(CredentialCodes.Exchange.Create($"{package.Endpoint.Index} names no web API, so that it knows no trusted publishing. Use a token, or set ReleaseTrustedPublishing=never."));
}
