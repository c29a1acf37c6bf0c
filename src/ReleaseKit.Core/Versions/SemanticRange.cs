using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A range of SemVer versions in the grammar of node-semver: comparators, <c>^</c>, <c>~</c>, x-ranges, hyphen ranges and
/// <c>||</c>. A prerelease is accepted only where a bound names a prerelease of the same three numbers.
/// </summary>
public sealed class SemanticRange
{
    private readonly Comparator[][] _alternatives;

    /// <summary>Beside an alternative that accepts everything the others do not count, their opting in to prereleases included.</summary>
    private SemanticRange(Comparator[][] alternatives) =>
        _alternatives = Array.Exists(alternatives, a => a.Length == 0) ? [[]] : alternatives;

    /// <summary>Reads a range; an empty text is <c>*</c>. False for tags, paths, URLs and anything else that is no range.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticRange? range)
    {
        range = text is not null && RangeSyntax.TryParse(text) is { } alternatives
            ? new SemanticRange([.. alternatives.Select(terms => terms.SelectMany(term => term.Expand()).ToArray())])
            : null;
        return range is not null;
    }

    /// <summary>Whether the version is in the range.</summary>
    public bool Contains(SemanticVersion version) =>
        Array.Exists(_alternatives, comparators => Comparator.AllAccept(comparators, version));
}
