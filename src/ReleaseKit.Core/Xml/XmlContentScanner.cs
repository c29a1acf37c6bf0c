using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>Finds the one text in the content of an element without child elements. The content is known to be well-formed.</summary>
internal static class XmlContentScanner
{
    private const string CDataStart = "<![CDATA[";
    private const string CDataEnd = "]]>";

    /// <summary>The span that can be replaced, and whether it is inside a CDATA section; a null span when there are several texts.</summary>
    public static (TextSpan? Span, bool IsCData) FindText(string text, TextSpan content)
    {
        (TextSpan Span, bool IsCData)? found = null;
        for (var position = content.Start; position < content.End;)
        {
            var run = ReadRun(text, position, content.End);
            position = run.End;
            if (run.Text is not { } span || (!run.IsCData && IsBlank(text, span)))
            {
                continue;
            }

            if (found is not null)
            {
                return (null, false);
            }

            found = (run.IsCData ? span : Trim(text, span), run.IsCData);
        }

        return found is { } one ? (one.Span, one.IsCData) : (OnlyBlanks(text, content), false);
    }

    /// <summary>Reads a comment, processing instruction, CDATA section or text; only the last two have a text.</summary>
    private static (int End, TextSpan? Text, bool IsCData) ReadRun(string text, int start, int limit)
    {
        var rest = text.AsSpan(start, limit - start);
        if (rest.StartsWith(CDataStart))
        {
            var from = start + CDataStart.Length;
            var end = text.IndexOf(CDataEnd, from, StringComparison.Ordinal);
            return (end + CDataEnd.Length, TextSpan.FromBounds(from, end), true);
        }

        if (rest.StartsWith("<!--"))
        {
            return (text.IndexOf("-->", start + 4, StringComparison.Ordinal) + 3, null, false);
        }

        if (rest.StartsWith("<?"))
        {
            return (text.IndexOf("?>", start + 2, StringComparison.Ordinal) + 2, null, false);
        }

        var length = rest.IndexOf('<');
        var textEnd = length < 0 ? limit : start + length;
        return (textEnd, TextSpan.FromBounds(start, textEnd), false);
    }

    /// <summary>With nothing but blanks the whole content is the text; with comments among them a text has no obvious place.</summary>
    private static TextSpan? OnlyBlanks(string text, TextSpan content) => IsBlank(text, content) ? content : null;

    private static bool IsBlank(string text, TextSpan span) => text.AsSpan(span.Start, span.Length).IndexOfAnyExcept(" \t\r\n") < 0;

    private static TextSpan Trim(string text, TextSpan span)
    {
        var all = text.AsSpan(span.Start, span.Length);
        return TextSpan.FromBounds(span.Start + all.IndexOfAnyExcept(" \t\r\n"), span.Start + all.LastIndexOfAnyExcept(" \t\r\n") + 1);
    }
}
