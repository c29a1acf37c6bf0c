using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Credentials;

/// <summary>What a token of identity says of itself. It is the registry that checks the signature; this is for messages.</summary>
/// <param name="Expires">When it ends; null when it does not say.</param>
/// <param name="Audiences">Whom it is for; empty when it does not say.</param>
internal sealed record IdentityClaims(DateTimeOffset? Expires, ImmutableArray<string> Audiences)
{
    private static readonly IdentityClaims Unknown = new(null, []);

    /// <summary>Reads a JSON web token; what is none says nothing.</summary>
    public static IdentityClaims Read(Secret token)
    {
        if (token.Reveal().Split('.') is not [_, var payload, _])
        {
            return Unknown;
        }

        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var root = document.RootElement;
            DateTimeOffset? expires = root.TryGetProperty("exp", out var end) && end.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
            ImmutableArray<string> audiences = !root.TryGetProperty("aud", out var audience) ? []
                : audience.ValueKind == JsonValueKind.Array ? [.. audience.EnumerateArray().Select(a => a.GetString() ?? "")]
                : [audience.GetString() ?? ""];
            return new IdentityClaims(expires, audiences);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return Unknown;
        }
    }
}
