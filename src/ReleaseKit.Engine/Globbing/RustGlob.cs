using System.Collections.Immutable;

namespace ReleaseKit.Engine.Globbing;

/// <summary>
/// A pattern of a uv or Cargo workspace. Both walk it with Rust's <c>glob</c> crate and its default
/// options: segment by segment, case-sensitive, a leading dot is nothing special, <c>?</c>, <c>*</c>, <c>[abc]</c>,
/// <c>[!abc]</c> within a segment, <c>**</c> as a whole segment for any folders, no braces. A final <c>**</c> means the
/// folders below, not the folder itself.
/// </summary>
public sealed class RustGlob
{
    private readonly ImmutableArray<string> _segments;

    private RustGlob(ImmutableArray<string> segments) => _segments = segments;

    /// <summary>Reads a pattern; null when it is absolute, climbs out of the workspace root, or its brackets or stars are malformed.</summary>
    public static RustGlob? Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var segments = ImmutableArray.CreateBuilder<string>();
        foreach (var segment in pattern.Split('/', '\\'))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            if (segment == ".." || (segment.Contains("**", StringComparison.Ordinal) && segment != "**") || !BracketsClose(segment))
            {
                return null;
            }

            segments.Add(segment);
        }

        return pattern.StartsWith('/') || pattern.StartsWith('\\') ? null : new RustGlob(segments.ToImmutable());
    }

    /// <summary>Whether the pattern names that folder; the path is relative to the workspace root, <c>""</c> being the root.</summary>
    public bool Matches(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var path = directory.Length == 0 ? [] : directory.Split('/');

        // reachable[i]: the pattern's segments seen so far can consume the first i segments of the path.
        var reachable = new bool[path.Length + 1];
        reachable[0] = true;
        for (var s = 0; s < _segments.Length; s++)
        {
            reachable = _segments[s] == "**" ? AnyFolders(reachable, atLeastOne: s == _segments.Length - 1) : OneFolder(reachable, path, _segments[s]);
        }

        return reachable[path.Length];
    }

    private static bool[] AnyFolders(bool[] before, bool atLeastOne)
    {
        var after = new bool[before.Length];
        var seen = false;
        for (var i = 0; i < before.Length; i++)
        {
            after[i] = seen || (before[i] && !atLeastOne);
            seen |= before[i];
        }

        return after;
    }

    private static bool[] OneFolder(bool[] before, string[] path, string pattern)
    {
        var after = new bool[before.Length];
        for (var i = 0; i < path.Length; i++)
        {
            after[i + 1] = before[i] && MatchesSegment(pattern, path[i]);
        }

        return after;
    }

    /// <summary>Wildcards within one segment, remembering only the last star: linear in practice, never exponential.</summary>
    private static bool MatchesSegment(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                retry = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, name[n]))
            {
                n++;
            }
            else if (star >= 0)
            {
                p = star;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool MatchesOne(string pattern, ref int position, char c)
    {
        if (pattern[position] != '[')
        {
            var matches = pattern[position] == '?' || pattern[position] == c;
            position += matches ? 1 : 0;
            return matches;
        }

        var start = position + 1;
        var negated = pattern[start] == '!';
        start += negated ? 1 : 0;
        var end = pattern.IndexOf(']', start + 1);
        var inside = false;
        for (var i = start; i < end; i++)
        {
            var isRange = i + 2 < end && pattern[i + 1] == '-';
            inside |= isRange ? c >= pattern[i] && c <= pattern[i + 2] : c == pattern[i];
            i += isRange ? 2 : 0;
        }

        position = inside != negated ? end + 1 : position;
        return inside != negated;
    }

    private static bool BracketsClose(string segment)
    {
        for (var open = segment.IndexOf('['); open >= 0;)
        {
            // The first character of a set may be ']' itself, after an optional '!'.
            var first = open + 1 < segment.Length && segment[open + 1] == '!' ? open + 2 : open + 1;
            var close = first < segment.Length ? segment.IndexOf(']', first + 1) : -1;
            if (close < 0)
            {
                return false;
            }

            open = segment.IndexOf('[', close);
        }

        return true;
    }
}
