using System.Collections.Immutable;
using System.Net.Http.Headers;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Trusted publishing to npm registries, as npm itself does it since 11.5: a credential for each package, which has to be there already.
/// Asked for here it works with every npm, and once for all attempts.
/// </summary>
internal sealed class NpmTrustedPublishing(HttpClient http, TimeProvider time) : ITrustedPublishing
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>As npm itself names it.</summary>
    public ImmutableArray<string> IdTokenVariables { get; } = ["NPM_ID_TOKEN"];

    public bool IsOfferedBy(Uri registry) => registry.Host.Equals(NpmRegistry.PublicHost, StringComparison.OrdinalIgnoreCase);

    public Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult($"npm:{package.Endpoint.Registry.Host}");

    public Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken)
    {
        var address = new Uri($"{RegistryAddress.Normalize(package.Endpoint.Registry)}-/npm/v1/oidc/token/exchange/package/{NpmPackageName.Escape(package.Id.Name)}");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", identity.Reveal()) } };
        return TokenExchange.SendAsync(http, request, identity, answer => TokenExchange.Read(answer, "token", source, time.GetUtcNow() + Lifetime), cancellationToken);
    }
}
