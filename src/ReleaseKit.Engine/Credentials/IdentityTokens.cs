using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Credentials;

/// <summary>
/// Tokens in which a CI service vouches for this run: GitHub Actions gives one for each audience when it is asked, GitLab and others put
/// them into variables.
/// </summary>
public sealed class IdentityTokens
{
    private const string RequestAddress = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string RequestToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private readonly IEnvironment _environment;
    private readonly Func<HttpClient> _http;
    private readonly TimeProvider _time;
    private readonly CredentialSource _source;

    /// <summary>Tokens of the CI service that runs with these variables.</summary>
    public IdentityTokens(IEnvironment environment, Func<HttpClient> http, TimeProvider time)
    {
        _environment = environment;
        _http = http;
        _time = time;
        _source = new CredentialSource(environment);
    }

    /// <summary>Who would vouch for an upload, for people: <c>GitHub Actions</c>; null when nobody would.</summary>
    public string? Provider(ITrustedPublishing trust, TrustChoice choice)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(choice);
        return Given(trust, choice) is { } given
            ? IsSet("GITLAB_CI") ? "GitLab CI/CD" : IsSet("CIRCLECI") ? "CircleCI" : $"the token of identity in {given.Source}"
            : choice.IdTokenVariable.Length == 0 && IsSet(RequestAddress) && IsSet(RequestToken) ? "GitHub Actions" : null;
    }

    /// <summary>A token for an audience. Never asked where <see cref="Provider"/> is null.</summary>
    /// <exception cref="ReleaseException"><c>RK-CREDENTIAL-IDENTITY</c>, <c>RK-PUBLISH-TRANSIENT</c>.</exception>
    public async Task<Secret> RequestAsync(ITrustedPublishing trust, TrustChoice choice, string audience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(choice);
        return Given(trust, choice) is { } given ? Checked(given, audience) : await AskGitHubAsync(audience, cancellationToken);
    }

    private Secret? Given(ITrustedPublishing trust, TrustChoice choice) => _source.Find(trust.IdTokenVariables, choice.IdTokenVariable);

    private bool IsSet(string name) => !string.IsNullOrWhiteSpace(_environment.Get(name));

    /// <summary>A token that was made when the job began may have ended, or be for another registry: that is better said here than by the registry.</summary>
    private Secret Checked(Secret token, string audience)
    {
        var claims = IdentityClaims.Read(token);
        if (claims.Expires is { } end && end <= _time.GetUtcNow())
        {
            throw new ReleaseException(CredentialCodes.Identity.Create(
                $"The token of identity in {token.Source} ended at {end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC. CI services make it when the job begins: run the job again, and publish in a job of its own."));
        }

        return claims.Audiences.IsEmpty || claims.Audiences.Contains(audience) ? token : throw new ReleaseException(CredentialCodes.Identity.Create(
            $"The token of identity in {token.Source} is for '{DisplayText.Line(string.Join("', '", claims.Audiences))}', and the registry wants one for '{audience}'. Set aud to that where the CI configuration declares it."));
    }

    private async Task<Secret> AskGitHubAsync(string audience, CancellationToken cancellationToken)
    {
        var given = _environment.Get(RequestAddress)!.Trim();
        if (!Uri.TryCreate($"{given}{(given.Contains('?', StringComparison.Ordinal) ? '&' : '?')}audience={Uri.EscapeDataString(audience)}", UriKind.Absolute, out var address) ||
            (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            throw new ReleaseException(CredentialCodes.Identity.Create($"{RequestAddress} is no https address, so that nobody can be asked for a token of identity. GitHub Actions sets it; leave it as it is."));
        }

        var bearer = new AuthenticationHeaderValue("Bearer", _environment.Get(RequestToken)!.Trim());
        try
        {
            var body = await _http().FindAsync(address, headers => headers.Authorization = bearer, cancellationToken);
            using var document = JsonDocument.Parse(body ?? []);
            return new Secret(document.RootElement.GetProperty("value").GetString()!, "GitHub Actions");
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor == RegistryCodes.Unreachable)
        {
            throw new ReleaseException(PublishCodes.Transient.Create($"GitHub Actions does not answer when it is asked for a token of identity. {e.Diagnostics[0].Message}"), e);
        }
        catch (Exception e) when (e is ReleaseException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            var said = e is ReleaseException refusal ? refusal.Diagnostics[0].Message : "its answer is not what its documentation says.";
            throw new ReleaseException(CredentialCodes.Identity.Create($"GitHub Actions gives no token of identity: {said} The job needs permissions with id-token: write."), e);
        }
    }
}
