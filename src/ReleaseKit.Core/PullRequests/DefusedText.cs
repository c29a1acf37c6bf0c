using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// Notes as a forge may show them: nobody is notified, no issue is closed, and nothing is HTML. Zero-width spaces, which text of
/// ours never has, are put where those begin, so that taking them out gives the text back.
/// </summary>
public static partial class DefusedText
{
    private const char Gap = '\u200B';
    private const string Gaps = "\u200B";

    /// <summary>Markdown that only looks like something.</summary>
    public static string Defuse(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var plain = Restore(markdown).ReplaceLineEndings("\n");
        var lines = plain.Split('\n').Select(line => Keyword().Replace(line, match => match.Value.Insert(1, Gaps)));
        var result = new StringBuilder(plain.Length + 16);
        var text = string.Join('\n', lines);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '>' && EndsWith(result, "--"))
            {
                result.Append(Gap);
            }
            else if (c == ':' && EndsWith(result, "]"))
            {
                // A definition of a link, which is how text is hidden where HTML is not known.
                result.Append(Gap);
            }

            result.Append(c);
            if (c == '<' || (c == '@' && !IsWord(result, result.Length - 2)) || (c == '&' && IsSign(text, i)))
            {
                result.Append(Gap);
            }
        }

        return CloseFence(result.ToString());
    }

    /// <summary>The text as it was, also after a person has edited it.</summary>
    public static string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(Gaps, "", StringComparison.Ordinal);
    }

    /// <summary>Whether a character reference begins here that stands for one of the signs by which people and issues are named.</summary>
    internal static bool IsSign(string text, int index) => Sign().IsMatch(text, index);

    /// <summary>A fence that nothing closes would swallow all that follows.</summary>
    internal static string CloseFence(string text)
    {
        var open = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            var mark = line.Length > 0 && line[0] is '`' or '~' ? line[..(line.Length - line.TrimStart(line[0]).Length)] : "";
            if (open.Length > 0)
            {
                open = mark.StartsWith(open, StringComparison.Ordinal) && mark.Length == line.Length ? "" : open;
            }
            else if (mark.Length >= 3 && (mark[0] == '~' || !line[mark.Length..].Contains('`', StringComparison.Ordinal)))
            {
                open = mark;
            }
        }

        return open.Length == 0 ? text : $"{text.TrimEnd('\n')}\n{open}";
    }

    private static bool EndsWith(StringBuilder text, string end) => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    private static bool IsWord(StringBuilder text, int index) => index >= 0 && (char.IsLetterOrDigit(text[index]) || text[index] == '_');

    /// <summary>The words of GitHub, GitLab, Bitbucket and Gitea that close what is named after them.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_])(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?|reopen(?:s|ed|ing)?)(?=[^\p{L}\p{N}_].*(?:[#!][0-9]|://|GH-[0-9]|[A-Z][A-Z0-9]+-[0-9]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    internal static partial Regex Keyword();

    [GeneratedRegex(@"\G&(?:#|commat;|num;|excl;)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sign();
}
