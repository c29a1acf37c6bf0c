using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>
/// The table in <c>docs/reliability.md</c>: a row for each fault, a column for each ecosystem. With
/// <c>RELEASEKIT_UPDATE_DOCS=1</c> it is written, otherwise compared.
/// </summary>
internal static class FaultTableDocument
{
    private const string Begin = "<!-- faults: written by the tests -->\n";
    private const string End = "<!-- end: faults -->";
    private static readonly string[] Columns = ["npm", "python", "nuget", "cargo", "dart", "maven"];
    private static readonly Lock OneAtATime = new();

    private static string File => Path.Combine(Repository.Root, "docs", "reliability.md");

    /// <summary>Compares or writes cells of some columns; rows of others are left as they are.</summary>
    public static void Check(IReadOnlyList<(string Row, string Cell)> cells, params string[] columns)
    {
        lock (OneAtATime)
        {
            var text = System.IO.File.ReadAllText(File);
            var (before, table, after) = Split(text);
            var rows = Read(table);
            if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
            {
                Write(rows, cells, columns);
                System.IO.File.WriteAllText(File, before + Render(rows) + after);
                return;
            }

            foreach (var column in columns)
            {
                cells.Select(c => $"{c.Row} | {column} | {rows.FirstOrDefault(r => r.Name == c.Row)?.Cells[Array.IndexOf(Columns, column)] ?? "no such row"}")
                    .ShouldBe(cells.Select(c => $"{c.Row} | {column} | {c.Cell}"));
            }
        }
    }

    private static void Write(List<Line> rows, IReadOnlyList<(string Row, string Cell)> cells, string[] columns)
    {
        foreach (var (name, cell) in cells)
        {
            var row = rows.FirstOrDefault(r => r.Name == name);
            if (row is null)
            {
                rows.Add(row = new Line(name, [.. Columns.Select(_ => "")]));
            }

            foreach (var column in columns)
            {
                row.Cells[Array.IndexOf(Columns, column)] = cell;
            }
        }

        string[] known = [.. Fault.All.Select(f => f.Name), .. SharedFaultTests.Names];
        rows.RemoveAll(r => !known.Contains(r.Name));
        rows.Sort((a, b) => Array.IndexOf(known, a.Name).CompareTo(Array.IndexOf(known, b.Name)));
    }

    private static (string Before, string Table, string After) Split(string text)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return (text[..begin], text[begin..end], text[end..]);
    }

    /// <summary>The rows, with an empty cell where the table does not have a column yet.</summary>
    private static List<Line> Read(string table)
    {
        string[][] lines = [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];
        return [.. lines.Skip(2).Select(cells => new Line(cells[0], [.. Columns.Select(column => Array.IndexOf(lines[0], column) is > 0 and var at ? cells[at] : "")]))];
    }

    private static string Render(List<Line> rows) =>
        $"| Fault | {string.Join(" | ", Columns)} |\n|---|{string.Concat(Columns.Select(_ => "---|"))}\n{string.Concat(rows.Select(r => $"| {r.Name} | {string.Join(" | ", r.Cells)} |\n"))}";

    private sealed record Line(string Name, string[] Cells);
}
