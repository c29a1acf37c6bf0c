using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Trust;

/// <summary>
/// Both sides of trusted publishing: the CI service that vouches for a run, at <c>/_identity</c> as GitHub Actions does it, and what
/// registries give for that. Tokens live as long as the program at most.
/// </summary>
internal sealed class TrustedIssuer
{
    /// <summary>How long the CI service vouches.</summary>
    public static readonly TimeSpan IdentityLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long a credential lasts.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);

    private readonly RequiredToken? _request;
    private readonly TimeProvider _clock;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, IssuedToken> _issued = new(StringComparer.Ordinal);

    /// <summary>An issuer that vouches for whoever presents the token of <paramref name="request"/>; one without vouches for nobody.</summary>
    public TrustedIssuer(RequiredToken? request, TimeProvider clock)
    {
        _request = request;
        _clock = clock;
    }

    /// <summary>Whether registries trust anybody.</summary>
    public bool IsOn => _request is not null;

    /// <summary>What was given so far, in the order of time, without the credentials.</summary>
    public JsonArray Report() => new([.. _issued.Values.OrderBy(i => i.Number).Select(i => new JsonObject { ["ecosystem"] = i.Ecosystem, ["package"] = i.Package, ["revoked"] = i.IsRevoked })]);

    /// <summary>The CI service's answer: a token for an audience.</summary>
    public Reply Identify(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        if (_request?.Admits(header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim() : null) != true)
        {
            throw new RefusedException(403, "Nobody is vouched for here without the token of the run.");
        }

        var payload = new JsonObject
        {
            ["iss"] = $"{request.BaseUrl}/_identity",
            ["aud"] = request.Query["audience"].ToString(),
            ["sub"] = "repo:acme/rehearsal:ref:refs/heads/main",
            ["exp"] = (_clock.GetUtcNow() + IdentityLifetime).ToUnixTimeSeconds(),
        };
        return Reply.Json(new JsonObject { ["value"] = Sign(payload) });
    }

    /// <summary>A credential of an ecosystem, for one package or, with null, for all.</summary>
    /// <exception cref="RefusedException">The token of identity is none of ours, has ended, or is for somebody else.</exception>
    public (string Token, DateTimeOffset Expires) Exchange(string ecosystem, string? package, string? identity, string audience, int refusal)
    {
        if (!IsOn)
        {
            throw new RefusedException(404, "Trusted publishing is not offered here.");
        }

        if (Objection(identity, audience) is { } objection)
        {
            throw new RefusedException(refusal, objection);
        }

        var token = $"{ecosystem}_{RandomNumberGenerator.GetHexString(40, lowercase: true)}";
        var issued = new IssuedToken(_issued.Count, ecosystem, package, _clock.GetUtcNow() + TokenLifetime);
        _issued[token] = issued;
        return (token, issued.Expires);
    }

    /// <summary>Ends a credential.</summary>
    public bool Revoke(string? token) => token is not null && _issued.TryGetValue(token, out var issued) && _issued.TryUpdate(token, issued with { IsRevoked = true }, issued);

    /// <summary>Whether a credential was given for uploads of a package.</summary>
    public bool Admits(string ecosystem, string? token, string? package) =>
        token is not null && _issued.TryGetValue(token, out var issued) && !issued.IsRevoked && issued.Expires > _clock.GetUtcNow() &&
        issued.Ecosystem == ecosystem && (issued.Package is null || package is null || issued.Package == package);

    /// <summary>Whether a token of identity is itself what a registry wants.</summary>
    public bool AdmitsIdentity(string? identity, string audience) => IsOn && Objection(identity, audience) is null;

    private string? Objection(string? identity, string audience)
    {
        if (identity?.Split('.') is not [var header, var payload, var signature] || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Signature($"{header}.{payload}"))))
        {
            return "invalid-token: the token of identity is not signed by anybody who is trusted here.";
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        return claims.RootElement.GetProperty("exp").GetInt64() <= _clock.GetUtcNow().ToUnixTimeSeconds() ? "invalid-token: the token of identity has ended."
            : claims.RootElement.GetProperty("aud").GetString() != audience ? $"invalid-token: the token of identity is not for '{audience}'."
            : null;
    }

    private string Sign(JsonObject payload)
    {
        var text = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}";
        return $"{text}.{Signature(text)}";
    }

    private string Signature(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));
}
