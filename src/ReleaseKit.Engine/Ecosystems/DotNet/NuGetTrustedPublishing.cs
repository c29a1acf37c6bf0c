using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Trusted publishing to nuget.org and feeds that follow it: beside the service that takes packages is one that gives keys. It wants the
/// name of the account that made the policy, which is the option <c>User</c>.
/// </summary>
internal sealed class NuGetTrustedPublishing(HttpClient http, NuGetFeed feed, TimeProvider time) : ITrustedPublishing
{
    /// <summary>The service gives keys for an hour, and may say so.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public ImmutableArray<string> IdTokenVariables { get; } = ["NUGET_ID_TOKEN"];

    public bool IsOfferedBy(Uri registry) => registry.Host.Equals("api.nuget.org", StringComparison.OrdinalIgnoreCase);

    public string? Lacks(PackageContext package) => package.Settings.ContainsKey("User") ? null
        : "nuget.org wants the name of the account that made the trusted publishing policy: set ReleaseNuGetUser to it.";

    public async Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await AddressAsync(package, cancellationToken)).GetLeftPart(UriPartial.Authority);

    public async Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, await AddressAsync(package, cancellationToken))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", identity.Reveal()) },
            Content = JsonContent.Create(new Dictionary<string, string> { ["username"] = package.Settings.GetValueOrDefault("User", ""), ["tokenType"] = "ApiKey" }),
        };
        return await TokenExchange.SendAsync(http, request, identity, answer => TokenExchange.Read(answer, "apiKey", source, time.GetUtcNow() + Lifetime), cancellationToken);
    }

    private async Task<Uri> AddressAsync(PackageContext package, CancellationToken cancellationToken) =>
        (await feed.ServicesAsync(package, cancellationToken)).Publish is { } publish ? new Uri(publish, "token")
        : throw new ReleaseException(CredentialCodes.Exchange.Create($"{package.Endpoint.Index} takes no packages, so that it knows no trusted publishing. Check the address of the feed."));
}
