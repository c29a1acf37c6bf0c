using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>One operator and its version in a range.</summary>
/// <param name="Operator">What stands before the version.</param>
/// <param name="Version">The version, as far as it is given.</param>
/// <param name="Whole">The place of the term in the range's text.</param>
/// <param name="Span">The place of the version alone, without operator and <c>v</c>.</param>
internal sealed record RangeTerm(RangeOperator Operator, PartialVersion Version, TextSpan Whole, TextSpan Span)
{
    /// <summary>What no version satisfies.</summary>
    public static readonly Comparator Nothing = new(ComparatorKind.Less, SemanticVersion.FromParts(0, 0, 0, "0"));

    /// <summary>The comparators that the term stands for; none when it accepts everything.</summary>
    /// <param name="withPrereleases">Whether the prereleases of what is not written in full are in as well.</param>
    public IEnumerable<Comparator> Expand(bool withPrereleases = false)
    {
        if (Version.Major is null)
        {
            return Operator is RangeOperator.Greater or RangeOperator.Less ? [Nothing] : [];
        }

        var floor = withPrereleases && !Version.IsFull ? BeforePrereleases(Version.Floor) : Version.Floor;
        return Operator switch
        {
            RangeOperator.Caret => Between(floor, CaretCeiling()),
            RangeOperator.Tilde => Between(floor, Version.Ceiling),
            RangeOperator.Equal => Version.IsFull ? [new(ComparatorKind.Equal, floor)] : Between(floor, Version.Ceiling),
            RangeOperator.Greater => [Version.IsFull ? new(ComparatorKind.Greater, floor) : new(ComparatorKind.GreaterOrEqual, withPrereleases ? Version.Ceiling : Stable(Version.Ceiling))],
            RangeOperator.GreaterOrEqual => [new(ComparatorKind.GreaterOrEqual, floor)],
            RangeOperator.HyphenFrom => [new(ComparatorKind.GreaterOrEqual, withPrereleases && floor.Prerelease.Length == 0 ? BeforePrereleases(floor) : floor)],
            RangeOperator.Less => [new(ComparatorKind.Less, Version.IsFull ? floor : BeforePrereleases(floor))],
            RangeOperator.HyphenTo when withPrereleases && Version is { IsFull: true, Prerelease: "" } =>
                [new(ComparatorKind.Less, SemanticVersion.FromParts(floor.Major, floor.Minor, floor.Patch + 1, "0"))],
            _ => [Version.IsFull ? new(ComparatorKind.LessOrEqual, floor) : new(ComparatorKind.Less, Version.Ceiling)],
        };
    }

    /// <summary>Whether the term alone accepts the version; prereleases only where it opts in to them.</summary>
    public bool Accepts(SemanticVersion version) => Comparator.AllAccept([.. Expand()], version);

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
