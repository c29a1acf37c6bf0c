namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Puts a rendered entry into a changelog that a person, or another tool, began: below title, introduction and unreleased
/// changes, above the newest version. Everything that was there stays as it is, byte order mark and line ends included;
/// only the prereleases that a stable version completes are taken up into it.
/// </summary>
public static class ChangelogSplicer
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The new text of the changelog; the same text when it has an entry of that version already.</summary>
    /// <param name="existing">The text of the file; null when there is none.</param>
    /// <param name="entry">The entry, whose version and package are looked for.</param>
    /// <param name="rendered">The entry's text, its heading at the second level.</param>
    public static string Insert(string? existing, ChangelogEntry entry, string rendered)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(rendered);
        if (existing is null)
        {
            return Place(null, rendered);
        }

        if (ChangelogOutline.Read(existing).Has(entry))
        {
            return existing;
        }

        var (without, prereleases) = PrereleaseRollup.Take(existing, entry);
        return Place(without, EntryMerge.Into(rendered.ReplaceLineEndings("\n"), prereleases, isRollup: true));
    }

    /// <summary>The text with an entry at its place, whatever it has already.</summary>
    internal static string Place(string? text, string entry)
    {
        entry = entry.ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (text is null || text.AsSpan().TrimStart(ByteOrderMark).IsWhiteSpace())
        {
            return (text is [ByteOrderMark, ..] ? "\uFEFF" : "") + "# Changelog\n\n" + entry;
        }

        var outline = ChangelogOutline.Read(text);
        var offset = outline.Entries.Count > 0 ? outline.AboveAnchors(outline.Entries[0].Heading.Start) : WithoutEntries(text, outline);
        var levels = outline.Entries.Select(e => e.Heading.Level).Distinct().ToArray();
        return Splice(text, offset, levels is [> 0 and var level] ? AtLevel(entry, level) : entry);
    }

    /// <summary>Where the first entry of a file goes that has none: after the unreleased changes, else after title and introduction.</summary>
    private static int WithoutEntries(string text, ChangelogOutline outline)
    {
        var headings = outline.Headings.ToList();
        if (headings.Count == 0)
        {
            return outline.Start;
        }

        var unreleased = headings.FindIndex(h => VersionHeading.IsUnreleased(h.Text));
        if (unreleased >= 0)
        {
            var next = headings.FindIndex(unreleased + 1, h => h.Level <= headings[unreleased].Level);
            return next < 0 ? outline.End : headings[next].Start;
        }

        var hasTitle = text[outline.Start..headings[0].Start].Trim().Length == 0 && headings[0].Level == 1;
        var second = hasTitle ? 1 : 0;
        return second < headings.Count ? headings[second].Start : outline.End;
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
    private static string AtLevel(string entry, int level) => level == 2 ? entry : MarkdownHeadings.Shift(entry, level - 2);
}
