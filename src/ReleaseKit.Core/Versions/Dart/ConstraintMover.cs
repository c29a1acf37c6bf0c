using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions.Dart;

/// <summary>Moves a constraint to a version while keeping the style it is written in.</summary>
internal static class ConstraintMover
{
    public static string Move(string constraint, IReadOnlyList<ConstraintTerm> terms, SemanticVersion version)
    {
        var moved = TextEdit.Apply(constraint, terms.Select(term => MoveTerm(term, version)).OfType<TextEdit>());
        return ConstraintTerm.TryParse(moved) is { } result && ConstraintTerm.AllAccept(result, version) ? moved
            : terms.Any(term => term.Operator is RangeOperator.Greater or RangeOperator.GreaterOrEqual) ? $">={version}" : $"^{version}";
    }

    private static TextEdit? MoveTerm(ConstraintTerm term, SemanticVersion version) => term.Operator switch
    {
        RangeOperator.Greater => null,
        RangeOperator.Less => IsBelow(version, term.Version) ? null : new TextEdit(term.Span, Next(term.Version, version)),
        RangeOperator.LessOrEqual => DartOrder.Compare(version, term.Version) <= 0 ? null : new TextEdit(term.Span, version.ToString()),
        _ => new TextEdit(term.Span, version.ToString()),
    };

    /// <summary>A bound on a release excludes its prereleases as well, so that 2.0.0-rc.1 already moves <c>&lt;2.0.0</c>.</summary>
    private static bool IsBelow(SemanticVersion version, SemanticVersion bound) =>
        (version.Major, version.Minor, version.Patch).CompareTo((bound.Major, bound.Minor, bound.Patch)) < 0;

    /// <summary>The next minor version after <c>&lt;1.3.0</c>, which caps minors; otherwise the next breaking version.</summary>
    private static string Next(SemanticVersion bound, SemanticVersion version)
    {
        var capsMinor = bound is { Major: > 0, Minor: > 0, Patch: 0 };
        var next = capsMinor ? SemanticVersion.FromParts(version.Major, version.Minor + 1, 0, "") : ConstraintTerm.NextBreaking(version);
        return next + (bound.Prerelease == "0" ? "-0" : "");
    }
}
