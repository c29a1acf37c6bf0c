using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Credentials;

/// <summary>
/// Uploads with another publisher, for which it gets a short-lived credential where there is no ordinary one and the CI service vouches for
/// the run. The credential is asked for when it is the package's turn, serves all attempts while it lasts, and is ended afterwards.
/// </summary>
public sealed class TrustedPublisher : IPublisher, IAsyncDisposable
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(20);
    private readonly EcosystemAdapter _adapter;
    private readonly IdentityTokens _identity;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private (PackageContext Package, TrustedToken Token)? _held;

    /// <summary>A publisher before that of <paramref name="adapter"/>, for one package.</summary>
    public TrustedPublisher(EcosystemAdapter adapter, IdentityTokens identity, TimeProvider time, Action<string> say)
    {
        _adapter = adapter;
        _identity = identity;
        _time = time;
        _say = say;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (package.Endpoint is not { Token: null, Trust: { } choice } || _identity.Provider(_adapter.Trust, choice) is not { } provider)
        {
            await _adapter.Publisher.PublishAsync(package, artifacts, cancellationToken);
            return;
        }

        ReleaseException? untrusted = null;
        try
        {
            var token = await HoldAsync(package, choice, provider, cancellationToken);
            package = package with { Endpoint = package.Endpoint with { Token = token.Secret } };
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor == CredentialCodes.Exchange || e.Diagnostics[0].Descriptor == CredentialCodes.Identity)
        {
            // The client may be logged in by itself: only when it is refused too is this what went wrong.
            untrusted = e;
            _say($"{package.Id} {package.Version}: no trusted publishing by {provider}; the client's own credential is used if it has one.");
        }

        try
        {
            await _adapter.Publisher.PublishAsync(package, artifacts, cancellationToken);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor == RegistryCodes.Unauthorized)
        {
            await EndAsync();
            throw untrusted is null ? e : new ReleaseException([.. untrusted.Diagnostics, .. e.Diagnostics]);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task<TrustedToken> HoldAsync(PackageContext package, TrustChoice choice, string provider, CancellationToken cancellationToken)
    {
        if (_held is { } held && held.Token.IsFresh(_time.GetUtcNow()))
        {
            return held.Token;
        }

        await EndAsync();
        if (_adapter.Trust.Lacks(package) is { } lack)
        {
            throw new ReleaseException(CredentialCodes.Exchange.Create(lack));
        }

        var audience = await _adapter.Trust.AudienceAsync(package, cancellationToken);
        var identity = await _identity.RequestAsync(_adapter.Trust, choice, audience, cancellationToken);
        var token = await _adapter.Trust.ExchangeAsync(package, identity, $"trusted publishing by {provider}", cancellationToken);
        _held = (package, token);
        _say($"{package.Id} {package.Version}: trusted publishing by {provider}.");
        return token;
    }

    /// <summary>A credential that cannot be ended ends by itself.</summary>
    private async Task EndAsync()
    {
        if (_held is not { } held)
        {
            return;
        }

        _held = null;
        using var limit = new CancellationTokenSource(LongestGoodbye, _time);
        try
        {
            await _adapter.Trust.RevokeAsync(held.Package, held.Token.Secret, limit.Token);
        }
        catch (Exception e) when (e is ReleaseException or HttpRequestException or OperationCanceledException)
        {
            _say($"{held.Package.Id}: the credential of trusted publishing could not be ended; it ends by itself at {held.Token.Expires.UtcDateTime:HH:mm} UTC.");
        }
    }
}
