using System.Buffers;
using ReleaseKit.Core.Text;
using YamlDotNet.Core;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Works out where nodes are from the parser's marks, which include anchors, tags and what follows a block.</summary>
internal sealed class YamlNodePlace(string text, int textStart)
{
    private static readonly SearchValues<char> PropertyEnds = SearchValues.Create(" \t\r\n,[]{}");

    public int Offset(Mark mark) => (int)Math.Min(textStart + mark.Index, text.Length);

    /// <summary>Start of a collection: after its anchor and tag, and the blanks, comments and line ends behind them.</summary>
    public int ContentStart(Mark start) => SkipProperties(Offset(start)).ContentStart;

    /// <summary>The place of a scalar.</summary>
    public TextSpan OfScalar(Mark start, Mark end, YamlScalarStyle style, string value)
    {
        var (propertiesEnd, contentStart) = SkipProperties(Offset(start));
        var contentEnd = Offset(end);
        if (style == YamlScalarStyle.Plain && value.Length == 0)
        {
            return new TextSpan(propertiesEnd, 0);
        }

        return TextSpan.FromBounds(contentStart, style is YamlScalarStyle.Literal or YamlScalarStyle.Folded ? EndOfBlock(contentStart, contentEnd) : contentEnd);
    }

    /// <summary>End of a block scalar: without the last line end and, unless they are kept (<c>+</c>), without empty lines.</summary>
    private int EndOfBlock(int start, int end)
    {
        var headerEnd = start + 1;
        while (headerEnd < end && text[headerEnd] is '+' or '-' or (>= '0' and <= '9'))
        {
            headerEnd++;
        }

        end = WithoutLineEnd(end);
        if (text.AsSpan(start, headerEnd - start).Contains('+'))
        {
            return end;
        }

        while (end > headerEnd)
        {
            var lineStart = text.AsSpan(0, end).LastIndexOfAny('\r', '\n') + 1;
            if (lineStart <= headerEnd || text.AsSpan(lineStart, end - lineStart).IndexOfAnyExcept(' ') >= 0)
            {
                break;
            }

            end = WithoutLineEnd(lineStart);
        }

        return end;
    }

    private int WithoutLineEnd(int end)
    {
        if (end > 0 && text[end - 1] == '\n')
        {
            end--;
        }

        return end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    }

    private (int PropertiesEnd, int ContentStart) SkipProperties(int start)
    {
        var propertiesEnd = start;
        var position = start;
        while (position < text.Length && text[position] is '&' or '!')
        {
            propertiesEnd = EndOfProperty(position);
            position = SkipSeparation(propertiesEnd);
        }

        return (propertiesEnd, position);
    }

    private int EndOfProperty(int start)
    {
        if (text.AsSpan(start).StartsWith("!<"))
        {
            var close = text.IndexOf('>', start);
            return close < 0 ? text.Length : close + 1;
        }

        var length = text.AsSpan(start).IndexOfAny(PropertyEnds);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Skips blanks, line ends and comments.</summary>
    private int SkipSeparation(int start)
    {
        var position = start;
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || (text[position] == '#' && position > start)))
        {
            if (text[position] != '#')
            {
                position++;
                continue;
            }

            var length = text.AsSpan(position).IndexOfAny('\r', '\n');
            position = length < 0 ? text.Length : position + length;
        }

        return position;
    }
}
