using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Processes;

/// <summary>
/// Replaces credentials in text by <c>***</c>: the values themselves and what clients make of them in headers, addresses
/// and JSON (base64 with any user name before it, percent and JSON escapes, the lines of a key file).
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in place of a credential.</summary>
    public const string Mask = "***";

    /// <summary>Shorter values are no credentials, and hiding them would make the output unreadable.</summary>
    private const int Shortest = 4;

    /// <summary>Parts of a value (a line, a base64 core) shorter than this may stand in a text by chance.</summary>
    private const int ShortestPart = 8;

    private readonly ImmutableArray<string> _needles;

    /// <summary>Hides these credentials.</summary>
    public Redactor(IEnumerable<Secret> secrets) =>
        _needles = [.. secrets.SelectMany(secret => Forms(secret.Reveal())).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length)];

    /// <summary>Whether there is nothing to hide.</summary>
    public bool IsEmpty => _needles.IsEmpty;

    /// <summary>The text without credentials.</summary>
    public string Redact(string text)
    {
        if (IsEmpty)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        Redact(text, isEnd: true, result);
        return result.ToString();
    }

    /// <summary>
    /// Redacts the start of a text that goes on later.
    /// </summary>
    /// <returns>How many characters were taken; the rest may be the beginning of a credential and must be given again.</returns>
    internal int Redact(ReadOnlySpan<char> text, bool isEnd, StringBuilder result)
    {
        for (var i = 0; i < text.Length;)
        {
            var rest = text[i..];
            if (!isEnd && MayContinue(rest))
            {
                return i;
            }

            var match = MatchLength(rest);
            if (match > 0)
            {
                result.Append(Mask);
                i += match;
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return text.Length;
    }

    private bool MayContinue(ReadOnlySpan<char> rest)
    {
        foreach (var needle in _needles)
        {
            if (needle.Length > rest.Length && needle.AsSpan().StartsWith(rest, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private int MatchLength(ReadOnlySpan<char> rest)
    {
        foreach (var needle in _needles)
        {
            if (rest.StartsWith(needle, StringComparison.Ordinal))
            {
                return needle.Length;
            }
        }

        return 0;
    }

    private static IEnumerable<string> Forms(string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length < Shortest)
        {
            return [];
        }

        var lines = trimmed.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= ShortestPart);
        var json = JsonSerializer.Serialize(trimmed)[1..^1];
        var lenientJson = JsonEncodedText.Encode(trimmed, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        var percent = Uri.EscapeDataString(trimmed);
        return [trimmed, .. lines, json, lenientJson, percent, LowerEscapes(percent), percent.Replace("%20", "+", StringComparison.Ordinal), .. Base64Forms(trimmed)];
    }

    private static string LowerEscapes(string percent) =>
        System.Text.RegularExpressions.Regex.Replace(percent, "%[0-9A-F]{2}", escape => escape.Value.ToLowerInvariant());

    /// <summary>
    /// Base64 of the value alone, and of the value behind anything else (<c>user:value</c>): the latter has one of three
    /// alignments, and all but the characters it shares with its neighbours are the same whatever stands before it.
    /// </summary>
    private static string[] Base64Forms(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var forms = new List<string> { Convert.ToBase64String(bytes) };
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var start = before == 0 ? 0 : before + 1;
            var end = (before + bytes.Length) * 8 / 6;
            if (end - start >= ShortestPart)
            {
                forms.Add(encoded[start..end]);
            }
        }

        return [.. forms, .. forms.Select(form => form.Replace('+', '-').Replace('/', '_').TrimEnd('='))];
    }
}
