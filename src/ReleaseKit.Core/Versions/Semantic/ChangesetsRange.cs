namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>Writes ranges as changesets does: the operator that the range begins with, then the version (<c>apply-release-plan</c>).</summary>
internal static class ChangesetsRange
{
    private static readonly string[] Prefixes = ["^", "~", ">=", "<=", ">"];

    /// <summary>The new range; the same text when it follows the member anyway, is no range, or accepts everything.</summary>
    /// <param name="specifier">The range as written, with or without <c>workspace:</c>.</param>
    /// <param name="version">The version to accept.</param>
    /// <param name="level">By how much the version was raised; the upper of two bounds makes room for as much again.</param>
    /// <param name="keepsBounds">Whether two bounds stay two bounds, as in version 3.</param>
    public static string Write(string specifier, SemanticVersion version, BumpLevel level, bool keepsBounds)
    {
        var protocol = RangeProtocol.Split(specifier);
        var range = protocol.Range;
        if (protocol.FollowsMember || RangeSyntax.TryParse(range) is not { } syntax)
        {
            return specifier;
        }

        var alternatives = syntax.Select(terms => terms.SelectMany(term => term.Expand()).Where(c => !c.IsEverything).ToArray()).ToArray();
        if (alternatives.Any(comparators => comparators.Length == 0) && !version.IsPrerelease)
        {
            return specifier;
        }

        var bounds = keepsBounds && alternatives.Length == 1 ? Bounds(range, alternatives[0], version, level) : null;
        return protocol.Prefix + (bounds ?? Prefixes.FirstOrDefault(prefix => range.StartsWith(prefix, StringComparison.Ordinal)) + version);
    }

    private static string? Bounds(string range, Comparator[] comparators, SemanticVersion version, BumpLevel level)
    {
        if (comparators.Length != 2 || !range.Contains('>', StringComparison.Ordinal) || !range.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        var lowerFirst = IsLower(comparators[0]);
        var upper = comparators[lowerFirst ? 1 : 0];
        if (lowerFirst == IsLower(comparators[1]) || !IsUpper(upper))
        {
            return null;
        }

        var written = Comparator.AllAccept([upper], version) ? Text(upper) : $"<{version.Bump(level)}";
        return lowerFirst ? $">={version} {written}" : $"{written} >={version}";
    }

    private static bool IsLower(Comparator comparator) => comparator.Kind is ComparatorKind.Greater or ComparatorKind.GreaterOrEqual;

    private static bool IsUpper(Comparator comparator) => comparator.Kind is ComparatorKind.Less or ComparatorKind.LessOrEqual;

    private static string Text(Comparator comparator) => (comparator.Kind == ComparatorKind.Less ? "<" : "<=") + comparator.Bound;
}
