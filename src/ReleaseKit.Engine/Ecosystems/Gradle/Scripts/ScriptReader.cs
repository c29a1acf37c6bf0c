using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>
/// Splits a Groovy or Kotlin script into words, strings, operators and balanced groups, without knowing more of the languages:
/// groovy-lang.org/syntax.html, kotlinlang.org/docs/reference/grammar.html.
/// </summary>
internal sealed class ScriptReader(SourceText source, bool isKotlin)
{
    private const int Deepest = 200;
    private static readonly string[] Operators = ["?.", "?:", "->", "::", "==", "!=", "&&", "||", "+=", "-=", "<=", ">=", "=~", "<<", "++", "--", ".."];
    private readonly string _text = source.Text;
    private int _position = source.ContentStart;
    private int _depth;

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>: a string, a comment or a bracket has no end, or a bracket no beginning.</exception>
    public ImmutableArray<ScriptNode> Read()
    {
        if (_text.AsSpan(_position).StartsWith("#!"))
        {
            SkipLine();
        }

        return ReadUntil('\0', _position);
    }

    private ImmutableArray<ScriptNode> ReadUntil(char close, int open)
    {
        if (++_depth > Deepest)
        {
            throw Error(open, 1, "brackets are nested too deeply");
        }

        var nodes = ImmutableArray.CreateBuilder<ScriptNode>();
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c == close)
            {
                _position++;
                _depth--;
                return nodes.ToImmutable();
            }

            if (c is ')' or ']' or '}')
            {
                throw Error(_position, 1, $"'{c}' closes nothing");
            }

            if (!SkipTrivia() && ReadNode(nodes) is { } node)
            {
                nodes.Add(node);
            }
        }

        _depth--;
        return close == '\0' ? nodes.ToImmutable() : throw Error(open, 1, $"'{_text[open]}' is not closed");
    }

    private ScriptNode? ReadNode(ImmutableArray<ScriptNode>.Builder before)
    {
        var start = _position;
        var c = _text[start];
        switch (c)
        {
            case '\n' or ';':
                _position++;
                return new ScriptNode(ScriptNodeKind.LineEnd, new TextSpan(start, 1), "");
            case '(' or '[' or '{':
                _position++;
                var children = ReadUntil(c switch { '(' => ')', '[' => ']', _ => '}' }, start);
                return new ScriptNode(c switch { '(' => ScriptNodeKind.Parentheses, '[' => ScriptNodeKind.Brackets, _ => ScriptNodeKind.Braces }, TextSpan.FromBounds(start, _position), "") { Children = children };
            case '"' or '\'':
                return ReadString(dollars: 1);
            case '$' when isKotlin:
                return ReadDollars();
            case '`' when isKotlin && _text.IndexOf('`', start + 1) is var end and > 0:
                _position = end + 1;
                return new ScriptNode(ScriptNodeKind.Name, TextSpan.FromBounds(start, _position), _text[(start + 1)..end]);
            case '/' when !isKotlin && IsOperand(before) && EndOfSlashy() is var end and > 0:
                _position = end + 1;
                return new ScriptNode(ScriptNodeKind.Text, TextSpan.FromBounds(start + 1, end), _text[(start + 1)..end]);
            case '$' when !isKotlin && _text.AsSpan(start).StartsWith("$/") && _text.IndexOf("/$", start + 2, StringComparison.Ordinal) is var end and > 0:
                _position = end + 2;
                return new ScriptNode(ScriptNodeKind.Text, TextSpan.FromBounds(start + 2, end), _text[(start + 2)..end]);
        }

        return char.IsAsciiDigit(c) ? ReadNumber() : IsWord(c) ? ReadName() : ReadSymbol();
    }

    /// <summary>Whether white space or a comment stood here.</summary>
    private bool SkipTrivia()
    {
        var c = _text[_position];
        if (c is ' ' or '\t' or '\r' or '\f' or '\uFEFF' or '\u00A0')
        {
            _position++;
        }
        else if (c == '\\' && _position + 1 < _text.Length && _text[_position + 1] is '\r' or '\n')
        {
            // The line goes on.
            _position += _text[_position + 1] == '\r' ? 3 : 2;
        }
        else if (_text.AsSpan(_position).StartsWith("//"))
        {
            SkipLine();
        }
        else if (_text.AsSpan(_position).StartsWith("/*"))
        {
            SkipComment();
        }
        else
        {
            return false;
        }

        return true;
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', _position);
        _position = end < 0 ? _text.Length : end;
    }

    /// <summary>Comments are nested in Kotlin alone.</summary>
    private void SkipComment()
    {
        var start = _position;
        _position += 2;
        for (var depth = 1; depth > 0;)
        {
            var next = isKotlin ? _text.AsSpan(Math.Min(_position, _text.Length)).IndexOfAny('*', '/') : _text.AsSpan(Math.Min(_position, _text.Length)).IndexOf('*');
            if (next < 0 || _position + next + 1 >= _text.Length)
            {
                throw Error(start, 2, "the comment has no end");
            }

            _position += next;
            var (first, second) = (_text[_position], _text[_position + 1]);
            depth += first == '*' && second == '/' ? -1 : isKotlin && first == '/' && second == '*' ? 1 : 0;
            _position += (first == '*' && second == '/') || (isKotlin && first == '/' && second == '*') ? 2 : 1;
        }
    }

    /// <summary>Since Kotlin 2.2 as many signs in front of a string as begin what is interpolated in it.</summary>
    private ScriptNode ReadDollars()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] == '$')
        {
            _position++;
        }

        return _position < _text.Length && _text[_position] == '"'
            ? ReadString(_position - start)
            : new ScriptNode(ScriptNodeKind.Symbol, TextSpan.FromBounds(start, _position), "$");
    }

    private ScriptNode ReadString(int dollars)
    {
        var start = _position;
        var quote = _text[start];
        var isLong = _text.AsSpan(start).StartsWith(new string(quote, 3)) && (quote == '"' || !isKotlin);
        var isRaw = isLong && isKotlin;
        var pieces = new ScriptPieces(_text);
        _position += isLong ? 3 : 1;
        for (var content = _position; ;)
        {
            if (_position >= _text.Length || (!isLong && _text[_position] == '\n'))
            {
                throw Error(start, 1, "the string has no end");
            }

            var c = _text[_position];
            if (c == quote && (!isLong || IsEndOfLong(quote)))
            {
                var span = TextSpan.FromBounds(content, _position);
                _position += isLong ? 3 : 1;
                return pieces.ToNode(span);
            }

            if (c == '\\' && !isRaw)
            {
                _position += pieces.AddEscape(_position);
            }
            else if (c == '$' && quote == '"' && IsHole(dollars))
            {
                _position += dollars - 1;
                pieces.AddHole(ReadHole());
            }
            else
            {
                pieces.Add(c);
                _position++;
            }
        }
    }

    /// <summary>Whether a name or a block follows the signs.</summary>
    private bool IsHole(int dollars)
    {
        var at = _position;
        while (at < _text.Length && _text[at] == '$')
        {
            at++;
        }

        return at - _position == dollars && at < _text.Length && (_text[at] == '{' || IsWord(_text[at]));
    }

    /// <summary>Of more than three quotes the last three are the end.</summary>
    private bool IsEndOfLong(char quote) =>
        _position + 2 < _text.Length && _text[_position + 1] == quote && _text[_position + 2] == quote && !(_position + 3 < _text.Length && _text[_position + 3] == quote);

    private ScriptNode ReadHole()
    {
        var start = _position++;
        ImmutableArray<ScriptNode> inside;
        if (_text[_position] == '{')
        {
            _position++;
            inside = ReadUntil('}', start + 1);
        }
        else
        {
            var nodes = ImmutableArray.CreateBuilder<ScriptNode>();
            nodes.Add(ReadName());

            // In Groovy a path may follow, in Kotlin it is part of the text.
            while (!isKotlin && _position + 1 < _text.Length && _text[_position] == '.' && IsWord(_text[_position + 1]))
            {
                nodes.Add(ReadSymbol());
                nodes.Add(ReadName());
            }

            inside = nodes.ToImmutable();
        }

        return new ScriptNode(ScriptNodeKind.Hole, TextSpan.FromBounds(start, _position), "") { Children = inside };
    }

    private ScriptNode ReadName()
    {
        var start = _position;
        while (_position < _text.Length && (IsWord(_text[_position]) || char.IsAsciiDigit(_text[_position])) && (_text[_position] != '$' || !isKotlin))
        {
            _position++;
        }

        return new ScriptNode(ScriptNodeKind.Name, TextSpan.FromBounds(start, _position), _text[start.._position]);
    }

    private ScriptNode ReadNumber()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_' ||
            (_text[_position] == '.' && _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1]))))
        {
            _position++;
        }

        return new ScriptNode(ScriptNodeKind.Number, TextSpan.FromBounds(start, _position), _text[start.._position]);
    }

    private ScriptNode ReadSymbol()
    {
        var start = _position;
        var length = Array.Find(Operators, o => _text.AsSpan(start).StartsWith(o, StringComparison.Ordinal))?.Length ?? 1;
        _position += length;
        return new ScriptNode(ScriptNodeKind.Symbol, new TextSpan(start, length), _text.Substring(start, length));
    }

    /// <summary>Whether a value, and no operator, is expected, so that a slash begins a pattern.</summary>
    private static bool IsOperand(ImmutableArray<ScriptNode>.Builder before) =>
        before.Count == 0 || before[^1].Kind is ScriptNodeKind.LineEnd or ScriptNodeKind.Symbol || before[^1].IsName("return") || before[^1].IsName("in");

    /// <summary>Where a pattern between slashes ends; 0 when it does not end in its line, which is then none.</summary>
    private int EndOfSlashy()
    {
        for (var at = _position + 1; at < _text.Length && _text[at] != '\n'; at++)
        {
            if (_text[at] == '\\')
            {
                at++;
            }
            else if (_text[at] == '/')
            {
                return at;
            }
        }

        return 0;
    }

    private static bool IsWord(char c) => char.IsLetter(c) || c is '_' or '$';

    private ReleaseException Error(int at, int length, string what) =>
        source.Error(ManifestCodes.Syntax, new TextSpan(at, length), DisplayText.Line($"{source.Path} is no script that Gradle can read: {what}."));
}
