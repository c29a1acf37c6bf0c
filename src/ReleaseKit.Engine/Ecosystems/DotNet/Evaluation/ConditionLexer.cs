namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>What a piece of a condition is.</summary>
internal enum ConditionTokenKind
{
    /// <summary>The end of the condition.</summary>
    End,

    /// <summary>An operand: the text between quotes, a property or item reference, a number or a bare word.</summary>
    Operand,

    /// <summary>A name followed by an opening parenthesis.</summary>
    Function,

    /// <summary><c>== != &lt; &lt;= &gt; &gt;= ! ( ) ,</c>, <c>and</c> or <c>or</c>, lower-case.</summary>
    Operator,

    /// <summary>Something that is no condition.</summary>
    Invalid,
}

/// <summary>One piece of a condition; operands are not expanded yet.</summary>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text)
{
    /// <summary>Whether it is that operator.</summary>
    public bool Is(string text) => Kind == ConditionTokenKind.Operator && Text == text;
}

/// <summary>Cuts a condition into tokens.</summary>
internal sealed class ConditionLexer(string text)
{
    private int _position;

    /// <summary>The next token; <see cref="ConditionTokenKind.End"/> for ever after the last.</summary>
    public ConditionToken Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        if (_position >= text.Length)
        {
            return new ConditionToken(ConditionTokenKind.End, "");
        }

        return text[_position] switch
        {
            '\'' => Quoted(),
            '$' or '@' or '%' => Reference(),
            '=' or '!' or '<' or '>' => Symbol(),
            '(' or ')' or ',' => new ConditionToken(ConditionTokenKind.Operator, text[_position++].ToString()),
            _ => Word(),
        };
    }

    private ConditionToken Symbol()
    {
        var two = _position + 1 < text.Length && text[_position + 1] == '=';
        var symbol = text.Substring(_position, two ? 2 : 1);
        _position += symbol.Length;
        return new ConditionToken(symbol == "=" ? ConditionTokenKind.Invalid : ConditionTokenKind.Operator, symbol);
    }

    private ConditionToken Quoted()
    {
        // MSBuild ends an operand at the next quote, even inside $(…).
        var end = text.IndexOf('\'', _position + 1);
        if (end < 0)
        {
            return Invalid();
        }

        var operand = text[(_position + 1)..end];
        _position = end + 1;
        return new ConditionToken(ConditionTokenKind.Operand, operand);
    }

    private ConditionToken Reference()
    {
        if (_position + 1 >= text.Length || text[_position + 1] != '(' || Delimiters.FindClosing(text, _position + 1) is not (var close and > 0))
        {
            return Invalid();
        }

        var operand = text[_position..(close + 1)];
        _position = close + 1;
        return new ConditionToken(ConditionTokenKind.Operand, operand);
    }

    private ConditionToken Word()
    {
        var start = _position;
        while (_position < text.Length && !char.IsWhiteSpace(text[_position]) && !"()=!<>,'$@%".Contains(text[_position], StringComparison.Ordinal))
        {
            _position++;
        }

        if (_position == start)
        {
            return Invalid();
        }

        var word = text[start.._position];
        if (word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase))
        {
            return new ConditionToken(ConditionTokenKind.Operator, word.ToLowerInvariant());
        }

        var next = _position;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        var calls = next < text.Length && text[next] == '(';
        return new ConditionToken(calls ? ConditionTokenKind.Function : ConditionTokenKind.Operand, word);
    }

    private ConditionToken Invalid()
    {
        var rest = text[_position..];
        _position = text.Length;
        return new ConditionToken(ConditionTokenKind.Invalid, rest);
    }
}
