using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Forges;

/// <summary>The diagnostics for answers that are no success.</summary>
internal static class ForgeRefusal
{
    private const int LongestExcerpt = 400;

    /// <summary>The diagnostic for a status.</summary>
    /// <param name="status">It.</param>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="body">The answer's text, without credentials.</param>
    /// <param name="credential">Where the credential came from, such as <c>GITHUB_TOKEN</c>; null when none was sent.</param>
    /// <param name="remedy">Which variables are looked at for a credential.</param>
    public static ReleaseException Of(int status, Uri asked, string body, string? credential, string remedy)
    {
        var said = $"{Show(asked)} answers {status}{Excerpt(body)}.";
        return new ReleaseException(status switch
        {
            401 => ForgeCodes.Unauthorized.Create($"{said} {(credential is null ? "No token was found" : $"The token of {credential} is wrong or expired")}. {remedy}"),
            403 => ForgeCodes.Forbidden.Create($"{said} {(credential is null ? remedy : $"The token of {credential} lacks the right for this, or a rule of the repository forbids it; docs/forges.md lists the rights needed.")}"),
            404 or 410 => ForgeCodes.NotFound.Create($"{said} It was renamed or deleted, or the token{(credential is null ? "" : $" of {credential}")} may not see it. Check the keys repository_url and forge_url."),
            >= 500 => ForgeCodes.Unreachable.Create($"{said} Look at the forge's status page, then run again: what is done already is found and kept."),
            < 400 => ForgeCodes.Answer.Create($"{said} Check the keys forge and forge_url: the address must be that of the API."),
            _ => ForgeCodes.Refused.Create($"{said} Change what these words name, then run again."),
        });
    }

    /// <summary>The diagnostic for a forge that could not be talked to.</summary>
    public static ReleaseException Unreachable(Uri asked, Exception cause) => new(
        ForgeCodes.Unreachable.Create(
            $"{Show(asked)} cannot be reached: {cause.GetBaseException().Message.TrimEnd('.')}. Check the address, the network and the proxy variables, then run again: what is done already is found and kept."),
        cause);

    /// <summary>The diagnostic for a change that is sent on and on.</summary>
    public static ReleaseException Moved(Uri asked) => new(ForgeCodes.Answer.Create(
        $"{Show(asked)} sends the request on to an address that cannot be used. Set the keys repository_url and forge_url to where the repository is now."));

    /// <summary>An address without its query.</summary>
    public static string Show(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The forge's own words, as <c>: words</c>; empty when there are none worth showing.</summary>
    public static string Excerpt(string body)
    {
        var text = DisplayText.Line((Words(body) ?? body).ReplaceLineEndings(" ")).Trim();
        return text.Length == 0 ? "" : text.StartsWith('<') ? ": a web page" : $": {(text.Length > LongestExcerpt ? $"{text[..LongestExcerpt]}…" : text).TrimEnd('.')}";
    }

    /// <summary>The sentences in a JSON error, whose form differs between forges; null when it is no JSON.</summary>
    private static string? Words(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var words = new List<string>();
            Collect(document.RootElement, words);
            return words.Count == 0 ? null : string.Join("; ", words.Distinct(StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement element, List<string> words)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                words.Add(element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, words);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject().Where(m => m.Name is not ("documentation_url" or "url" or "resource" or "status" or "type" or "code" or "id")))
                {
                    Collect(member.Value, words);
                }

                break;
        }
    }
}
