using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>
/// A pattern for folders, as workspace definitions write them: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>**</c>, <c>{a,b}</c> and
/// the extended groups <c>@( ) +( ) *( ) ?( ) !( )</c>. Wildcards pass over hidden folders unless asked not to.
/// </summary>
internal sealed class DirectoryGlob
{
    private readonly ImmutableArray<GlobSegment[]> _alternatives;
    private readonly bool _matchHidden;

    private DirectoryGlob(ImmutableArray<GlobSegment[]> alternatives, bool matchHidden)
    {
        _alternatives = alternatives;
        _matchHidden = matchHidden;
    }

    /// <summary>Reads a pattern that is seen from a folder.</summary>
    /// <param name="from">The folder; it is matched as it is, whatever characters its name has.</param>
    /// <param name="pattern">The pattern; it may climb with <c>..</c> before its first wildcard.</param>
    /// <param name="matchHidden">Whether wildcards match names that begin with a period.</param>
    /// <param name="glob">The pattern, read.</param>
    /// <param name="problem">Why it cannot be read, as the end of a sentence that begins with the pattern.</param>
    public static bool TryParse(
        RelativePath from, string pattern, bool matchHidden, [NotNullWhen(true)] out DirectoryGlob? glob, [NotNullWhen(false)] out string? problem)
    {
        glob = null;
        if (!BraceExpansion.TryExpand(pattern.Replace('\\', '/'), out var texts, out problem))
        {
            return false;
        }

        var alternatives = ImmutableArray.CreateBuilder<GlobSegment[]>();
        foreach (var text in texts)
        {
            if (!TryReadSegments(from, text, out var segments, out problem))
            {
                return false;
            }

            alternatives.Add(segments);
        }

        glob = new DirectoryGlob(alternatives.ToImmutable(), matchHidden);
        problem = null;
        return true;
    }

    /// <summary>Whether a folder is matched.</summary>
    public bool Matches(RelativePath directory)
    {
        var names = directory.IsRoot ? [] : directory.Value.Split('/');
        return _alternatives.Any(segments => Matches(segments, names));
    }

    private static bool TryReadSegments(
        RelativePath from, string text, [NotNullWhen(true)] out GlobSegment[]? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        var segments = new List<GlobSegment>(from.IsRoot ? [] : from.Value.Split('/').Select(GlobSegment.Literal));
        foreach (var part in text.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                if (segments.Count == 0 || !segments[^1].IsLiteral)
                {
                    problem = segments.Count == 0 ? "leaves the repository" : "climbs with '..' behind a wildcard";
                    return false;
                }

                segments.RemoveAt(segments.Count - 1);
            }
            else if (GlobSegment.TryParse(part, out var segment, out problem))
            {
                if (!segment.IsAnyDepth || segments.Count == 0 || !segments[^1].IsAnyDepth)
                {
                    segments.Add(segment);
                }
            }
            else
            {
                return false;
            }
        }

        problem = null;
        result = [.. segments];
        return true;
    }

    /// <summary>
    /// Matches from the left; on a mismatch the last <c>**</c> takes one folder more. Going back to an earlier one is never
    /// needed, so the time is bounded by the product of both lengths.
    /// </summary>
    private bool Matches(GlobSegment[] segments, string[] names)
    {
        var (segment, name, anyDepth, resume) = (0, 0, -1, 0);
        while (name < names.Length)
        {
            if (segment < segments.Length && segments[segment].IsAnyDepth)
            {
                (anyDepth, resume) = (segment++, name);
            }
            else if (segment < segments.Length && segments[segment].Matches(names[name], _matchHidden))
            {
                segment++;
                name++;
            }
            else if (anyDepth >= 0 && (_matchHidden || !names[resume].StartsWith('.')))
            {
                (segment, name) = (anyDepth + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return segments.AsSpan(segment) is [] or [{ IsAnyDepth: true }];
    }
}
