using System.Globalization;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>
/// Evaluates MSBuild conditions. A part that is not understood casts doubt on the answer only if the answer depends on it:
/// <c>false and (something odd)</c> is false without doubt.
/// </summary>
/// <param name="expand">Expands an operand and unescapes it.</param>
/// <param name="exists">Whether a path, seen from the right folder, exists; null when that cannot be told.</param>
internal sealed class ConditionEvaluator(ConditionEvaluator.Expansion expand, Func<string, bool?> exists)
{
    private ConditionLexer _lexer = new("");
    private ConditionToken _token;

    /// <summary>Expands an operand.</summary>
    public delegate string Expansion(string text, ref Doubt doubt);

    /// <summary>Whether the condition holds; an empty one does.</summary>
    public bool Evaluate(string? condition, ref Doubt doubt)
    {
        if (string.IsNullOrWhiteSpace(condition))
        {
            return true;
        }

        _lexer = new ConditionLexer(condition);
        _token = _lexer.Next();
        var answer = Or();
        if (_token.Kind != ConditionTokenKind.End)
        {
            answer = new Answer(false, "it is no condition");
        }

        if (answer.Doubt is not null)
        {
            doubt.Note($"the condition \"{condition.Trim()}\": {answer.Doubt}");
        }

        return answer.Holds;
    }

    private Answer Or()
    {
        var left = And();
        while (Take("or"))
        {
            var right = And();
            left = left is { Holds: true, Doubt: null } ? left
                : right is { Holds: true, Doubt: null } ? right
                : new Answer(left.Holds || right.Holds, left.Doubt ?? right.Doubt);
        }

        return left;
    }

    private Answer And()
    {
        var left = Not();
        while (Take("and"))
        {
            var right = Not();
            left = left is { Holds: false, Doubt: null } ? left
                : right is { Holds: false, Doubt: null } ? right
                : new Answer(left.Holds && right.Holds, left.Doubt ?? right.Doubt);
        }

        return left;
    }

    private Answer Not()
    {
        if (Take("!"))
        {
            var inner = Not();
            return inner with { Holds = !inner.Holds };
        }

        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : new Answer(false, "a parenthesis is not closed");
        }

        return _token.Kind == ConditionTokenKind.Function ? Function() : Comparison();
    }

    private Answer Function()
    {
        var name = _token.Text;
        _token = _lexer.Next();
        var isCall = Take("(") && _token.Kind == ConditionTokenKind.Operand;
        var doubt = default(Doubt);
        var argument = isCall ? expand(_token.Text, ref doubt) : "";
        _token = isCall ? _lexer.Next() : _token;
        if (!isCall || !Take(")"))
        {
            return new Answer(false, $"{name}() is not called with one argument");
        }

        if (name.Equals("HasTrailingSlash", StringComparison.OrdinalIgnoreCase))
        {
            return new Answer(argument.EndsWith('/') || argument.EndsWith('\\'), doubt.Reason);
        }

        if (!name.Equals("Exists", StringComparison.OrdinalIgnoreCase))
        {
            return new Answer(false, $"{name}() is not known");
        }

        var answer = argument.Length == 0 ? false : exists(argument);
        doubt.Note(answer is null ? $"'{argument}' lies outside the workspace" : null);
        return new Answer(answer ?? false, doubt.Reason);
    }

    private Answer Comparison()
    {
        if (_token.Kind != ConditionTokenKind.Operand)
        {
            return new Answer(false, "an operand is missing");
        }

        var doubt = default(Doubt);
        var left = expand(_token.Text, ref doubt);
        _token = _lexer.Next();
        var comparison = _token;
        if (comparison.Kind != ConditionTokenKind.Operator || comparison.Text is not ("==" or "!=" or "<" or "<=" or ">" or ">="))
        {
            var flag = Boolean(left);
            doubt.Note(flag is null ? $"'{left}' is neither true nor false" : null);
            return new Answer(flag ?? false, doubt.Reason);
        }

        _token = _lexer.Next();
        if (_token.Kind != ConditionTokenKind.Operand)
        {
            return new Answer(false, "an operand is missing");
        }

        var right = expand(_token.Text, ref doubt);
        _token = _lexer.Next();
        var holds = comparison.Text switch
        {
            "==" => AreEqual(left, right),
            "!=" => !AreEqual(left, right),
            _ => Order(left, right) is { } order ? Matches(comparison.Text, order) : Unordered(left, right, ref doubt),
        };
        return new Answer(holds, doubt.Reason);
    }

    private static bool Matches(string comparison, int order) => comparison switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static bool Unordered(string left, string right, ref Doubt doubt)
    {
        doubt.Note($"'{left}' and '{right}' have no order");
        return false;
    }

    private static bool AreEqual(string left, string right) =>
        Number(left) is { } leftNumber && Number(right) is { } rightNumber ? leftNumber == rightNumber
        : Boolean(left) is { } leftFlag && Boolean(right) is { } rightFlag ? leftFlag == rightFlag
        : string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static int? Order(string left, string right) =>
        Number(left) is { } leftNumber && Number(right) is { } rightNumber ? leftNumber.CompareTo(rightNumber)
        : Version.TryParse(left, out var leftVersion) && Version.TryParse(right, out var rightVersion) ? leftVersion.CompareTo(rightVersion)
        : null;

    private static double? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) &&
        int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal
        : double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static bool? Boolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "!FALSE" or "!OFF" or "!NO" => true,
        "FALSE" or "OFF" or "NO" or "!TRUE" or "!ON" or "!YES" => false,
        _ => null,
    };

    private bool Take(string symbol)
    {
        if (!_token.Is(symbol))
        {
            return false;
        }

        _token = _lexer.Next();
        return true;
    }

    private readonly record struct Answer(bool Holds, string? Doubt);
}
