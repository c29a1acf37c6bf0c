using System.Collections.Immutable;
using System.Net.Http.Json;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Trusted publishing to PyPI and indexes that follow it: the index tells the audience, and mints a token for a quarter of an hour.</summary>
internal sealed class PythonTrustedPublishing(HttpClient http, TimeProvider time) : ITrustedPublishing
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public ImmutableArray<string> IdTokenVariables { get; } = ["PYPI_ID_TOKEN"];

    public bool IsOfferedBy(Uri registry) => registry.Host is "upload.pypi.org" or "test.pypi.org";

    public Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) => TokenExchange.SendAsync(
        http, new HttpRequestMessage(HttpMethod.Get, Address(package, "audience")), null,
        answer => answer.GetProperty("audience").GetString() ?? throw new FormatException("It is null."), cancellationToken);

    public Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address(package, "mint-token")) { Content = JsonContent.Create(new Dictionary<string, string> { ["token"] = identity.Reveal() }) };
        return TokenExchange.SendAsync(http, request, identity, answer => TokenExchange.Read(answer, "token", source, time.GetUtcNow() + Lifetime), cancellationToken);
    }

    /// <summary>Beside the folder that files are uploaded to: <c>https://upload.pypi.org/legacy/</c> has it at the root.</summary>
    private static Uri Address(PackageContext package, string what) =>
        new(new Uri(package.Endpoint.Registry.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), $"../_/oidc/{what}");
}
