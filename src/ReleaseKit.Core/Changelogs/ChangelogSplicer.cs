using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Puts a rendered entry into a changelog that a person, or another tool, began: below title, introduction and unreleased
/// changes, above the newest version. Everything that was there stays as it is, byte order mark and line ends included.
/// </summary>
public static partial class ChangelogSplicer
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The new text of the changelog; the same text when it has an entry of that version already.</summary>
    /// <param name="existing">The text of the file; null when there is none.</param>
    /// <param name="packageName">The package, whose name some changelogs put before the version.</param>
    /// <param name="renderedEntry">The entry, from <see cref="ChangelogRenderer"/>.</param>
    /// <param name="version">The version of the entry.</param>
    public static string Insert(string? existing, string packageName, string renderedEntry, string version)
    {
        ArgumentNullException.ThrowIfNull(packageName);
        ArgumentNullException.ThrowIfNull(renderedEntry);
        ArgumentNullException.ThrowIfNull(version);
        var entry = renderedEntry.ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (existing is null || existing.AsSpan().TrimStart(ByteOrderMark).IsWhiteSpace())
        {
            return (existing is [ByteOrderMark, ..] ? "\uFEFF" : "") + "# Changelog\n\n" + entry;
        }

        var start = ContentStart(existing);
        var outline = MarkdownOutline.Read(existing, start);
        var entries = Entries(outline);
        if (entries.Exists(e => e.Version == version && (e.Package.Length == 0 || e.Package.Equals(packageName, StringComparison.OrdinalIgnoreCase))))
        {
            return existing;
        }

        var offset = entries.Count > 0 ? AboveAnchors(existing, entries[0].Heading.Start, start) : WithoutEntries(existing, start, outline);
        var levels = entries.Select(e => e.Heading.Level).Distinct().ToArray();
        return Splice(existing, offset, levels is [> 0 and var level] ? AtLevel(entry, level) : entry);
    }

    /// <summary>Behind the byte order mark and the front matter that site generators read.</summary>
    private static int ContentStart(string text)
    {
        var start = text is [ByteOrderMark, ..] ? 1 : 0;
        var matter = FrontMatter().Match(text, start);
        return matter.Success ? matter.Index + matter.Length : start;
    }

    private static List<(MarkdownHeading Heading, string Version, string Package)> Entries(MarkdownOutline outline) =>
    [
        .. from heading in outline.Headings.Count > 0 ? outline.Headings : outline.PlainLines
           let read = VersionHeading.TryRead(heading.Text)
           where read is not null
           select (heading, read.Value.Version, read.Value.Package),
    ];

    /// <summary>Where the first entry of a file goes that has none: after the unreleased changes, else after title and introduction.</summary>
    private static int WithoutEntries(string text, int start, MarkdownOutline outline)
    {
        var headings = outline.Headings.ToList();
        if (headings.Count == 0)
        {
            return start;
        }

        var unreleased = headings.FindIndex(h => VersionHeading.IsUnreleased(h.Text));
        if (unreleased >= 0)
        {
            var next = headings.FindIndex(unreleased + 1, h => h.Level <= headings[unreleased].Level);
            return next < 0 ? outline.End : headings[next].Start;
        }

        var hasTitle = text[start..headings[0].Start].Trim().Length == 0 && headings[0].Level == 1;
        var second = hasTitle ? 1 : 0;
        return second < headings.Count ? headings[second].Start : outline.End;
    }

    /// <summary>Some tools put an anchor on the lines above a heading; it stays with it.</summary>
    private static int AboveAnchors(string text, int offset, int start)
    {
        foreach (var (line, at) in MarkdownOutline.Lines(text[..offset], start).Reverse())
        {
            if (!Anchor().IsMatch(line))
            {
                break;
            }

            offset = at;
        }

        return offset;
    }

    private static string Splice(string text, int offset, string entry)
    {
        var newLine = text.IndexOf('\n') is > 0 and var first && text[first - 1] == '\r' ? "\r\n" : "\n";
        var before = text[..offset];
        var after = text[offset..];
        var gap = before is "" or [ByteOrderMark] ? "" : before.EndsWith('\n') ? BlankLineEnds(before) ? "" : newLine : newLine + newLine;
        return before + gap + entry.ReplaceLineEndings(newLine) + (after.Length > 0 ? newLine : "") + after;
    }

    private static bool BlankLineEnds(string text) => text.EndsWith("\n\n", StringComparison.Ordinal) || text.EndsWith("\n\r\n", StringComparison.Ordinal);

    /// <summary>The entry with its heading at the level that the entries of the file have; its sections follow.</summary>
    private static string AtLevel(string entry, int level) => Headings().Replace(
        entry, match => new string('#', Math.Clamp(match.Length - 2 + level, 1, 6)));

    [GeneratedRegex(@"\G---[ \t]*\r?\n(?:.*\n)*?---[ \t]*(?:\r?\n|\z)")]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\A<a\s[^<>]*>(?:</a>)?\s*\z")]
    private static partial Regex Anchor();

    [GeneratedRegex("^#+(?= )", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
