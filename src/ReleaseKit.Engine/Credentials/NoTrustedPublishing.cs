using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Credentials;

/// <summary>For ecosystems whose registries know no trusted publishing.</summary>
public sealed class NoTrustedPublishing : ITrustedPublishing
{
    private NoTrustedPublishing()
    {
    }

    /// <summary>The only one.</summary>
    public static NoTrustedPublishing Instance { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<string> IdTokenVariables => [];

    /// <inheritdoc/>
    public bool IsOfferedBy(Uri registry) => false;

    /// <inheritdoc/>
    public Task<string> AudienceAsync(PackageContext package, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TrustedToken> ExchangeAsync(PackageContext package, Secret identity, string source, CancellationToken cancellationToken) => throw new NotSupportedException();
}
