using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Resolves headers and dotted keys to tables of one tree, and refuses what TOML defines only once.</summary>
internal sealed class TomlScope(TomlCursor cursor, TomlTable root)
{
    private readonly List<TomlArray> _arrays = [];

    /// <summary>Opens the table of a <c>[path]</c> header.</summary>
    public TomlTable OpenSection(List<TomlKey> path, TextSpan header)
    {
        var parent = OpenParents(path, header);
        var key = path[^1];
        TomlTable section;
        switch (parent[key.Name])
        {
            case null:
                section = new TomlTable(header, TomlTableKind.Section);
                parent.Add(new TomlEntry(key.Name, key.Span, section));
                break;
            case TomlTable { Kind: TomlTableKind.Implicit } implied:
                implied.Kind = TomlTableKind.Section;
                implied.Span = header;
                section = implied;
                break;
            default:
                throw Defined(cursor, parent, key);
        }

        section.Grow(header);
        return section;
    }

    /// <summary>Opens a new table in the array of a <c>[[path]]</c> header.</summary>
    public TomlTable OpenArraySection(List<TomlKey> path, TextSpan header)
    {
        var parent = OpenParents(path, header);
        var key = path[^1];
        var section = new TomlTable(header, TomlTableKind.Section);
        switch (parent[key.Name])
        {
            case null:
                var array = new TomlArray(section);
                _arrays.Add(array);
                parent.Add(new TomlEntry(key.Name, key.Span, array));
                break;
            case TomlArray { IsSections: true } sections:
                sections.Append(section);
                break;
            default:
                throw Defined(cursor, parent, key);
        }

        section.Grow(header);
        return section;
    }

    /// <summary>Fixes the items of every array of tables.</summary>
    public void Complete() => _arrays.ForEach(array => array.Complete());

    /// <summary>Opens the table that the last part of a dotted key belongs to.</summary>
    public static TomlTable OpenDotted(TomlCursor cursor, TomlTable table, List<TomlKey> path)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            var key = path[i];
            switch (table[key.Name])
            {
                case null:
                    var prefix = TextSpan.FromBounds(path[0].Span.Start, key.Span.End);
                    var created = new TomlTable(prefix, TomlTableKind.Implicit) { IsWithinBraces = table.IsWithinBraces };
                    created.DefineByDottedKey(prefix);
                    table.Add(new TomlEntry(key.Name, key.Span, created));
                    table = created;
                    break;
                case TomlTable { Kind: TomlTableKind.Dotted or TomlTableKind.Implicit } existing:
                    existing.DefineByDottedKey(TextSpan.FromBounds(path[0].Span.Start, key.Span.End));
                    table = existing;
                    break;
                default:
                    throw Defined(cursor, table, key);
            }
        }

        return table;
    }

    public static void RequireNew(TomlCursor cursor, TomlTable table, TomlKey key)
    {
        if (table[key.Name] is not null)
        {
            throw Defined(cursor, table, key);
        }
    }

    /// <summary>Takes note, for the table and those its dotted key went through, of a <c>key = value</c> of theirs.</summary>
    public static void Grow(TomlTable table, List<TomlKey> path, int end)
    {
        var own = TextSpan.FromBounds(path[0].Span.Start, end);
        table.Grow(own);
        for (var i = 0; i < path.Count - 1; i++)
        {
            table = (TomlTable)table[path[i].Name]!;
            table.Grow(own);
        }
    }

    private static ReleaseException Defined(TomlCursor cursor, TomlTable table, TomlKey key)
    {
        var entry = table.Entry(key.Name)!;
        var (line, column) = cursor.Locate(entry.KeySpan.Start);
        return cursor.Error(key.Span, $"the key '{key.Name}' is already {entry.Value.Description} since line {line}, column {column}; it cannot be defined again or extended here");
    }

    private TomlTable OpenParents(List<TomlKey> path, TextSpan header)
    {
        var table = root;
        table.NoteHeader(header.Start);
        for (var i = 0; i < path.Count - 1; i++)
        {
            var key = path[i];
            switch (table[key.Name])
            {
                case null:
                    var implied = new TomlTable(key.Span, TomlTableKind.Implicit);
                    table.Add(new TomlEntry(key.Name, key.Span, implied));
                    table = implied;
                    break;
                case TomlTable { Kind: not TomlTableKind.Inline } existing:
                    table = existing;
                    break;
                case TomlArray { IsSections: true } sections:
                    table = sections.LastSection;
                    break;
                default:
                    throw Defined(cursor, table, key);
            }

            table.NoteHeader(header.Start);
        }

        return table;
    }
}
