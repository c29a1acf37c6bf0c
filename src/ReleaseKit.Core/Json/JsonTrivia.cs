namespace ReleaseKit.Core.Json;

/// <summary>What stands between the tokens of a JSON text: blanks, comments, indentation.</summary>
internal static class JsonTrivia
{
    /// <summary>Whether a text is one punctuation mark with nothing but blanks around it.</summary>
    public static bool IsBlankAround(string text, char mark) => text.AsSpan().Trim() is [var only] && only == mark;

    /// <summary>Where the line of a position ends, seen over commas and comments, or <paramref name="limit"/> when that comes first.</summary>
    public static int EndOfLine(string text, int start, int limit)
    {
        var position = start;
        while (position < limit && text[position] is not ('\r' or '\n'))
        {
            position = text[position] == '/' ? EndOfComment(text, position, limit) : position + 1;
        }

        return position;
    }

    /// <summary>Offset of the comma in a range that holds nothing else but blanks and comments; -1 when there is none.</summary>
    public static int FindComma(string text, int start, int end)
    {
        var position = start;
        while (position < end)
        {
            if (text[position] == ',')
            {
                return position;
            }

            position = text[position] == '/' ? EndOfComment(text, position, end) : position + 1;
        }

        return -1;
    }

    /// <summary>The blanks at the start of the line of a position.</summary>
    public static string IndentationAt(int position, string text)
    {
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = start;
        while (end < position && text[end] is ' ' or '\t' or '\uFEFF')
        {
            end++;
        }

        return text[start..end].TrimStart('\uFEFF');
    }

    /// <summary>One level of indentation: that of the first indented line; null when no line is.</summary>
    public static string? IndentationUnit(string text)
    {
        for (var lineStart = text.IndexOf('\n') + 1; lineStart > 0; lineStart = text.IndexOf('\n', lineStart) + 1)
        {
            var end = lineStart;
            while (end < text.Length && text[end] is ' ' or '\t')
            {
                end++;
            }

            if (end > lineStart && end < text.Length && text[end] is not ('\r' or '\n'))
            {
                return text[lineStart..end];
            }
        }

        return null;
    }

    /// <summary>End of a comment; that of a line comment is before its line end.</summary>
    private static int EndOfComment(string text, int start, int limit)
    {
        if (text[start + 1] == '*')
        {
            return text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2;
        }

        var length = text.AsSpan(start, limit - start).IndexOfAny('\r', '\n');
        return length < 0 ? limit : start + length;
    }
}
