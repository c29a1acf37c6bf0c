using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Automated publishing to pub.dev: it takes the CI service's token itself, so that there is nothing to exchange.</summary>
internal sealed class DartTrustedPublishing(TimeProvider time) : ITrustedPublishing
{
    /// <summary>GitHub's tokens of identity last so long.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public ImmutableArray<string> IdTokenVariables { get; } = ["PUB_ID_TOKEN"];

    public bool IsOfferedBy(Uri registry) => PubRepository.IsPublic(registry);

    public Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(package.Endpoint.Registry.GetLeftPart(UriPartial.Authority));

    public Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken) =>
        Task.FromResult(new TrustedToken(new Secret(identity.Reveal(), source), IdentityClaims.Read(identity).Expires ?? time.GetUtcNow() + Lifetime));
}
