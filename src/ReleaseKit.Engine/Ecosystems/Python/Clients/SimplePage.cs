using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>One project's page of the simple repository API, as JSON (PEP 691) or HTML (PEP 503).</summary>
internal static partial class SimplePage
{
    /// <summary>What is asked for: JSON where the index has it.</summary>
    public const string Accept = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

    /// <summary>The files of the page, in its order.</summary>
    /// <param name="text">The body.</param>
    /// <param name="address">Where the page is; links may be relative to it.</param>
    /// <exception cref="FormatException">This is no such page.</exception>
    public static ImmutableArray<PublishedFile> Read(string text, Uri address) =>
        text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("{") ? ReadJson(text, address) : ReadHtml(text, address);

    private static ImmutableArray<PublishedFile> ReadJson(string text, Uri address)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var version = document.RootElement.GetProperty("meta").GetProperty("api-version").GetString() ?? "";
            if (!version.StartsWith("1.", StringComparison.Ordinal))
            {
                throw new FormatException($"its api-version is '{version}', where 1.x is understood");
            }

            var files = ImmutableArray.CreateBuilder<PublishedFile>();
            foreach (var file in document.RootElement.GetProperty("files").EnumerateArray())
            {
                var digest = file.TryGetProperty("hashes", out var hashes) && hashes.TryGetProperty("sha256", out var sha256) ? sha256.GetString() : null;
                Add(files, file.GetProperty("filename").GetString(), file.GetProperty("url").GetString(), digest, IsYanked(file), address);
            }

            return files.ToImmutable();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"its JSON is not that of a simple index: {e.Message}", e);
        }
    }

    private static ImmutableArray<PublishedFile> ReadHtml(string text, Uri address)
    {
        var start = Base().Match(text) is { Success: true } match && Uri.TryCreate(address, WebUtility.HtmlDecode(match.Groups["href"].Value), out var other) ? other : address;
        var files = ImmutableArray.CreateBuilder<PublishedFile>();
        foreach (Match anchor in Anchor().Matches(text))
        {
            var link = WebUtility.HtmlDecode(anchor.Groups["href"].Value);
            var hash = link.IndexOf("#sha256=", StringComparison.Ordinal);
            Add(files, WebUtility.HtmlDecode(anchor.Groups["text"].Value).Trim(), link, hash < 0 ? null : link[(hash + 8)..], Yanked().IsMatch(anchor.Value), start);
        }

        return files.Count > 0 || text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<!doctype", StringComparison.OrdinalIgnoreCase)
            ? files.ToImmutable()
            : throw new FormatException("it is neither the JSON nor the HTML of a simple index");
    }

    /// <summary>PEP 592: absent or false, true, or the reason; an empty reason is one.</summary>
    private static bool IsYanked(JsonElement file) =>
        file.TryGetProperty("yanked", out var yanked) && yanked.ValueKind is JsonValueKind.True or JsonValueKind.String;

    private static void Add(ImmutableArray<PublishedFile>.Builder files, string? name, string? link, string? sha256, bool isYanked, Uri address)
    {
        // What an index serves is not trusted: only names of distributions, only web addresses, only well-formed digests.
        if (name is not null && (DistributionFile.IsWheel(name) || DistributionFile.IsSource(name)) && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0 &&
            Uri.TryCreate(address, link, out var target) && target.Scheme is "http" or "https")
        {
            files.Add(new PublishedFile(name, target, sha256 is { Length: 64 } && sha256.All(char.IsAsciiHexDigit) ? sha256.ToLowerInvariant() : null) { IsYanked = isYanked });
        }
    }

    [GeneratedRegex("""<a\s[^>]*?href\s*=\s*(?<quote>["'])(?<href>.*?)\k<quote>[^>]*>(?<text>[^<]*)</a>""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^<a(?=\s)(?:[^>""']|""[^""]*""|'[^']*')*?\sdata-yanked[\s=>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Yanked();

    [GeneratedRegex("""<base\s[^>]*?href\s*=\s*(?<quote>["'])(?<href>.*?)\k<quote>""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Base();
}
