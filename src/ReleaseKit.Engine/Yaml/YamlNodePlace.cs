using ReleaseKit.Core.Text;
using YamlDotNet.Core;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Works out where nodes are from the parser's marks, which count from the byte order mark on and include what follows a block.</summary>
internal sealed class YamlNodePlace(string text, int textStart)
{
    public int Offset(Mark mark) => (int)Math.Min(textStart + mark.Index, text.Length);

    /// <summary>The place of a scalar that is written.</summary>
    public TextSpan OfScalar(Mark start, Mark end, YamlScalarStyle style)
    {
        var (from, to) = (Offset(start), Offset(end));
        return TextSpan.FromBounds(from, style is YamlScalarStyle.Literal or YamlScalarStyle.Folded ? EndOfBlock(from, to) : to);
    }

    /// <summary>Start of a sequence; the marks of one that is not indented end behind its first hyphen.</summary>
    public int OfSequence(Mark start, Mark end)
    {
        var to = Offset(end);
        return to > Offset(start) && text[to - 1] == '-' ? to - 1 : to;
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
}
