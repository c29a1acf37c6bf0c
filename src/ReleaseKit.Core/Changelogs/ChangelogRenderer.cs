using System.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Writes changelog entries as Markdown: <c>## 1.2.0 (2026-01-31)</c>, sections as third-level headings, changes as list items.</summary>
public static class ChangelogRenderer
{
    private const int ShortCommit = 7;

    /// <summary>The entry with its heading, line feeds as line ends, and one at the end.</summary>
    public static string Render(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return $"## {MarkdownText.Inline(entry.Version)} ({MarkdownText.Inline(entry.Date)})\n" + Body(entry, "\n");
    }

    /// <summary>The entry without its heading, as the text of a release on a forge, whose title is the version.</summary>
    public static string RenderBody(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Body(entry, "");
    }

    private static string Body(ChangelogEntry entry, string before)
    {
        var text = new StringBuilder();
        foreach (var note in entry.Notes)
        {
            text.Append(before).Append(MarkdownText.Block(note)).Append('\n');
            before = "\n";
        }

        foreach (var section in entry.Sections)
        {
            text.Append(before).Append("### ").Append(MarkdownText.Inline(section.Title)).Append("\n\n");
            before = "\n";
            foreach (var item in section.Items)
            {
                Append(text, item);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ChangelogItem item)
    {
        var (first, below) = Lines(item.Text);
        text.Append("- ").Append(item.Scope is null ? MarkdownText.Block(first) : $"**{MarkdownText.Inline(item.Scope)}:** {MarkdownText.Inline(first)}");
        foreach (var reference in item.References.IsDefault ? [] : item.References)
        {
            text.Append(" (#").Append(MarkdownText.Inline(reference)).Append(')');
        }

        if (item.Commit is { Length: > 0 } commit)
        {
            text.Append(" (").Append(MarkdownText.Inline(commit[..Math.Min(commit.Length, ShortCommit)])).Append(')');
        }

        text.Append('\n');
        foreach (var line in below)
        {
            text.Append("  - ").Append(MarkdownText.Block(line)).Append('\n');
        }
    }

    /// <summary>The lines up to the first list item as one, then the items.</summary>
    private static (string First, List<string> Below) Lines(string text)
    {
        var first = new StringBuilder();
        var below = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (first.Length > 0 && line is ['-' or '*', ' ', ..])
            {
                below.Add(line[2..]);
            }
            else if (below.Count > 0)
            {
                below[^1] += " " + line;
            }
            else
            {
                first.Append(first.Length > 0 ? " " : "").Append(line);
            }
        }

        return (first.ToString(), below);
    }
}
