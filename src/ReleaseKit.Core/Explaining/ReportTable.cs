using System.Text;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>Rows of cells as CSV and as Markdown; cells may hold anything that commits and manifests hold.</summary>
public static class ReportTable
{
    /// <summary>
    /// The rows after RFC 4180, with CR LF behind each. A cell that a spreadsheet would take for a formula gets an apostrophe
    /// in front.
    /// </summary>
    public static string Csv(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(head))
        {
            text.AppendJoin(',', row.Select(CsvCell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>The rows as a table of GitHub's Markdown, with a line feed behind each.</summary>
    public static string Markdown(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", head.Count))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(cell => MarkdownText.Inline(cell).Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }

        return text.ToString();
    }

    private static string CsvCell(string cell)
    {
        var text = DisplayText.Lines(cell);
        text = text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\n', ..] ? "'" + text : text;
        return text.AsSpan().ContainsAny(",\"\n\t'") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
