using System.Globalization;
using System.Text;

namespace ReleaseKit.Core.Text;

/// <summary>
/// Makes text from commits, manifests and registries safe to show: characters that steer a terminal or reorder a line
/// become visible stand-ins, so that nothing printed can hide, move or colour anything else.
/// </summary>
public static class DisplayText
{
    private const char Replacement = '\uFFFD';
    private const int LongestWord = 500;
    private const int CutWord = 100;

    /// <summary>One line: line breaks and tabs become a space, other controls a visible stand-in.</summary>
    public static string Line(string text) => Neutralise(text, lines: false);

    /// <summary>Several lines: line feeds and tabs stay, a carriage return before a line feed is dropped.</summary>
    public static string Lines(string text) => Neutralise(text, lines: true);

    /// <summary>
    /// The text with every run of more than 500 characters without a blank cut to its first 100, and told so. No name, path or
    /// address that is meant well is that long.
    /// </summary>
    public static string CutLongWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestWord)
        {
            return text;
        }

        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsWhiteSpace(text[end]) == char.IsWhiteSpace(text[at]))
            {
                end++;
            }

            if (end - at <= LongestWord)
            {
                result.Append(text, at, end - at);
            }
            else
            {
                var kept = char.IsHighSurrogate(text[at + CutWord - 1]) ? CutWord - 1 : CutWord;
                result.Append(text, at, kept).Append(CultureInfo.InvariantCulture, $"… ({end - at - kept} more characters)");
            }

            at = end;
        }

        return result.ToString();
    }

    private static string Neutralise(string text, bool lines)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(IsSafe(new Rune(c, text[i + 1])) ? text.AsSpan(i, 2) : [Replacement]);
                i++;
            }
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                // The line feed that follows stands for both.
            }
            else if (c is '\n' or '\t')
            {
                result.Append(lines ? c : ' ');
            }
            else
            {
                result.Append(StandIn(c));
            }
        }

        return result.ToString();
    }

    /// <summary>U+2400 and following are pictures of the C0 controls, U+2421 is that of delete.</summary>
    private static char StandIn(char c) => c switch
    {
        < ' ' => (char)(0x2400 + c),
        '\u007F' => '\u2421',
        _ when char.IsSurrogate(c) => Replacement,
        _ => IsSafe(new Rune(c)) ? c : Replacement,
    };

    /// <summary>Format characters include those that reorder text; joiners stay, because names and emoji are written with them.</summary>
    private static bool IsSafe(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
