using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// A line of a lock file that nests by indentation, with the lines below it that are indented deeper. Lock files are long, and are written by
/// clients in one form; reading them so takes a fraction of what a whole YAML tree takes.
/// </summary>
/// <param name="Header">The first line, white space and a final colon removed.</param>
/// <param name="Span">From the header to the last line that is not blank, without its line end.</param>
/// <param name="HeaderEnd">Where the header's line ends.</param>
internal readonly record struct LockBlock(string Header, TextSpan Span, int HeaderEnd)
{
    /// <summary>The blocks of a whole file.</summary>
    public static IEnumerable<LockBlock> Read(SourceText file) => Read(file, file.ContentStart, file.Text.Length, 0);

    /// <summary>The blocks directly within this one that are indented by so many blanks.</summary>
    public IEnumerable<LockBlock> Children(SourceText file, int indentation) => Read(file, Math.Min(HeaderEnd + 1, file.Text.Length), Span.End, indentation);

    /// <summary>Whether a line of the block, white space removed, is the given one.</summary>
    public bool HasLine(SourceText file, string line)
    {
        foreach (var own in file.Text.AsSpan(Span.Start, Span.Length).EnumerateLines())
        {
            if (own.Trim().SequenceEqual(line))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The key of the header without quotes, and what follows it on its line.</summary>
    public (string Key, string Value) Split()
    {
        var quote = Header.Length > 0 && Header[0] is '\'' or '"' ? Header[0] : '\0';
        var close = quote == '\0' ? -1 : Header.IndexOf(quote, 1);
        if (close > 0)
        {
            return (Header[1..close], Header[(close + 1)..].TrimStart(':', ' '));
        }

        var colon = Header.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? (Header, "") : (Header[..colon], Header[(colon + 2)..]);
    }

    private static IEnumerable<LockBlock> Read(SourceText file, int from, int to, int indentation)
    {
        var text = file.Text;
        (string Header, int Start, int HeaderEnd, int End)? open = null;
        for (int at = from, next; at < to; at = next)
        {
            var end = text.IndexOf('\n', at, to - at);
            next = end < 0 ? to : end + 1;
            var lineEnd = end < 0 ? to : end;
            var start = at;
            while (start < lineEnd && text[start] == ' ')
            {
                start++;
            }

            var contentEnd = lineEnd;
            while (contentEnd > start && char.IsWhiteSpace(text[contentEnd - 1]))
            {
                contentEnd--;
            }

            if (start == contentEnd)
            {
                continue;
            }

            if (start - at > indentation || text[start] == '#')
            {
                open = open is { } block ? block with { End = contentEnd } : null;
                continue;
            }

            if (open is { } done)
            {
                yield return new LockBlock(done.Header, TextSpan.FromBounds(done.Start, done.End), done.HeaderEnd);
            }

            open = start - at == indentation ? (text[start..contentEnd].TrimEnd(':'), start, lineEnd, contentEnd) : null;
        }

        if (open is { } last)
        {
            yield return new LockBlock(last.Header, TextSpan.FromBounds(last.Start, last.End), last.HeaderEnd);
        }
    }
}
