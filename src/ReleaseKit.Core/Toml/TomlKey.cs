using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>One part of a possibly dotted key.</summary>
internal readonly record struct TomlKey(string Name, TextSpan Span)
{
    /// <summary>
    /// Keys and values together may nest no deeper than this, so that those who walk the tree recursively are safe.
    /// </summary>
    public const int MaxDepth = 200;

    public static bool IsBareCharacter(int character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';

    /// <summary>Reads a dotted key at the cursor and the blanks after it.</summary>
    /// <param name="cursor">Stands on the key's first character.</param>
    /// <param name="depth">How deep the table is that the key belongs to.</param>
    public static List<TomlKey> ReadDotted(TomlCursor cursor, int depth)
    {
        var parts = new List<TomlKey>(1);
        do
        {
            cursor.SkipBlanks();
            parts.Add(ReadPart(cursor));
            cursor.SkipBlanks();
            if (depth + parts.Count > MaxDepth)
            {
                throw cursor.Error(parts[^1].Span, $"it nests deeper than {MaxDepth} levels");
            }
        }
        while (cursor.TrySkip('.'));
        return parts;
    }

    private static TomlKey ReadPart(TomlCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current is '"' or '\'')
        {
            if (cursor.StartsWith("\"\"\"") || cursor.StartsWith("'''"))
            {
                throw cursor.Error(start, "a key cannot be a multi-line string");
            }

            var name = TomlStringReader.ReadSingleLine(cursor);
            return new TomlKey(name, TextSpan.FromBounds(start, cursor.Position));
        }

        while (IsBareCharacter(cursor.Current))
        {
            cursor.Position++;
        }

        return cursor.Position > start
            ? new TomlKey(cursor.Text[start..cursor.Position], TextSpan.FromBounds(start, cursor.Position))
            : throw cursor.Expected("a key (letters, digits, '-', '_', or a text in quotes)");
    }
}
