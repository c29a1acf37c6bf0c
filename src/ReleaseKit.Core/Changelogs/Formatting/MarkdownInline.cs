using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>
/// Writes inline text as Prettier 2 does: <c>_emphasis_</c>, <c>**strong**</c>, single blanks, and a backslash before marks that
/// mean nothing.
/// </summary>
internal static partial class MarkdownInline
{
    /// <summary>Stands for a line feed inside code, behind which Prettier does not indent.</summary>
    public const char LineInCode = '\uFFFF';

    private const string AsciiSymbols = "$+<=>^`|~";

    /// <summary>The text.</summary>
    public static string Format(string text) => Write(InlineReader.Read(text), inEmphasis: false);

    /// <summary>The text inside a quotation, where Prettier takes a line feed between two marked pieces for the source's own mark.</summary>
    public static string FormatQuoted(string text) =>
        Write([.. InlineReader.Read(text).Select((node, index) => index > 0 && node is InlineText { Value: "\n" } ? new InlineRaw(" > ") : node)], inEmphasis: false);

    private static string Write(ImmutableArray<InlineNode> nodes, bool inEmphasis)
    {
        var result = new StringBuilder();
        for (var i = 0; i < nodes.Length; i++)
        {
            result.Append(nodes[i] switch
            {
                InlineText text => Words(text.Value),
                InlineRaw raw => Blanks().Replace(raw.Source, Blank),
                InlineCode code => Code(code.Value).Replace('\n', LineInCode),
                InlineSpan span => span.Open + Write(span.Children, inEmphasis) + span.Close,
                InlineEmphasis emphasis => Emphasis(emphasis, inEmphasis || IsWordAround(nodes, i) ? "*" : "_"),
                _ => "",
            });
        }

        return result.ToString();
    }

    private static string Emphasis(InlineEmphasis emphasis, string mark) => mark + Write(emphasis.Children, inEmphasis: true) + mark;

    /// <summary>Beside letters only asterisks mark emphasis.</summary>
    private static bool IsWordAround(ImmutableArray<InlineNode> nodes, int i) =>
        (i > 0 && nodes[i - 1] is InlineText { Value: [.., var before] } && !IsBoundary(before)) ||
        (i + 1 < nodes.Length && nodes[i + 1] is InlineText { Value: [var after, ..] } && !IsBoundary(after));

    private static string Code(string value)
    {
        var runs = Ticks().Matches(value).Select(run => run.Length).ToHashSet();
        if (runs.Count == 0)
        {
            return $"`{value}`";
        }

        var count = Enumerable.Range(1, runs.Count + 1).First(n => !runs.Contains(n));
        var (marks, gap) = (new string('`', count), char.IsWhiteSpace(value[0]) ? "" : " ");
        return marks + gap + value + gap + marks;
    }

    private static string Words(string text)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (Match blank in Blanks().Matches(text))
        {
            result.Append(Word(text[at..blank.Index]));
            at = blank.Index + blank.Length;
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            // A word that would begin another block at the start of a line goes to the line before.
            result.Append(blank.Value.Contains('\n', StringComparison.Ordinal) && !BlockStart().IsMatch(text[at..end]) ? '\n' : ' ');
        }

        return result.Append(Word(text[at..])).ToString();
    }

    /// <summary>Asterisks are escaped, and underscores that stand beside punctuation or an end of the word.</summary>
    private static string Word(string word)
    {
        var result = new StringBuilder();
        for (var i = 0; i < word.Length;)
        {
            if (word[i] != '_')
            {
                result.Append(word[i] == '*' ? "\\*" : word[i].ToString());
                i++;
                continue;
            }

            var end = i;
            while (end < word.Length && word[end] == '_')
            {
                end++;
            }

            var isEscaped = i == 0 || end == word.Length || IsPunctuation(word[i - 1]) || IsPunctuation(word[end]);
            result.Insert(result.Length, isEscaped ? "\\_" : "_", end - i);
            i = end;
        }

        return result.ToString();
    }

    private static string Blank(Match match) => match.Value.Contains('\n', StringComparison.Ordinal) ? "\n" : " ";

    private static bool IsBoundary(char c) => char.IsWhiteSpace(c) || IsPunctuation(c);

    private static bool IsPunctuation(char c) => char.IsPunctuation(c) || AsciiSymbols.Contains(c, StringComparison.Ordinal);

    [GeneratedRegex(@"[ \t\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();

    [GeneratedRegex(@"\A(?:>|(?:[*+-]|#{1,6}|[0-9]+[).])\z)")]
    private static partial Regex BlockStart();
}
