using System.Globalization;
using System.Net;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Credentials;

/// <summary>The requests of trusted publishing, whose answers hold credentials and are therefore never shown but when they refuse.</summary>
internal static class TokenExchange
{
    private const int Longest = 300;

    /// <summary>Sends a request and reads something out of the answer's JSON.</summary>
    /// <param name="http">The client.</param>
    /// <param name="request">The request; it is disposed.</param>
    /// <param name="identity">The token of identity in it, which an answer may repeat.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-CREDENTIAL-EXCHANGE</c>, <c>RK-PUBLISH-TRANSIENT</c>.</exception>
    public static async Task<T> SendAsync<T>(HttpClient http, HttpRequestMessage request, Secret? identity, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        if (request.RequestUri.Scheme != Uri.UriSchemeHttps && !request.RequestUri.IsLoopback)
        {
            throw new ReleaseException(CredentialCodes.Exchange.Create($"{address} is no https address, so that no token of identity is sent there. Correct the registry's address."));
        }

        try
        {
            using (request)
            {
                using var response = await http.SendAsync(request, cancellationToken);
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    throw Refusal(address, response, body, identity);
                }

                using var document = JsonDocument.Parse(body);
                return read(document.RootElement);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ReleaseException(PublishCodes.Transient.Create($"{address} cannot be reached: {e.GetBaseException().Message}"), e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ReleaseException(CredentialCodes.Exchange.Create($"{address} does not answer as registries with trusted publishing do. Check that the address is that of such a registry, or set ReleaseTrustedPublishing=never."), e);
        }
    }

    /// <summary>A credential in an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="key">Its name there.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <param name="otherwise">When it ends if the answer does not say so: <c>expires</c>, as seconds since 1970 or as a date.</param>
    public static TrustedToken Read(JsonElement answer, string key, string source, DateTimeOffset otherwise)
    {
        var token = answer.GetProperty(key).GetString() is { Length: > 0 } value ? value : throw new FormatException("It is empty.");
        return new TrustedToken(new Secret(token, source), Expires(answer) ?? otherwise);
    }

    private static DateTimeOffset? Expires(JsonElement answer) => !answer.TryGetProperty("expires", out var expires) ? null : expires.ValueKind switch
    {
        JsonValueKind.Number when expires.TryGetInt64(out var seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds),
        JsonValueKind.String when DateTimeOffset.TryParse(expires.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment,
        _ => null,
    };

    private static ReleaseException Refusal(string address, HttpResponseMessage response, string body, Secret? identity)
    {
        var text = DisplayText.Line(new Redactor(identity is null ? [] : [identity]).Redact(body).ReplaceLineEndings(" ")).Trim();
        var said = $"{address} answers {(int)response.StatusCode} {response.ReasonPhrase}{(text.Length == 0 || text[0] == '<' ? "" : $": {(text.Length > Longest ? $"{text[..Longest]}…" : text)}")}.";
        var wait = response.Headers.RetryAfter?.Delta is { } delta ? $" Retry-After: {delta.TotalSeconds:0}" : "";
        return new ReleaseException(response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
            ? PublishCodes.Transient.Create($"{said}{wait}")
            : CredentialCodes.Exchange.Create($"{said} Enter this repository and its workflow as a trusted publisher in the package's settings there."));
    }
}
