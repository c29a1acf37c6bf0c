using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A range of SemVer versions in the grammar of node-semver: comparators, <c>^</c>, <c>~</c>, x-ranges, hyphen ranges and
/// <c>||</c>. A prerelease is accepted only where a bound names a prerelease of the same three numbers, unless the options
/// say otherwise.
/// </summary>
public sealed class SemanticRange
{
    private static readonly Comparator Everything = new(ComparatorKind.GreaterOrEqual, new SemanticVersion(0, 0, 0));

    private readonly Comparator[][] _alternatives;
    private readonly bool _includesPrereleases;

    private SemanticRange(Comparator[][] alternatives, bool includesPrereleases) => (_alternatives, _includesPrereleases) = (alternatives, includesPrereleases);

    /// <summary>Reads a range as npm's clients read manifests; an empty text is <c>*</c>. False for tags, paths, URLs and anything else that is no range.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticRange? range) => TryParse(text, SemanticOptions.Loose, out range);

    /// <summary>Reads a range; an empty text is <c>*</c>. False for what is no range, and for one whose bounds are beyond <see cref="SemanticVersion.MaxNumber"/>.</summary>
    public static bool TryParse(string? text, SemanticOptions options, [NotNullWhen(true)] out SemanticRange? range)
    {
        range = null;
        if (text is null || RangeSyntax.TryParse(text) is not { } alternatives)
        {
            return false;
        }

        var terms = alternatives.SelectMany(t => t);
        var includes = options.HasFlag(SemanticOptions.IncludePrerelease);
        var comparators = alternatives.Select(alternative => Simplify([.. alternative.SelectMany(term => term.Expand(includes))], includes)).ToArray();
        if ((!options.HasFlag(SemanticOptions.Loose) && terms.Any(term => !term.Version.IsStrict)) || comparators.Any(c => c.Any(bound => !bound.Bound.IsInBounds)))
        {
            return false;
        }

        range = new SemanticRange(Simplify(comparators), includes);
        return true;
    }

    /// <summary>Whether the version is in the range.</summary>
    public bool Contains(SemanticVersion version) =>
        Array.Exists(_alternatives, comparators => Comparator.AllAccept(comparators, version, _includesPrereleases));

    /// <summary>
    /// Whether no bound lets the range go up to the version, as node-semver's <c>gtr</c> says: false for a version in a gap
    /// between alternatives, true on both sides for a prerelease that lies between the bounds and is not accepted.
    /// </summary>
    public bool IsBelow(SemanticVersion version) => IsBeyond(version, 1);

    /// <summary>Whether no bound lets the range go down to the version, as <c>ltr</c> says.</summary>
    public bool IsAbove(SemanticVersion version) => IsBeyond(version, -1);

    /// <summary>The comparators that the range stands for, as node-semver prints them: <c>&gt;=1.2.0 &lt;2.0.0-0||3.1.0</c>; <c>*</c> for everything.</summary>
    public override string ToString()
    {
        var text = string.Join("||", _alternatives.Select(comparators => string.Join(' ', comparators)));
        return text.Length == 0 ? "*" : text;
    }

    /// <summary>One alternative without what says nothing beside the rest; what no version satisfies says it alone.</summary>
    private static Comparator[] Simplify(Comparator[] comparators, bool includes)
    {
        var nothing = Array.FindIndex(comparators, c => c == RangeTerm.Nothing);
        return nothing >= 0 ? [comparators[nothing]]
            : [.. comparators.Where(c => !c.IsEverything && !(includes && c is { Kind: ComparatorKind.GreaterOrEqual, Bound: { Major: 0, Minor: 0, Patch: 0, Prerelease: "0" } })).Distinct()];
    }

    /// <summary>Beside an alternative that accepts everything the others do not count, their opting in to prereleases included; nor do empty ones beside others.</summary>
    private static Comparator[][] Simplify(Comparator[][] alternatives)
    {
        var some = Array.FindAll(alternatives, alternative => alternative is not [var only] || only != RangeTerm.Nothing);
        return Array.Exists(alternatives, a => a.Length == 0) ? [[]] : some.Length > 0 ? some : alternatives[..1];
    }

    private bool IsBeyond(SemanticVersion version, int direction)
    {
        if (Contains(version))
        {
            return false;
        }

        foreach (var comparators in _alternatives.Select(a => a.Length == 0 ? [Everything] : a))
        {
            var far = comparators.Aggregate((best, next) => direction * next.Bound.CompareTo(best.Bound) > 0 ? next : best);
            var near = comparators.Aggregate((best, next) => direction * next.Bound.CompareTo(best.Bound) < 0 ? next : best);
            var order = direction * version.CompareTo(near.Bound);
            if (far.IsOpenTowards(direction) || (near.IncludesBoundTowards(direction) ? order < 0 : (near.Kind == ComparatorKind.Equal || near.IsOpenTowards(direction)) && order <= 0))
            {
                return false;
            }
        }

        return true;
    }
}
