using System.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Tells of a whole release: one entry for each run, headed by the version that all packages share or else by the date, with
/// the packages below it. It is a log of runs, so that prereleases stay in it.
/// </summary>
public static class UmbrellaChangelog
{
    /// <summary>The changelog with the release in it; the same text when it has all of its packages already.</summary>
    /// <param name="existing">The text of the file; null when there is none.</param>
    /// <param name="style">How entries look.</param>
    /// <param name="entries">The packages, in the order in which they are told of; at least one.</param>
    public static string Insert(string? existing, IChangelogStyle style, IReadOnlyList<ChangelogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(entries);
        if (existing is not null && ChangelogOutline.Read(existing) is var outline &&
            entries.All(entry => outline.Entries.Any(e => e.Version == entry.Version && e.Names(entry.Package))))
        {
            return existing;
        }

        var versions = entries.Select(e => e.Version).Distinct(StringComparer.Ordinal).ToArray();
        var date = MarkdownText.Inline(entries[0].Date);
        var heading = versions.Length == 1 ? $"{MarkdownText.Inline(versions[0])} ({date})" : date;
        return ChangelogSplicer.Place(existing, $"## {heading}\n\n{Packages(style, entries, level: 3)}");
    }

    /// <summary>The packages with headings of the second level, as the text of a release whose title says the rest.</summary>
    public static string Notes(IChangelogStyle style, IReadOnlyList<ChangelogEntry> entries) => Packages(style, entries, level: 2);

    private static string Packages(IChangelogStyle style, IReadOnlyList<ChangelogEntry> entries, int level)
    {
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(entries);
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            var title = MarkdownText.Inline($"{entry.Package} {entry.Version}");
            text.Append(text.Length > 0 ? "\n" : "").Append('#', level).Append(' ')
                .Append(entry.CompareUrl is { } url ? $"[{title}]({url})" : title).Append('\n');
            var body = style.RenderBody(entry).Trim('\n');
            if (body.Length > 0)
            {
                text.Append('\n').Append(MarkdownHeadings.Shift(body, level - 2)).Append('\n');
            }
        }

        return text.ToString();
    }
}
