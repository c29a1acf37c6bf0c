using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>Splits a range into alternatives (<c>||</c>) of terms, each with its place, so that it can be both matched and edited.</summary>
internal static class RangeSyntax
{
    private static readonly (string Text, RangeOperator Operator)[] Operators =
    [
        (">=", RangeOperator.GreaterOrEqual), ("<=", RangeOperator.LessOrEqual), ("~>", RangeOperator.Tilde),
        (">", RangeOperator.Greater), ("<", RangeOperator.Less), ("~", RangeOperator.Tilde), ("^", RangeOperator.Caret), ("=", RangeOperator.Equal),
    ];

    /// <summary>The alternatives in order; an empty one accepts everything. Null when the text is no range.</summary>
    public static IReadOnlyList<IReadOnlyList<RangeTerm>>? TryParse(string range)
    {
        var alternatives = new List<IReadOnlyList<RangeTerm>>();
        var start = 0;
        while (true)
        {
            var bar = range.IndexOf("||", start, StringComparison.Ordinal);
            var end = bar < 0 ? range.Length : bar;
            if (TryParseAlternative(range, start, end) is not { } terms)
            {
                return null;
            }

            alternatives.Add(terms);
            if (bar < 0)
            {
                return alternatives;
            }

            start = bar + 2;
        }
    }

    private static List<RangeTerm>? TryParseAlternative(string range, int start, int end)
    {
        var terms = new List<RangeTerm>();
        var position = SkipBlanks(range, start, end);
        while (position < end)
        {
            if (IsHyphen(range, position, end))
            {
                return terms.Count == 1 ? TryParseHyphen(range, terms[0], position + 1, end) : null;
            }

            if (TryParseTerm(range, ref position, end) is not { } term)
            {
                return null;
            }

            terms.Add(term);
            position = SkipBlanks(range, position, end);
        }

        return terms;
    }

    private static List<RangeTerm>? TryParseHyphen(string range, RangeTerm first, int position, int end)
    {
        position = SkipBlanks(range, position, end);
        var to = TryParseTerm(range, ref position, end);
        return to is { Operator: RangeOperator.Equal } && first.Operator == RangeOperator.Equal && SkipBlanks(range, position, end) == end
            ? [first with { Operator = RangeOperator.HyphenFrom }, to with { Operator = RangeOperator.HyphenTo }]
            : null;
    }

    private static RangeTerm? TryParseTerm(string range, ref int position, int end)
    {
        var (kind, whole) = (RangeOperator.Equal, position);
        foreach (var (text, candidate) in Operators)
        {
            if (string.CompareOrdinal(range, position, text, 0, text.Length) == 0)
            {
                kind = candidate;
                position += text.Length;
                break;
            }
        }

        while (position < end && (char.IsWhiteSpace(range[position]) || range[position] is 'v' or '='))
        {
            position++;
        }

        var start = position;
        while (position < end && !char.IsWhiteSpace(range[position]))
        {
            // Comparators may stand side by side without a blank: ">=1.0.0<2.0.0".
            if (range[position] is '<' or '>' or '~' or '^' or '=')
            {
                break;
            }

            position++;
        }

        return PartialVersion.TryParse(range[start..position]) is { } version
            ? new RangeTerm(kind, version, TextSpan.FromBounds(whole, position), TextSpan.FromBounds(start, position))
            : null;
    }

    private static bool IsHyphen(string range, int position, int end) =>
        range[position] == '-' && position + 1 < end && char.IsWhiteSpace(range[position + 1]);

    private static int SkipBlanks(string range, int position, int end)
    {
        while (position < end && char.IsWhiteSpace(range[position]))
        {
            position++;
        }

        return position;
    }
}
