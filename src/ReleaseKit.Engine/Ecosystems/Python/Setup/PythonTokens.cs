using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>
/// Takes a Python file apart into names, strings and single characters; comments and blanks are left out. Enough to find a call and
/// to tell literals from code, and nothing is run.
/// </summary>
internal sealed class PythonTokens
{
    private readonly string _text;
    private readonly List<PythonToken> _tokens = [];
    private int _position;

    private PythonTokens(string text, int start) => (_text, _position) = (text, start);

    /// <summary>The tokens, up to the first string that does not end.</summary>
    public static List<PythonToken> Of(SourceText source)
    {
        var reader = new PythonTokens(source.Text, source.ContentStart);
        while (reader._position < reader._text.Length && reader.Next())
        {
        }

        return reader._tokens;
    }

    private bool Next()
    {
        var start = _position;
        var current = _text[start];
        if (char.IsWhiteSpace(current) || current == '\\')
        {
            _position++;
        }
        else if (current == '#')
        {
            _position = _text.IndexOfAny(['\r', '\n'], start) is var end and >= 0 ? end : _text.Length;
        }
        else if (current is '"' or '\'')
        {
            return String(start);
        }
        else if (char.IsLetterOrDigit(current) || current == '_')
        {
            while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
            {
                _position++;
            }

            // The longest prefix of a string has two letters.
            if (_position - start <= 2 && _position < _text.Length && _text[_position] is ('"' or '\''))
            {
                return String(start);
            }

            _tokens.Add(new PythonToken(_text[start.._position], new TextSpan(start, _position - start), null, false));
        }
        else
        {
            _position++;
            _tokens.Add(new PythonToken(current.ToString(), new TextSpan(start, 1), null, false));
        }

        return true;
    }

    private bool String(int start)
    {
        var prefix = _text[start.._position];
        var quote = _text[_position];
        var length = string.CompareOrdinal(_text, _position, new string(quote, 3), 0, 3) == 0 ? 3 : 1;
        var ending = new string(quote, length);
        var inner = _position + length;
        for (var at = inner; at < _text.Length; at++)
        {
            if (string.CompareOrdinal(_text, at, ending, 0, length) == 0)
            {
                _position = at + length;
                var content = new TextSpan(inner, at - inner);
                var plain = prefix is "" or "u" or "U" or "r" or "R" && _text.AsSpan(inner, at - inner).IndexOfAny('\\', '\r', '\n') < 0;
                _tokens.Add(new PythonToken("", new TextSpan(start, _position - start), content, plain));
                return true;
            }

            if (length == 1 && _text[at] is ('\r' or '\n'))
            {
                return false;
            }

            at += _text[at] == '\\' ? 1 : 0;
        }

        return false;
    }
}
