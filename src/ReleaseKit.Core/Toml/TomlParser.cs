using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Reads statements and values; <see cref="TomlScope"/> decides where they belong.</summary>
internal sealed class TomlParser(SourceText source)
{
    private readonly TomlCursor _cursor = new(source);
    private readonly TomlTable _root = new(new TextSpan(0, source.Text.Length), TomlTableKind.Root);

    public TomlTable Parse()
    {
        var scope = new TomlScope(_cursor, _root);
        var section = _root;
        var depth = 0;
        while (true)
        {
            _cursor.SkipTrivia();
            if (_cursor.Current == TomlCursor.EndOfFile)
            {
                scope.Complete();
                return _root;
            }

            if (_cursor.Current == '[')
            {
                section = ReadHeader(scope, out depth);
            }
            else
            {
                ReadEntry(section, depth);
                _cursor.EndLine("the value");
            }
        }
    }

    private TomlTable ReadHeader(TomlScope scope, out int depth)
    {
        var start = _cursor.Position;
        _cursor.Position++;
        var isArray = _cursor.TrySkip('[');
        var path = TomlKey.ReadDotted(_cursor, 0);
        var close = isArray ? "]]" : "]";
        if (!_cursor.StartsWith(close))
        {
            throw _cursor.Expected($"'{close}' to close the section header");
        }

        _cursor.Position += close.Length;
        var span = TextSpan.FromBounds(start, _cursor.Position);
        _cursor.EndLine("the section header");
        depth = path.Count;
        return isArray ? scope.OpenArraySection(path, span) : scope.OpenSection(path, span);
    }

    /// <summary>Reads <c>key = value</c> into a table, whose depth in the tree is given.</summary>
    private void ReadEntry(TomlTable table, int depth)
    {
        var path = TomlKey.ReadDotted(_cursor, depth);
        if (!_cursor.TrySkip('='))
        {
            throw _cursor.Expected("'=' after the key");
        }

        var target = TomlScope.OpenDotted(_cursor, table, path);
        TomlScope.RequireNew(_cursor, target, path[^1]);
        _cursor.SkipBlanks();
        var value = ReadValue(depth + path.Count);
        target.Add(new TomlEntry(path[^1].Name, path[^1].Span, value));
        TomlScope.Grow(table, path, value.Span.End);
    }

    private TomlValue ReadValue(int depth)
    {
        if (depth > TomlKey.MaxDepth)
        {
            throw _cursor.Error(_cursor.Position, $"it nests deeper than {TomlKey.MaxDepth} levels");
        }

        switch (_cursor.Current)
        {
            case '"' or '\'':
                return TomlStringReader.Read(_cursor);
            case '[':
                return ReadArray(depth);
            case '{':
                return ReadInlineTable(depth);
            case 't' or 'f':
                return ReadBoolean();
            case (>= '0' and <= '9') or '+' or '-' or 'i' or 'n':
                return TomlDateTimeReader.IsAhead(_cursor) ? TomlDateTimeReader.Read(_cursor) : TomlNumberReader.Read(_cursor);
            default:
                throw _cursor.Expected("a value");
        }
    }

    private TomlBoolean ReadBoolean()
    {
        var text = _cursor.StartsWith("true") ? "true" : _cursor.StartsWith("false") ? "false" : throw _cursor.Expected("a value");
        var span = new TextSpan(_cursor.Position, text.Length);
        _cursor.Position = span.End;
        return new TomlBoolean(span, text == "true");
    }

    private TomlArray ReadArray(int depth)
    {
        var start = _cursor.Position;
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        _cursor.Position++;
        _cursor.SkipTrivia();
        while (!_cursor.TrySkip(']'))
        {
            items.Add(ReadValue(depth + 1));
            _cursor.SkipTrivia();
            if (!_cursor.TrySkip(',') && _cursor.Current != ']')
            {
                throw _cursor.Expected("',' or ']' in the array");
            }

            _cursor.SkipTrivia();
        }

        return new TomlArray(TextSpan.FromBounds(start, _cursor.Position), items.DrainToImmutable());
    }

    private TomlTable ReadInlineTable(int depth)
    {
        var start = _cursor.Position;
        var table = new TomlTable(new TextSpan(start, 1), TomlTableKind.Inline) { IsWithinBraces = true };
        _cursor.Position++;
        _cursor.SkipBlanks();
        if (!_cursor.TrySkip('}'))
        {
            do
            {
                ReadEntry(table, depth);
                _cursor.SkipBlanks();
            }
            while (_cursor.TrySkip(','));
            if (!_cursor.TrySkip('}'))
            {
                throw _cursor.Expected("',' or '}' in the inline table, which must be on one line");
            }
        }

        table.Span = TextSpan.FromBounds(start, _cursor.Position);
        return table;
    }
}
