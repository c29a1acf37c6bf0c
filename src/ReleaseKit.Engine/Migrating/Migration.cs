using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Migrating;

/// <summary>What the configuration of another tool becomes.</summary>
/// <param name="Tool">The tool, for people.</param>
/// <param name="Values">The keys, in the order they were found; a table's keys need not follow each other.</param>
/// <param name="Notes">What has no equivalent.</param>
public sealed record Migration(string Tool, ImmutableArray<MigratedValue> Values, ImmutableArray<MigrationNote> Notes)
{
    /// <summary>Whether it tells which tags are whose.</summary>
    public bool SaysTags => Values.Any(v => v.Key is "tag_format" or "synchronize");

    /// <summary>What was taken over and what was not, for people.</summary>
    public IEnumerable<string> Describe() =>
    [
        $"Took over from {Tool}:",
        .. Values.Select(v => $"  {(v.Table.Length > 0 ? $"[{v.Table}] " : "")}{v.Key} = {v.Toml}  ({DisplayText.Line(v.Source)})"),
        .. Notes.IsEmpty ? [] : new[] { "No key takes the place of:" },
        .. Notes.Select(n => $"  * {DisplayText.Line(n.Source)}: {DisplayText.Line(n.Text)}"),
    ];

    /// <summary>The file, with where each value comes from; a key that several tools ask for has the first one's value.</summary>
    public static string Write(IReadOnlyCollection<Migration> migrations)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        var text = new StringBuilder($"# What ReleaseKit.Sdk does with this repository, as {string.Join(" and ", migrations.Select(m => m.Tool))} did before.\n# docs/reference/configuration.md describes all keys.\n");
        var values = migrations.SelectMany(m => m.Values).DistinctBy(v => (v.Table, v.Key)).ToArray();
        text.Append(Keys(values.Where(v => v.Table.Length == 0))).Append(Tables(values));
        var notes = migrations.SelectMany(m => m.Notes).ToArray();
        if (notes.Length > 0)
        {
            text.Append("\n# What no key takes the place of:\n");
            foreach (var note in notes)
            {
                text.Append($"# * {DisplayText.Line(note.Source)}: {DisplayText.Line(note.Text)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The tables alone, each with where its values come from; empty when there is none.</summary>
    public static string Tables(IEnumerable<MigratedValue> values) =>
        string.Concat(values.Where(v => v.Table.Length > 0).GroupBy(v => v.Table).Select(table => $"\n[{table.Key}]{Keys(table)}"));

    private static string Keys(IEnumerable<MigratedValue> values) => string.Concat(values.Select((v, at) => $"{(at == 0 ? "\n" : "")}# {DisplayText.Line(v.Source)}\n{v.Key} = {v.Toml}\n"));
}
