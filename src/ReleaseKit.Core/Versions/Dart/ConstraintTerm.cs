using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions.Dart;

/// <summary>One comparison of a constraint.</summary>
/// <param name="Operator">Equal, caret or one of the four comparisons.</param>
/// <param name="Version">The version behind it, always in full.</param>
/// <param name="Span">The place of the version in the constraint.</param>
internal sealed record ConstraintTerm(RangeOperator Operator, SemanticVersion Version, TextSpan Span)
{
    private static readonly (string Text, RangeOperator Operator)[] Operators =
    [
        (">=", RangeOperator.GreaterOrEqual), ("<=", RangeOperator.LessOrEqual),
        (">", RangeOperator.Greater), ("<", RangeOperator.Less), ("^", RangeOperator.Caret),
    ];

    /// <summary>The terms of a constraint, all of which must accept, none for <c>any</c>; null when the text is no constraint.</summary>
    public static IReadOnlyList<ConstraintTerm>? TryParse(string constraint)
    {
        if (constraint.Trim(' ') == "any")
        {
            return [];
        }

        var terms = new List<ConstraintTerm>();
        for (var position = Skip(constraint, 0); position < constraint.Length; position = Skip(constraint, position))
        {
            var (text, kind) = Array.Find(Operators, o => string.CompareOrdinal(constraint, position, o.Text, 0, o.Text.Length) == 0);
            var start = Skip(constraint, position + (text?.Length ?? 0));
            var length = constraint.AsSpan(start).IndexOfAny(" <>^");
            var end = length < 0 ? constraint.Length : start + length;
            if (!SemanticVersion.TryParse(constraint[start..end], out var version))
            {
                return null;
            }

            terms.Add(new ConstraintTerm(text is null ? RangeOperator.Equal : kind, version, TextSpan.FromBounds(start, end)));
            position = end;
        }

        return terms.Count == 0 || (terms.Count > 1 && terms.Any(term => term.Operator == RangeOperator.Caret)) ? null : terms;
    }

    /// <summary>
    /// Whether all terms accept the version. Prereleases need no opting in, but those of an excluded upper bound are out as
    /// well unless the lower bound is one of them.
    /// </summary>
    public static bool AllAccept(IReadOnlyList<ConstraintTerm> terms, SemanticVersion version)
    {
        var lower = terms.Where(term => term.Operator is RangeOperator.Greater or RangeOperator.GreaterOrEqual or RangeOperator.Equal)
            .Select(term => term.Version).MaxBy(bound => bound, DartOrder.Comparer);
        return terms.All(term => term.Accepts(version, lower));
    }

    /// <summary>The first version that breaks what depends on this one: the next minor version before 1.0.0, the next major one after.</summary>
    public static SemanticVersion NextBreaking(SemanticVersion version) => version.Major == 0
        ? SemanticVersion.FromParts(0, version.Minor + 1, 0, "")
        : SemanticVersion.FromParts(version.Major + 1, 0, 0, "");

    private bool Accepts(SemanticVersion version, SemanticVersion? lower) => Operator switch
    {
        RangeOperator.Equal => DartOrder.Compare(version, Version) == 0,
        RangeOperator.Caret => DartOrder.Compare(version, Version) >= 0 && DartOrder.Compare(version, FirstPrerelease(NextBreaking(Version))) < 0,
        RangeOperator.Greater => DartOrder.Compare(version, Version) > 0,
        RangeOperator.GreaterOrEqual => DartOrder.Compare(version, Version) >= 0,
        RangeOperator.LessOrEqual => DartOrder.Compare(version, Version) <= 0,
        _ => DartOrder.Compare(version, KeepsPrereleases(lower) ? Version : FirstPrerelease(Version)) < 0,
    };

    private bool KeepsPrereleases(SemanticVersion? lower) =>
        Version.IsPrerelease || Version.Build.Length > 0 ||
        (lower is { IsPrerelease: true } && (lower.Major, lower.Minor, lower.Patch) == (Version.Major, Version.Minor, Version.Patch));

    private static SemanticVersion FirstPrerelease(SemanticVersion version) => SemanticVersion.FromParts(version.Major, version.Minor, version.Patch, "0");

    private static int Skip(string text, int position)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        return position;
    }
}
