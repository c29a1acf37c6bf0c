namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>Lays out tables with columns of equal width.</summary>
internal static class MarkdownTable
{
    private const int Narrowest = 3;

    /// <summary>The table's lines.</summary>
    public static IEnumerable<string> Lines(TableBlock table)
    {
        var rows = table.Rows.Select(row => row.Select(MarkdownInline.Format).ToArray()).ToArray();
        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Max(row => column < row.Length ? Math.Max(Narrowest, row[column].Length) : Narrowest)).ToArray();
        yield return Row(rows[0], widths, table);
        yield return $"| {string.Join(" | ", widths.Select((width, column) => Delimiter(Alignment(table, column), width)))} |";
        foreach (var row in rows.Skip(1))
        {
            yield return Row(row, widths, table);
        }
    }

    private static string Row(string[] cells, int[] widths, TableBlock table) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => Pad(cell, widths[column], Alignment(table, column))))} |";

    private static (bool Left, bool Right) Alignment(TableBlock table, int column) =>
        column < table.Alignment.Length ? (table.Alignment[column].StartsWith(':'), table.Alignment[column].EndsWith(':')) : default;

    private static string Delimiter((bool Left, bool Right) alignment, int width) =>
        (alignment.Left ? ":" : "-") + new string('-', width - 2) + (alignment.Right ? ":" : "-");

    private static string Pad(string cell, int width, (bool Left, bool Right) alignment)
    {
        var spaces = width - cell.Length;
        var before = alignment switch { (false, true) => spaces, (true, true) => spaces / 2, _ => 0 };
        return new string(' ', before) + cell + new string(' ', spaces - before);
    }
}
