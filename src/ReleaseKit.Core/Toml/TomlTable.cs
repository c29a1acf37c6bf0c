using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>
/// A table, however it is written. The span is: the whole text for the document, brace to brace for an inline table,
/// header to last own line for a section, first to last own line for dotted keys, and the key's part in the first
/// header for a table that is only implied.
/// </summary>
public sealed class TomlTable : TomlValue
{
    /// <summary>Below this size a scan over the entries is faster than a dictionary.</summary>
    private const int IndexThreshold = 8;

    private readonly List<TomlEntry> _entries = [];
    private Dictionary<string, TomlEntry>? _index;

    internal TomlTable(TextSpan span, TomlTableKind kind)
        : base(span) => Kind = kind;

    /// <summary>How the table is written.</summary>
    public TomlTableKind Kind { get; internal set; }

    /// <summary>The entries in the order of their first appearance; keys are unique.</summary>
    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <inheritdoc/>
    public override string Description => Kind == TomlTableKind.Inline ? "an inline table" : "a table";

    /// <summary>The text range of <c>a.b</c> in the line <c>a.b.c = 1</c> that made this dotted table.</summary>
    internal TextSpan DottedPrefix { get; private set; }

    /// <summary>Where the first header of this table's descendants begins; -1 when there is none.</summary>
    internal int FirstHeaderStart { get; private set; } = -1;

    /// <summary>The last header or <c>key = value</c> that is this table's own; null when it has none.</summary>
    internal TextSpan? LastOwn { get; private set; }

    /// <summary>Whether the table is, or lies in, an inline table, so that it may not grow over lines.</summary>
    internal bool IsWithinBraces { get; init; }

    /// <summary>The value of a key; null when there is none.</summary>
    public TomlValue? this[string key] => Entry(key)?.Value;

    /// <summary>Whether the key is there, and its value.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        value = this[key];
        return value is not null;
    }

    /// <summary>The entry of a key, with the key's place; null when there is none.</summary>
    public TomlEntry? Entry(string key)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(key);
        }

        foreach (var entry in _entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The value at a path of keys through nested tables; null when a key is missing or a value on the way is no table.</summary>
    public TomlValue? Find(params ReadOnlySpan<string> path)
    {
        TomlValue? value = this;
        foreach (var key in path)
        {
            value = (value as TomlTable)?[key];
        }

        return value;
    }

    /// <summary>The string at a path; null when it is missing or of another type.</summary>
    public TomlString? FindString(params ReadOnlySpan<string> path) => Find(path) as TomlString;

    /// <summary>The table at a path; null when it is missing or of another type.</summary>
    public TomlTable? FindTable(params ReadOnlySpan<string> path) => Find(path) as TomlTable;

    /// <summary>The array at a path; null when it is missing or of another type.</summary>
    public TomlArray? FindArray(params ReadOnlySpan<string> path) => Find(path) as TomlArray;

    /// <summary>The boolean at a path; null when it is missing or of another type.</summary>
    public TomlBoolean? FindBoolean(params ReadOnlySpan<string> path) => Find(path) as TomlBoolean;

    internal void Add(TomlEntry entry)
    {
        _entries.Add(entry);
        if (_index is not null)
        {
            _index.Add(entry.Key, entry);
        }
        else if (_entries.Count > IndexThreshold)
        {
            _index = _entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
        }
    }

    /// <summary>Makes an implied table, or keeps a dotted one, dotted: no header may define it any more.</summary>
    internal void DefineByDottedKey(TextSpan prefix)
    {
        if (Kind != TomlTableKind.Dotted)
        {
            Kind = TomlTableKind.Dotted;
            Span = prefix;
            DottedPrefix = prefix;
        }
    }

    /// <summary>Takes note that a header below this table begins at <paramref name="start"/>.</summary>
    internal void NoteHeader(int start) => FirstHeaderStart = FirstHeaderStart < 0 ? start : FirstHeaderStart;

    /// <summary>Takes note that a header or <c>key = value</c> is this table's own.</summary>
    internal void Grow(TextSpan own)
    {
        LastOwn = own;
        if (Kind is TomlTableKind.Section or TomlTableKind.Dotted)
        {
            Span = TextSpan.FromBounds(Span.Start, own.End);
        }
    }
}
