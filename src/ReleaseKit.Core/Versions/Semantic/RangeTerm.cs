using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>One operator and its version in a range.</summary>
/// <param name="Operator">What stands before the version.</param>
/// <param name="Version">The version, as far as it is given.</param>
/// <param name="Whole">The place of the term in the range's text.</param>
/// <param name="Span">The place of the version alone, without operator and <c>v</c>.</param>
internal sealed record RangeTerm(RangeOperator Operator, PartialVersion Version, TextSpan Whole, TextSpan Span)
{
    private static readonly Comparator Nothing = new(ComparatorKind.Less, SemanticVersion.FromParts(0, 0, 0, "0"));

    /// <summary>The comparators that the term stands for; none when it accepts everything.</summary>
    public IEnumerable<Comparator> Expand() => Version.Major is null ? ExpandWildcard() : Operator switch
    {
        RangeOperator.Caret => Between(Version.Floor, CaretCeiling()),
        RangeOperator.Tilde => Between(Version.Floor, Version.Ceiling),
        RangeOperator.Equal => Version.IsFull ? [new(ComparatorKind.Equal, Version.Floor)] : Between(Version.Floor, Version.Ceiling),
        RangeOperator.Greater => [Version.IsFull ? new(ComparatorKind.Greater, Version.Floor) : new(ComparatorKind.GreaterOrEqual, Stable(Version.Ceiling))],
        RangeOperator.GreaterOrEqual or RangeOperator.HyphenFrom => [new(ComparatorKind.GreaterOrEqual, Version.Floor)],
        RangeOperator.Less => [new(ComparatorKind.Less, Version.IsFull ? Version.Floor : BeforePrereleases(Version.Floor))],
        _ => [Version.IsFull ? new(ComparatorKind.LessOrEqual, Version.Floor) : new(ComparatorKind.Less, Version.Ceiling)],
    };

    /// <summary>Whether the term alone accepts the version; prereleases only where it opts in to them.</summary>
    public bool Accepts(SemanticVersion version) => Comparator.AllAccept([.. Expand()], version);

    private IEnumerable<Comparator> ExpandWildcard() =>
        Operator is RangeOperator.Greater or RangeOperator.Less ? [Nothing] : [];

    private SemanticVersion CaretCeiling()
    {
        var (major, minor, patch) = (Version.Major!.Value, Version.Minor, Version.Patch);
        return (major, minor, patch) switch
        {
            ( > 0, _, _) or (_, null, _) => SemanticVersion.FromParts(major + 1, 0, 0, "0"),
            (_, > 0, _) or (_, _, null) => SemanticVersion.FromParts(0, minor.Value + 1, 0, "0"),
            _ => SemanticVersion.FromParts(0, 0, patch.Value + 1, "0"),
        };
    }

    private static IEnumerable<Comparator> Between(SemanticVersion floor, SemanticVersion ceiling) =>
        [new(ComparatorKind.GreaterOrEqual, floor), new(ComparatorKind.Less, ceiling)];

    private static SemanticVersion Stable(SemanticVersion version) => SemanticVersion.FromParts(version.Major, version.Minor, version.Patch, "");

    private static SemanticVersion BeforePrereleases(SemanticVersion version) => SemanticVersion.FromParts(version.Major, version.Minor, version.Patch, "0");
}
