using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>
/// Splits a version requirement of Cargo, comparators between commas, into terms. The grammar is that of the <c>semver</c>
/// crate: without an operator a version is a caret requirement, with a wildcard it is what the wildcard says.
/// </summary>
internal static class CargoRequirementSyntax
{
    private static readonly (string Text, RangeOperator Operator)[] Operators =
    [
        (">=", RangeOperator.GreaterOrEqual), ("<=", RangeOperator.LessOrEqual),
        (">", RangeOperator.Greater), ("<", RangeOperator.Less), ("=", RangeOperator.Equal), ("~", RangeOperator.Tilde), ("^", RangeOperator.Caret),
    ];

    /// <summary>The only alternative there is, none of whose terms accepts everything but a lone <c>*</c>; null when the text is no requirement.</summary>
    public static IReadOnlyList<IReadOnlyList<RangeTerm>>? TryParse(string requirement)
    {
        var terms = new List<RangeTerm>();
        for (var start = 0; start <= requirement.Length;)
        {
            var comma = requirement.IndexOf(',', start);
            var end = comma < 0 ? requirement.Length : comma;
            if (TryParseTerm(requirement, start, end) is not { } term)
            {
                return null;
            }

            terms.Add(term);
            start = end + 1;
        }

        return terms.Count > 1 && terms.Any(term => term.Version.Major is null) ? null : [terms];
    }

    private static RangeTerm? TryParseTerm(string requirement, int start, int end)
    {
        (start, end) = Trim(requirement, start, end);
        var (text, written) = Array.Find(Operators, o => string.CompareOrdinal(requirement, start, o.Text, 0, o.Text.Length) == 0);
        var from = start + (text?.Length ?? 0);
        while (from < end && requirement[from] == ' ')
        {
            from++;
        }

        if (from >= end || PartialVersion.TryParse(requirement[from..end]) is not { } version || !IsStrict(requirement[from..end], version, text is null))
        {
            return null;
        }

        var kind = text is not null ? written : requirement.AsSpan(from, end - from).IndexOfAny("*xX") >= 0 && !version.IsFull ? RangeOperator.Equal : RangeOperator.Caret;
        return new RangeTerm(kind, version, TextSpan.FromBounds(start, end), TextSpan.FromBounds(from, end));
    }

    /// <summary>What npm's clients let pass and Cargo does not: leading zeros, <c>1.2.3beta</c>, numbers after a wildcard, <c>&gt;*</c>.</summary>
    private static bool IsStrict(string text, PartialVersion version, bool isBare)
    {
        if (version.IsFull)
        {
            return SemanticVersion.TryParse(text, out _);
        }

        var components = text.Split('.');
        var wildcards = components.SkipWhile(component => char.IsAsciiDigit(component[0])).ToArray();
        return (version.Major is not null || (isBare && components.Length == 1)) &&
            wildcards.All(component => component is "*" or "x" or "X") &&
            components.SkipLast(wildcards.Length).All(component => component is "0" || component[0] != '0');
    }

    private static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && text[start] == ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] == ' ')
        {
            end--;
        }

        return (start, end);
    }
}
