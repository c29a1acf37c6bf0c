using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>The lines <c>[1.2.0]: https://…</c> that close many changelogs.</summary>
internal static partial class LinkDefinitions
{
    /// <summary>
    /// The text with a definition for the entry's version, and that of <c>unreleased</c> comparing from there. Addresses come
    /// from the entry, else from what the definition of <c>unreleased</c> says; without either the text stays.
    /// </summary>
    public static string Follow(string text, ChangelogEntry entry)
    {
        var definitions = Definition().Matches(text);
        var unreleased = definitions.FirstOrDefault(d => VersionHeading.IsUnreleased(d.Groups["label"].Value));
        var derived = unreleased is null ? null : Derive(unreleased.Groups["url"].Value, entry);
        if ((entry.CompareUrl ?? derived?.Version) is not { } url || definitions.Any(d => d.Groups["label"].Value == entry.Title))
        {
            return text;
        }

        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var line = $"[{MarkdownText.Inline(entry.Title)}]: {url}";
        if (unreleased is not null)
        {
            var own = $"[{unreleased.Groups["label"].Value}]: {entry.UnreleasedUrl ?? derived?.Unreleased ?? unreleased.Groups["url"].Value}";
            return text[..unreleased.Index] + own + newLine + line + text[(unreleased.Index + unreleased.Length)..];
        }

        var first = definitions.FirstOrDefault(d => VersionHeading.TryRead(d.Groups["label"].Value) is not null);
        if (first is not null)
        {
            return text[..first.Index] + line + newLine + text[first.Index..];
        }

        var all = entry.UnreleasedUrl is { } next && text.Contains("[Unreleased]", StringComparison.Ordinal) ? $"[Unreleased]: {next}{newLine}{line}" : line;
        return $"{text.TrimEnd('\r', '\n')}{newLine}{newLine}{all}{newLine}";
    }

    /// <summary>The text without the definitions of versions that are gone.</summary>
    public static string Without(string text, IReadOnlyCollection<string> versions) => Definition().Replace(
        text, match => VersionHeading.TryRead(match.Groups["label"].Value) is { } read && versions.Contains(read.Version) ? "\0" : match.Value)
        .Replace("\0\r\n", "", StringComparison.Ordinal).Replace("\0\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>From <c>…/compare/v1.1.0...HEAD</c>, when the version before is in it.</summary>
    private static (string Version, string Unreleased)? Derive(string url, ChangelogEntry entry)
    {
        var match = Comparison().Match(url);
        if (!match.Success || entry.PreviousVersion is not { Length: > 0 } previous || !match.Groups["from"].Value.EndsWith(previous, StringComparison.Ordinal))
        {
            return null;
        }

        var tag = match.Groups["from"].Value[..^previous.Length] + entry.Version;
        return ($"{match.Groups["start"].Value}{match.Groups["from"].Value}...{tag}", $"{match.Groups["start"].Value}{tag}...{match.Groups["to"].Value}");
    }

    [GeneratedRegex(@"^ {0,3}\[(?<label>[^\]\r\n]+)\]:[ \t]*(?<url>[^\s]+)[ \t]*(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\A(?<start>.*/compare/)(?<from>[^/].*?)\.\.\.(?<to>HEAD|[A-Za-z0-9_./-]+)\z")]
    private static partial Regex Comparison();
}
