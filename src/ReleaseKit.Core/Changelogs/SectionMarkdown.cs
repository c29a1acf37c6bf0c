using System.Collections.Immutable;
using System.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Writes notes, sections and contributors below a heading.</summary>
internal static class SectionMarkdown
{
    /// <summary>The title of the section that names people.</summary>
    public const string Contributors = "Contributors";

    /// <summary>Blocks with a blank line between them.</summary>
    public static string Render(ChangelogEntry entry, ImmutableArray<ChangelogSection> sections)
    {
        var blocks = new List<string>();
        if (sections.IsEmpty)
        {
            blocks.AddRange(entry.Notes.Select(note => MarkdownText.Block(note) + "\n"));
        }

        blocks.AddRange(sections.Select(section => Section(section.Title, section.Items.Select(item => item.Render()))));
        if (!entry.Contributors.IsEmpty)
        {
            blocks.Add(Section(Contributors, entry.Contributors.Select(name => $"- {MarkdownText.Block(name)}\n")));
        }

        return string.Join('\n', blocks);
    }

    private static string Section(string title, IEnumerable<string> items)
    {
        var text = new StringBuilder("### ").Append(MarkdownText.Inline(title)).Append("\n\n");
        foreach (var item in items)
        {
            text.Append(item);
        }

        return text.ToString();
    }
}
