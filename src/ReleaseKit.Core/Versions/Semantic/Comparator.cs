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
    public static bool AllAccept(IReadOnlyCollection<Comparator> comparators, SemanticVersion version, bool includesPrereleases = false) =>
        comparators.All(c => c.Accepts(version)) && (!version.IsPrerelease || includesPrereleases || comparators.Any(c => c.OptsInto(version)));

    /// <summary>Whether every stable version is accepted: node-semver leaves <c>&gt;=0.0.0</c> out of what it parses.</summary>
    public bool IsEverything => Kind == ComparatorKind.GreaterOrEqual && Bound is { Major: 0, Minor: 0, Patch: 0, IsPrerelease: false };

    /// <summary>Whether it accepts every version beyond its bound: upwards for 1, downwards for -1.</summary>
    public bool IsOpenTowards(int direction) =>
        direction > 0 ? Kind is ComparatorKind.Greater or ComparatorKind.GreaterOrEqual : Kind is ComparatorKind.Less or ComparatorKind.LessOrEqual;

    /// <summary>Whether it accepts its bound and every version beyond it.</summary>
    public bool IncludesBoundTowards(int direction) => Kind == (direction > 0 ? ComparatorKind.GreaterOrEqual : ComparatorKind.LessOrEqual);

    /// <summary>As node-semver prints it, without build metadata.</summary>
    public override string ToString()
    {
        var written = Kind switch
        {
            ComparatorKind.Equal => "",
            ComparatorKind.Greater => ">",
            ComparatorKind.GreaterOrEqual => ">=",
            ComparatorKind.Less => "<",
            _ => "<=",
        };
        return written + SemanticVersion.FromParts(Bound.Major, Bound.Minor, Bound.Patch, Bound.Prerelease);
    }

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
