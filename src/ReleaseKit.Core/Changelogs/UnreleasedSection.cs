namespace ReleaseKit.Core.Changelogs;

/// <summary>The changes that people wrote down before they had a version.</summary>
internal static class UnreleasedSection
{
    /// <summary>
    /// The text with nothing below its heading <c>Unreleased</c>, and what stood there. Nothing is taken for a prerelease's
    /// sake twice: a file without the heading, and one that has the version already, stay as they are.
    /// </summary>
    public static (string Text, string Body) Take(string text, ChangelogEntry entry)
    {
        var outline = ChangelogOutline.Read(text);
        var heading = outline.Headings.FirstOrDefault(h => VersionHeading.IsUnreleased(h.Text));
        if (heading.Level == 0 || outline.Has(entry))
        {
            return (text, "");
        }

        var end = outline.EndOf(heading);
        var lineEnd = text.IndexOf('\n', heading.Start);
        if (text[heading.Start] != '#' && lineEnd >= 0)
        {
            lineEnd = text.IndexOf('\n', lineEnd + 1);
        }

        var start = lineEnd < 0 ? text.Length : lineEnd + 1;
        if (start >= end || string.IsNullOrWhiteSpace(text[start..end]))
        {
            return (text, "");
        }

        var newLine = lineEnd > 0 && text[lineEnd - 1] == '\r' ? "\r\n" : "\n";
        return (text[..start] + newLine + text[end..], text[start..end].ReplaceLineEndings("\n"));
    }
}
