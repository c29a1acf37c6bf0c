using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>One part of a pattern between slashes.</summary>
internal sealed class GlobSegment
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly GlobSegment AnyDepth = new(null, null);
    private readonly string? _literal;
    private readonly Func<string, bool>? _pattern;
    private readonly bool _startsWithPeriod;

    private GlobSegment(string? literal, Func<string, bool>? pattern, bool startsWithPeriod = false)
    {
        _literal = literal;
        _pattern = pattern;
        _startsWithPeriod = startsWithPeriod;
    }

    /// <summary>Whether this is <c>**</c>: any number of folders, none included.</summary>
    public bool IsAnyDepth => _literal is null && _pattern is null;

    /// <summary>Whether this matches one name only.</summary>
    public bool IsLiteral => _literal is not null;

    public static GlobSegment Literal(string name) => new(name, null);

    public static bool TryParse(string text, [NotNullWhen(true)] out GlobSegment? segment, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (text == "**")
        {
            segment = AnyDepth;
            return true;
        }

        if (text.AsSpan().IndexOfAny("*?[(") < 0)
        {
            segment = Literal(text);
            return true;
        }

        // What most workspaces write needs no regular expression, which takes longer to build than all else in a small one.
        if (text.AsSpan().IndexOfAny("[(\\") < 0)
        {
            segment = new GlobSegment(null, name => FileSystemName.MatchesSimpleExpression(text, name, ignoreCase: false), text[0] == '.');
            return true;
        }

        var (pattern, hasExclusion) = Translate(text);
        if (pattern is null)
        {
            (segment, problem) = (null, "has an extended group that is not closed within one folder name");
            return false;
        }

        // Without lookahead, matching takes linear time whatever the pattern is.
        var options = RegexOptions.CultureInvariant | (hasExclusion ? RegexOptions.None : RegexOptions.NonBacktracking);
        segment = new GlobSegment(null, new Regex($@"\A(?:{pattern})\z", options, MatchTimeout).IsMatch, text[0] == '.');
        return true;
    }

    /// <summary>Whether a folder's name is matched; a hidden one by a wildcard only when asked to.</summary>
    public bool Matches(string name, bool matchHidden) =>
        _literal is not null
            ? string.Equals(_literal, name, StringComparison.Ordinal)
            : _pattern is not null && (matchHidden || _startsWithPeriod || !name.StartsWith('.')) && _pattern(name);

    private static (string? Pattern, bool HasExclusion) Translate(string text)
    {
        var result = new StringBuilder();
        var groups = new Stack<char>();
        var hasExclusion = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '@' or '+' or '*' or '?' or '!' && i + 1 < text.Length && text[i + 1] == '(')
            {
                groups.Push(c);
                hasExclusion |= c == '!';
                result.Append(c == '!' ? "(?!(?:" : "(?:");
                i++;
            }
            else if (c == ')' && groups.Count > 0)
            {
                // What an exclusion must not be reaches to the end of the name.
                result.Append(groups.Pop() switch { '+' => ")+", '*' => ")*", '?' => ")?", '!' => @")\z)[^/]*", _ => ")" });
            }
            else if (c == '|' && groups.Count > 0)
            {
                result.Append('|');
            }
            else if (c == '[' && text.IndexOf(']', Math.Min(i + 2, text.Length)) is var end and > 0)
            {
                result.Append(CharacterClass(text[(i + 1)..end]));
                i = end;
            }
            else
            {
                result.Append(c switch { '*' => "[^/]*", '?' => "[^/]", _ => Regex.Escape(c.ToString()) });
            }
        }

        return (groups.Count == 0 ? result.ToString() : null, hasExclusion);
    }

    private static string CharacterClass(string content)
    {
        var negated = content.StartsWith('!') || content.StartsWith('^');
        var characters = (negated ? content[1..] : content)
            .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return IsOrdered(characters) ? $"[{(negated ? "^" : "")}{characters}]" : "[^\\s\\S]";
    }

    /// <summary>Ranges that run backwards, such as <c>[z-a]</c>, match nothing.</summary>
    private static bool IsOrdered(string characters)
    {
        for (var i = 1; i + 1 < characters.Length; i++)
        {
            if (characters[i] == '-' && characters[i - 1] > characters[i + 1])
            {
                return false;
            }
        }

        return true;
    }
}
