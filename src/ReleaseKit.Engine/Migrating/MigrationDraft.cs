using System.Collections.Immutable;
using System.Text;

namespace ReleaseKit.Engine.Migrating;

/// <summary>A migration while it is made.</summary>
internal sealed class MigrationDraft(string tool)
{
    private readonly ImmutableArray<MigratedValue>.Builder _values = ImmutableArray.CreateBuilder<MigratedValue>();
    private readonly ImmutableArray<MigrationNote>.Builder _notes = ImmutableArray.CreateBuilder<MigrationNote>();

    /// <summary>Takes a value over. A key that was set before keeps its value.</summary>
    public void Set(string table, string key, string toml, string source)
    {
        if (!_values.Any(v => v.Table == table && v.Key == key))
        {
            _values.Add(new MigratedValue(table, key, toml, source));
        }
    }

    /// <summary>Tells of something that has no equivalent.</summary>
    public void Note(string source, string text) => _notes.Add(new MigrationNote(source, text));

    public Migration ToMigration() => new(tool, _values.ToImmutable(), _notes.ToImmutable());

    /// <summary>A string of TOML.</summary>
    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                < ' ' or '\u007F' => text.Append($"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>A list of strings.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";

    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>The table of a group; what cannot be a bare key is quoted.</summary>
    public static string Group(string label) => "groups." + (label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? label : Text(label));
}
