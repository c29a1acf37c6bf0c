using System.Collections.Frozen;

namespace ReleaseKit.Core.Commits;

/// <summary>The line <c>type(scope)!: description</c>.</summary>
internal readonly record struct CommitHeader(string Type, string? Scope, bool Breaking, string Description)
{
    private static readonly FrozenSet<string> KnownTypes = FrozenSet.Create(
        StringComparer.Ordinal,
        "build", "chore", "ci", "deps", "docs", "feat", "feature", "fix", "perf", "refactor", "revert", "style", "test");

    /// <summary>Whether the type is one of those in common use, which is what tells a header in a body from prose.</summary>
    public bool IsKnown => KnownTypes.Contains(Type);

    /// <summary>
    /// Reads a header. Known types are forgiven a missing blank after the colon, blanks before it, and <c>!</c> before the
    /// scope, and so is every type with <c>!</c>; nobody means anything else by <c>fix:typo</c>, <c>feat!(api): …</c> or <c>api!:…</c>.
    /// </summary>
    public static CommitHeader? TryParse(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '-' or '_'))
        {
            end++;
        }

        if (end == 0 || !char.IsAsciiLetter(line[0]))
        {
            return null;
        }

        var typeLength = end;
        var strict = true;
        var breaking = false;
        string? scope = null;
        SkipBlanks(line, ref end, ref strict);
        if (end < line.Length && line[end] == '!' && end + 1 < line.Length && line[end + 1] == '(')
        {
            (breaking, strict, end) = (true, false, end + 1);
        }

        if (end < line.Length && line[end] == '(' && !TryReadScope(line, ref end, out scope))
        {
            return null;
        }

        if (end < line.Length && line[end] == '!')
        {
            (breaking, end) = (true, end + 1);
        }

        SkipBlanks(line, ref end, ref strict);
        if (end >= line.Length || line[end] != ':')
        {
            return null;
        }

        var description = line[(end + 1)..];
        strict &= description.StartsWith(" ");
        description = description.Trim();
        if (description.IsEmpty)
        {
            return null;
        }

        var header = new CommitHeader(line[..typeLength].ToString().ToLowerInvariant(), scope, breaking, description.ToString());
        return strict || breaking || header.IsKnown ? header : null;
    }

    /// <summary>Reads up to the parenthesis that a colon or <c>!</c> follows, so that scopes may hold parentheses.</summary>
    private static bool TryReadScope(ReadOnlySpan<char> line, ref int position, out string? scope)
    {
        scope = null;
        for (var i = position + 1; i < line.Length; i++)
        {
            if (line[i] == ')' && line[(i + 1)..].TrimStart(' ') is [':' or '!', ..])
            {
                var text = line[(position + 1)..i].Trim();
                scope = text.IsEmpty ? null : text.ToString();
                position = i + 1;
                return true;
            }
        }

        return false;
    }

    private static void SkipBlanks(ReadOnlySpan<char> line, ref int position, ref bool strict)
    {
        while (position < line.Length && line[position] == ' ')
        {
            (strict, position) = (false, position + 1);
        }
    }
}
