using System.Globalization;

namespace ReleaseKit.Testing.Support;

/// <summary>
/// The README's table of what works for which ecosystem, between two marks: a row for each ecosystem, a column for each facet,
/// and a tick only where tests with the real client passed. Ecosystems whose clients a machine lacks keep the row they have.
/// </summary>
public sealed class SupportTable
{
    /// <summary>The line before the table.</summary>
    public const string Begin = "<!-- support:begin -->\n";

    /// <summary>What follows the table.</summary>
    public const string End = "<!-- support:end -->";

    private const string Tick = "✓";
    private const string None = "–";
    private static readonly string[] Order = ["python", "npm", "nuget", "go", "cargo", "maven", "gradle", "dart"];
    private readonly SupportResults _results;
    private readonly SortedDictionary<int, string> _notes = [];

    /// <summary>The table of a run's results.</summary>
    public SupportTable(SupportResults results) => _results = results;

    /// <summary>What a run could not see, one line for an ecosystem: <c>not run here: dart</c>.</summary>
    public IReadOnlyList<string> NotRun =>
        [.. _results.Ecosystems.Where(e => e.Value.Absent.Count > 0).Select(e => $"not run here: {e.Key} ({string.Join(", ", e.Value.Absent)})")];

    /// <summary>Where a README says otherwise than the run; empty when it does not.</summary>
    public IReadOnlyList<string> Problems(string readme)
    {
        var written = Read(readme);
        List<string> problems = [.. written.Keys.Except(_results.Ecosystems.Keys).Select(id => $"README lists {id}, which no test of this run is about.")];
        foreach (var (id, support) in _results.Ecosystems.Where(e => e.Value.Absent.Count == 0))
        {
            var row = written.GetValueOrDefault(id) ?? [];
            foreach (var facet in Facet.All)
            {
                var (now, then) = (Cell(support, facet), row.GetValueOrDefault(facet) ?? "");
                if (now != then)
                {
                    problems.Add(then == Tick ? $"README ticks {facet} of {id}, which nothing on this run proves: {Why(support, facet)}."
                        : now == Tick ? $"README does not tick {facet} of {id}, which this run proves."
                        : $"README has '{then}' for {facet} of {id}, and this run '{now}'.");
                }
            }
        }

        return problems;
    }

    /// <summary>The README with the table of this run.</summary>
    public string Update(string readme)
    {
        ArgumentNullException.ThrowIfNull(readme);
        var (begin, end) = Marks(readme);
        return readme[..begin] + Render(Read(readme)) + readme[end..];
    }

    private string Render(Dictionary<string, Dictionary<string, string>> written)
    {
        _notes.Clear();
        var rows = Order.Union(_results.Ecosystems.Keys).Where(_results.Ecosystems.ContainsKey).Select(id =>
        {
            var support = _results.Ecosystems[id];
            var kept = support.Absent.Count > 0 ? written.GetValueOrDefault(id) ?? [] : null;
            var cells = Facet.All.Select(facet => (kept is null ? Cell(support, facet) : kept.GetValueOrDefault(facet) ?? "") is var cell && cell == None ? None + Note(id, support, facet) : cell);
            return $"| {id} | {string.Join(" | ", cells)} |\n";
        });
        var table = $"| | {string.Join(" | ", Facet.All)} |\n|---|{string.Concat(Facet.All.Select(_ => ":-:|"))}\n{string.Concat(rows)}";
        var clients = string.Join(", ", _results.Ecosystems.Values.SelectMany(e => e.Clients).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return $"{table}\n{string.Concat(_notes.Select(n => $"{Superscript(n.Key)} {n.Value}.\n"))}Ticked by tests with {clients}.\n";
    }

    private string Note(string id, EcosystemSupport support, string facet)
    {
        if (!support.Without.TryGetValue(facet, out var why))
        {
            return "";
        }

        var number = _notes.Count + 1;
        _notes[number] = $"{id}: {why}";
        return Superscript(number);
    }

    private static string Superscript(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private static string Cell(EcosystemSupport support, string facet) =>
        support.Without.ContainsKey(facet) ? None : support.Facets.GetValueOrDefault(facet)?.IsProven == true ? Tick : "";

    private static string Why(EcosystemSupport support, string facet) => support.Facets.GetValueOrDefault(facet) switch
    {
        null => "it has no test",
        { Failed: > 0 } cell => $"{cell.Failed} tests failed",
        { Skipped: > 0 } cell => $"{cell.Skipped} tests were skipped",
        _ => "no test drove the client",
    };

    /// <summary>Cells by ecosystem and facet, without the numbers of notes.</summary>
    private static Dictionary<string, Dictionary<string, string>> Read(string readme)
    {
        var (begin, end) = Marks(readme);
        string[][] lines = [.. readme[begin..end].Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];
        return lines.Skip(2).ToDictionary(
            cells => cells[0],
            cells => lines[0].Zip(cells).Skip(1).ToDictionary(pair => pair.First, pair => pair.Second.StartsWith(None, StringComparison.Ordinal) ? None : pair.Second, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private static (int Begin, int End) Marks(string readme)
    {
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin ? (begin + Begin.Length, end) : throw new InvalidDataException($"README has no table between '{Begin.Trim()}' and '{End}'.");
    }
}
