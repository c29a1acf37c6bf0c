using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Forges;

/// <summary>The header <c>Link</c> (RFC 8288), with which forges name the next page.</summary>
internal static partial class LinkHeader
{
    /// <summary>The address with the relation <c>next</c>; null when there is none.</summary>
    public static string? Next(HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var values)
            ? values.SelectMany(value => Links().Matches(value)).FirstOrDefault(link => link.Groups["rel"].Value == "next")?.Groups["address"].Value
            : null;

    [GeneratedRegex("""<(?<address>[^>]*)>[^,]*?;\s*rel="?(?<rel>[a-z]+)"?""", RegexOptions.CultureInvariant)]
    private static partial Regex Links();
}
