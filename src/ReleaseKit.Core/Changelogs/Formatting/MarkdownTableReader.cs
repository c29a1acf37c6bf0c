using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>Reads tables.</summary>
internal static partial class MarkdownTableReader
{
    /// <summary>The table that begins here; null when there is none.</summary>
    public static MarkdownBlock? TryRead(IReadOnlyList<string> lines, ref int i)
    {
        if (i + 1 >= lines.Count || !lines[i].Contains('|', StringComparison.Ordinal) || !lines[i + 1].Contains('|', StringComparison.Ordinal) || !Delimiters().IsMatch(lines[i + 1]))
        {
            return null;
        }

        var head = Cells(lines[i]);
        var alignment = Cells(lines[i + 1]);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        rows.Add(head);
        for (i += 2; i < lines.Count && lines[i].Contains('|', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(lines[i]); i++)
        {
            rows.Add(Cells(lines[i]));
        }

        return new TableBlock(rows.DrainToImmutable(), alignment);
    }

    /// <summary>Cells without blanks around them; a bar in code or behind a backslash is text.</summary>
    private static ImmutableArray<string> Cells(string line)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        var text = line.Trim();
        text = text.StartsWith('|') ? text[1..] : text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                cell.Append(text, i++, 2);
            }
            else if (text[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        if (!string.IsNullOrWhiteSpace(cell.ToString()))
        {
            cells.Add(cell.ToString().Trim());
        }

        return cells.DrainToImmutable();
    }

    [GeneratedRegex(@"\A[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\z")]
    private static partial Regex Delimiters();
}
