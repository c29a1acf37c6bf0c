using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>Moves a range to a version while keeping the style it is written in.</summary>
/// <param name="parse">The alternatives of a range, each a list of terms that all must accept; null when it is none.</param>
/// <param name="compatible">The operator before a version for it and what is compatible with it; empty where that is meant without one.</param>
internal sealed class RangeMover(Func<string, IReadOnlyList<IReadOnlyList<RangeTerm>>?> parse, string compatible)
{
    /// <summary>The moved range; the same text when it is no range, accepts everything, or need not change.</summary>
    public string Move(string range, SemanticVersion version)
    {
        if (parse(range) is not { } alternatives || alternatives.Any(terms => !terms.SelectMany(t => t.Expand()).Any(c => alternatives.Count == 1 || !c.IsEverything)))
        {
            return range;
        }

        return alternatives.Count == 1 ? MoveAlternative(range, alternatives[0], version) : MoveAlternatives(range, alternatives, version);
    }

    /// <summary>Alternatives say what is supported besides the newest: when none accepts the version, one is added in the style of the last.</summary>
    private string MoveAlternatives(string range, IReadOnlyList<IReadOnlyList<RangeTerm>> alternatives, SemanticVersion version)
    {
        if (Accepts(range, version))
        {
            return range;
        }

        var bar = range.LastIndexOf("||", StringComparison.Ordinal);
        var last = range[(bar + 2)..].Trim();
        var separator = char.IsWhiteSpace(range[bar - 1]) ? " || " : "||";
        return range.TrimEnd() + separator + MoveAlternative(last, parse(last)![0], version);
    }

    private string MoveAlternative(string range, IReadOnlyList<RangeTerm> terms, SemanticVersion version)
    {
        var accepted = Accepts(range, version);
        var moved = TextEdit.Apply(range, terms.Select(term => MoveTerm(term, version, accepted)).OfType<TextEdit>());
        if (Accepts(moved, version))
        {
            return moved;
        }

        // Bounds that contradict each other, or ">" a version that is being gone back to: only the direction can be kept.
        var open = terms.Any(t => t.Operator is RangeOperator.Greater or RangeOperator.GreaterOrEqual);
        return (open ? ">=" : compatible) + Written(version);
    }

    private TextEdit? MoveTerm(RangeTerm term, SemanticVersion version, bool accepted) => term.Operator switch
    {
        _ when term.Version.Major is null => null,
        RangeOperator.Greater => null,
        RangeOperator.Less or RangeOperator.LessOrEqual or RangeOperator.HyphenTo => MoveUpper(term, version),
        _ when term.Version.IsFull => new TextEdit(term.Span, Written(version)),
        _ when accepted => null,
        _ => MovePartial(term, version),
    };

    private TextEdit MovePartial(RangeTerm term, SemanticVersion version)
    {
        var text = term.Version.WriteLike(version);
        if ((term with { Version = PartialVersion.TryParse(text)! }).Accepts(version))
        {
            return new TextEdit(term.Span, text);
        }

        // Fewer than three numbers never accept a prerelease: write it in full, and keep what 1.x and 1.2.x mean.
        var meaning = term.Version.Minor is null ? compatible : "~";
        return term.Operator == RangeOperator.Equal
            ? new TextEdit(term.Whole, meaning + Written(version))
            : new TextEdit(term.Span, Written(version));
    }

    private static TextEdit? MoveUpper(RangeTerm term, SemanticVersion version)
    {
        var bound = term.Version;
        var stable = new SemanticVersion(version.Major, version.Minor, version.Patch);
        if (term.Operator != RangeOperator.Less)
        {
            var limit = bound.IsFull ? bound.Floor : bound.Ceiling;
            var isIn = bound.IsFull ? version <= limit && (stable <= limit || bound.Prerelease.Length > 0) : version < limit;
            return isIn ? null : new TextEdit(term.Span, bound.WriteLike(version));
        }

        // A bound on a release excludes its prereleases as well, so that 2.0.0-rc.1 already moves "<2.0.0".
        if (stable < new SemanticVersion(bound.Floor.Major, bound.Floor.Minor, bound.Floor.Patch))
        {
            return null;
        }

        var suffix = bound is { IsFull: true, Prerelease: "0" } ? "-0" : "";
        return new TextEdit(term.Span, bound.WriteLike(NextUpper(bound.Floor, version)) + suffix);
    }

    /// <summary>The next minor version after <c>&lt;1.3.0</c>, which caps minors; otherwise the next breaking version.</summary>
    private static SemanticVersion NextUpper(SemanticVersion bound, SemanticVersion version)
    {
        var capsMinor = bound is { Major: > 0, Minor: > 0, Patch: 0 };
        return capsMinor || version.Major == 0
            ? SemanticVersion.FromParts(version.Major, version.Minor + 1, 0, "")
            : SemanticVersion.FromParts(version.Major + 1, 0, 0, "");
    }

    private bool Accepts(string range, SemanticVersion version) =>
        parse(range)?.Any(terms => Comparator.AllAccept([.. terms.SelectMany(term => term.Expand())], version)) == true;

    private static string Written(SemanticVersion version) =>
        SemanticVersion.FromParts(version.Major, version.Minor, version.Patch, version.Prerelease).ToString();
}
