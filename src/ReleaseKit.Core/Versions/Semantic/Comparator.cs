namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>The five primitive comparisons that every range reduces to.</summary>
internal enum ComparatorKind
{
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>One primitive comparison with a bound.</summary>
internal readonly record struct Comparator(ComparatorKind Kind, SemanticVersion Bound)
{
    /// <summary>Whether all accept the version, and for a prerelease one names a prerelease of the same three numbers.</summary>
    public static bool AllAccept(IReadOnlyCollection<Comparator> comparators, SemanticVersion version) =>
        comparators.All(c => c.Accepts(version)) && (!version.IsPrerelease || comparators.Any(c => c.OptsInto(version)));

    private bool Accepts(SemanticVersion version)
    {
        var order = version.CompareTo(Bound);
        return Kind switch
        {
            ComparatorKind.Equal => order == 0,
            ComparatorKind.Greater => order > 0,
            ComparatorKind.GreaterOrEqual => order >= 0,
            ComparatorKind.Less => order < 0,
            _ => order <= 0,
        };
    }

    private bool OptsInto(SemanticVersion version) =>
        Bound.IsPrerelease && (Bound.Major, Bound.Minor, Bound.Patch) == (version.Major, version.Minor, version.Patch);
}
