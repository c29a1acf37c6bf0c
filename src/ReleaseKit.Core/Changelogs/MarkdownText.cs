using System.Buffers;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Makes plain text safe inside Markdown: no heading, list, quote, fence, link, image or HTML of the text's own survives,
/// while code between backticks stays code.
/// </summary>
public static class MarkdownText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<\\`*[]_");

    /// <summary>The text on one line, fit to follow other text of a paragraph or list item.</summary>
    public static string Inline(string text)
    {
        var line = DisplayText.Line(text).Trim();
        if (!line.AsSpan().ContainsAny(Special))
        {
            return line;
        }

        var result = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length;)
        {
            var end = line[i] == '`' ? CodeSpanEnd(line, i) : i;
            if (end > i)
            {
                result.Append(line, i, end - i);
                i = end;
            }
            else
            {
                AppendEscaped(result, line, i);
                i++;
            }
        }

        return result.ToString();
    }

    /// <summary>Like <see cref="Inline"/>, and fit to begin a paragraph or list item.</summary>
    public static string Block(string text)
    {
        var inline = Inline(text);
        var digits = inline.TakeWhile(char.IsAsciiDigit).Count();
        return inline.Length == 0 ? inline
            : inline[0] is '#' or '>' or '-' or '+' or '~' or '=' ? "\\" + inline
            : digits > 0 && digits < inline.Length && inline[digits] is '.' or ')' ? inline.Insert(digits, "\\")
            : inline;
    }

    /// <summary>The end of the code span that begins here; the same position when no equal run of backticks closes it.</summary>
    private static int CodeSpanEnd(string line, int start)
    {
        var run = RunLength(line, start);
        for (var i = start + run; i < line.Length;)
        {
            var length = line[i] == '`' ? RunLength(line, i) : 0;
            if (length == run)
            {
                return i + run;
            }

            i += Math.Max(1, length);
        }

        return start;
    }

    private static int RunLength(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] == '`')
        {
            end++;
        }

        return end - start;
    }

    private static void AppendEscaped(StringBuilder result, string line, int index)
    {
        var c = line[index];
        if (c is '<')
        {
            result.Append("&lt;");
        }
        else
        {
            // An underscore inside a word is text as it is; escaping it would only make the source harder to read.
            var special = c is '\\' or '`' or '*' or '[' or ']' || (c == '_' && !(IsWord(line, index - 1) && IsWord(line, index + 1)));
            _ = special ? result.Append('\\').Append(c) : result.Append(c);
        }
    }

    private static bool IsWord(string line, int index) => index >= 0 && index < line.Length && char.IsLetterOrDigit(line[index]);
}
