using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Credentials;

/// <summary>
/// A registry's side of trusted publishing: it gives a short-lived credential to whoever shows a token in which the CI service vouches for
/// the run that asks (OpenID Connect).
/// </summary>
public interface ITrustedPublishing
{
    /// <summary>Variables in which a CI service may hand over such a token, in order of preference; GitHub Actions needs none.</summary>
    ImmutableArray<string> IdTokenVariables { get; }

    /// <summary>Whether a registry is known to do this. Others are asked only when configuration says so.</summary>
    bool IsOfferedBy(Uri registry);

    /// <summary>What configuration lacks for it, as a sentence; null when nothing.</summary>
    string? Lacks(PackageContext package) => null;

    /// <summary>Whom the CI service's token has to be for.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-CREDENTIAL-EXCHANGE</c>, <c>RK-REGISTRY-UNREACHABLE</c>.</exception>
    Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>The credential for the uploads of a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="identity">The CI service's token.</param>
    /// <param name="source">What the credential is called in messages.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException">
    /// <c>RK-CREDENTIAL-EXCHANGE</c>: the registry refuses. <c>RK-PUBLISH-TRANSIENT</c>: it may not when it is asked again.
    /// </exception>
    Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken);

    /// <summary>Ends a credential before its time; where registries have no way to, nothing.</summary>
    Task RevokeAsync(PackageContext package, Secret token, CancellationToken cancellationToken) => Task.CompletedTask;
}
