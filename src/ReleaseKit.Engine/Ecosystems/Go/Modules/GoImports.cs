using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>Finds the imports of a Go file, which stand between its package clause and everything else.</summary>
internal sealed class GoImports
{
    private readonly string _text;
    private int _position;

    private GoImports(SourceText source) => (_text, _position) = (source.Text, source.ContentStart);

    /// <summary>The imported paths, with their places between the quotes. A file that is no Go code has as many as were understood.</summary>
    public static IReadOnlyList<ModToken> Read(SourceText source)
    {
        var reader = new GoImports(source);
        var imports = new List<ModToken>();
        if (reader.Word() != "package" || reader.Word().Length == 0)
        {
            return imports;
        }

        while (reader.Word() == "import")
        {
            reader.ReadDeclaration(imports);
        }

        return imports;
    }

    private void ReadDeclaration(List<ModToken> imports)
    {
        Skip();
        if (Peek != '(')
        {
            ReadSpecification(imports);
            return;
        }

        _position++;
        for (Skip(); Peek is not (')' or '\0'); Skip())
        {
            if (!ReadSpecification(imports))
            {
                return;
            }
        }

        _position = Math.Min(_position + 1, _text.Length);
    }

    /// <summary>An optional name, a dot or an underscore, and the path.</summary>
    private bool ReadSpecification(List<ModToken> imports)
    {
        if (Peek == '.')
        {
            _position++;
        }
        else
        {
            Word();
        }

        Skip();
        var quote = Peek;
        var end = quote is '"' or '`' ? _text.IndexOf(quote, _position + 1) : -1;
        if (end < 0)
        {
            _position = _text.Length;
            return false;
        }

        imports.Add(new ModToken(_text[(_position + 1)..end], TextSpan.FromBounds(_position + 1, end)));
        _position = end + 1;
        return true;
    }

    private char Peek => _position < _text.Length ? _text[_position] : '\0';

    private string Word()
    {
        Skip();
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private void Skip()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]) || _text[_position] == ';')
            {
                _position++;
            }
            else if (string.CompareOrdinal(_text, _position, "//", 0, 2) == 0)
            {
                var end = _text.IndexOf('\n', _position);
                _position = end < 0 ? _text.Length : end;
            }
            else if (string.CompareOrdinal(_text, _position, "/*", 0, 2) == 0)
            {
                var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                _position = end < 0 ? _text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }
}
