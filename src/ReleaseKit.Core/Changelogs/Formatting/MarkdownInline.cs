using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>
/// Writes inline text as Prettier does: <c>_emphasis_</c>, <c>**strong**</c>, single blanks, and a backslash before marks that
/// mean nothing. Code, links, HTML and escapes stay as they are.
/// </summary>
internal static partial class MarkdownInline
{
    /// <summary>The text.</summary>
    public static string Format(string text)
    {
        var tokens = Tokens(text);
        Match(tokens);
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < tokens.Count; i++)
        {
            result.Append(Write(tokens, i));
        }

        return result.ToString();
    }

    /// <summary>Runs of marks, opaque pieces and plain text between them.</summary>
    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        foreach (Match match in Piece().Matches(text))
        {
            if (match.Index > at)
            {
                tokens.Add(new Token(text[at..match.Index], TokenKind.Text));
            }

            at = match.Index + match.Length;
            var isMarks = match.Value[0] is '*' or '_';
            var token = new Token(match.Value, isMarks ? TokenKind.Marks : TokenKind.Opaque);
            if (isMarks)
            {
                Flank(token, match.Index > 0 ? text[match.Index - 1] : ' ', at < text.Length ? text[at] : ' ');
            }

            tokens.Add(token);
        }

        if (at < text.Length)
        {
            tokens.Add(new Token(text[at..], TokenKind.Text));
        }

        return tokens;
    }

    /// <summary>CommonMark's rules for what can open and close emphasis.</summary>
    private static void Flank(Token token, char before, char after)
    {
        var left = !char.IsWhiteSpace(after) && (!IsPunctuation(after) || char.IsWhiteSpace(before) || IsPunctuation(before));
        var right = !char.IsWhiteSpace(before) && (!IsPunctuation(before) || char.IsWhiteSpace(after) || IsPunctuation(after));
        var isStar = token.Text[0] == '*';
        token.Opens = left && (isStar || !right || IsPunctuation(before));
        token.Closes = right && (isStar || !left || IsPunctuation(after));
        token.Left = token.Text.Length;
    }

    /// <summary>Pairs marks from the inside out; each pair is written into the two tokens it is made of.</summary>
    private static void Match(List<Token> tokens)
    {
        for (var closing = 0; closing < tokens.Count; closing++)
        {
            var close = tokens[closing];
            while (close is { Kind: TokenKind.Marks, Closes: true, Left: > 0 })
            {
                var opening = closing - 1;
                while (opening >= 0 && !(tokens[opening] is { Kind: TokenKind.Marks, Opens: true, Left: > 0 } && tokens[opening].Text[0] == close.Text[0]))
                {
                    opening--;
                }

                if (opening < 0)
                {
                    break;
                }

                var open = tokens[opening];
                var count = open.Left >= 2 && close.Left >= 2 ? 2 : 1;
                open.Left -= count;
                close.Left -= count;
                var style = count == 2 ? "**" : IsInWord(tokens, opening, closing) ? "*" : "_";
                open.After = style + open.After;
                close.Before += style;
                for (var between = opening + 1; between < closing; between++)
                {
                    tokens[between].Opens = tokens[between].Closes = false;
                }
            }
        }
    }

    /// <summary>Between letters only asterisks mark emphasis.</summary>
    private static bool IsInWord(List<Token> tokens, int opening, int closing) =>
        (opening > 0 && tokens[opening - 1] is { Kind: TokenKind.Text } before && !IsBoundary(before.Text[^1])) ||
        (closing + 1 < tokens.Count && tokens[closing + 1] is { Kind: TokenKind.Text } after && !IsBoundary(after.Text[0]));

    private static string Write(List<Token> tokens, int index)
    {
        var token = tokens[index];
        return token.Kind switch
        {
            TokenKind.Opaque => token.Text,
            TokenKind.Text => Blanks().Replace(token.Text, match => match.Value.Contains('\n', StringComparison.Ordinal) ? "\n" : " "),
            _ => token.Before + Literal(tokens, index) + token.After,
        };
    }

    /// <summary>Marks that are text: asterisks are escaped, underscores where they could be taken for emphasis.</summary>
    private static string Literal(List<Token> tokens, int index)
    {
        var token = tokens[index];
        if (token.Left == 0)
        {
            return "";
        }

        var before = index > 0 && tokens[index - 1].Kind == TokenKind.Text ? tokens[index - 1].Text[^1] : ' ';
        var after = index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.Text ? tokens[index + 1].Text[0] : ' ';
        var isEscaped = token.Text[0] == '*' || IsBoundary(before) || IsBoundary(after);
        return string.Concat(Enumerable.Repeat((isEscaped ? "\\" : "") + token.Text[0], token.Left));
    }

    private static bool IsBoundary(char c) => char.IsWhiteSpace(c) || IsPunctuation(c);

    private static bool IsPunctuation(char c) => char.IsPunctuation(c) || char.IsSymbol(c);

    private enum TokenKind
    {
        Text,
        Opaque,
        Marks,
    }

    private sealed class Token(string text, TokenKind kind)
    {
        public string Text => text;

        public TokenKind Kind => kind;

        public bool Opens { get; set; }

        public bool Closes { get; set; }

        /// <summary>How many of the marks pair with none.</summary>
        public int Left { get; set; }

        public string Before { get; set; } = "";

        public string After { get; set; } = "";
    }

    /// <summary>Escapes, code, links and images with their targets, addresses and HTML; runs of marks.</summary>
    [GeneratedRegex(
        """
        \\[^\sA-Za-z0-9] | (?<ticks>`+)(?!`)(?:[^`]|(?!\k<ticks>(?!`))`+)*?(?<!`)\k<ticks>(?!`)
        | <(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|/?[A-Za-z][^<>]*|!--.*?--|[^\s<>@]+@[^\s<>]+)> | \]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\) | \]\[[^\]]*\]
        | https?://[^\s<>*]*[^\s<>*.,;:!?'")_] | \*+ | _+
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"[ \t\n]+")]
    private static partial Regex Blanks();
}
