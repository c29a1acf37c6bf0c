namespace ReleaseKit.Core.Changelogs;

/// <summary>Takes the text below an entry's heading apart.</summary>
internal static class EntryBlocks
{
    /// <summary>The blocks with their offsets, in order.</summary>
    public static IEnumerable<(EntryBlock Block, int Start, int End)> Read(string body)
    {
        var headings = MarkdownOutline.Read(body, 0).Headings;
        var (section, from) = ("", 0);
        foreach (var heading in headings)
        {
            foreach (var block in Split(body, section, from, heading.Start))
            {
                yield return block;
            }

            section = heading.Text;
            from = AfterHeading(body, heading);
        }

        foreach (var block in Split(body, section, from, body.Length))
        {
            yield return block;
        }
    }

    /// <summary>Where the text below a heading begins.</summary>
    public static int AfterHeading(string body, MarkdownHeading heading)
    {
        var end = body.IndexOf('\n', heading.Start);
        if (end >= 0 && body[heading.Start] != '#')
        {
            end = body.IndexOf('\n', end + 1);
        }

        return end < 0 ? body.Length : end + 1;
    }

    private static IEnumerable<(EntryBlock Block, int Start, int End)> Split(string body, string section, int from, int to)
    {
        var (start, end, blank, fence) = (-1, from, false, "");
        foreach (var (line, offset) in MarkdownOutline.Lines(body[..to], from))
        {
            var trimmed = line.Trim();
            if (fence.Length > 0)
            {
                fence = trimmed.StartsWith(fence, StringComparison.Ordinal) ? "" : fence;
                end = offset + line.Length;
                continue;
            }

            if (trimmed.Length == 0)
            {
                blank = true;
                continue;
            }

            var isIndented = line[0] is ' ' or '\t';
            if (start < 0 || (!isIndented && (blank || IsMarker(line))))
            {
                if (start >= 0)
                {
                    yield return (new EntryBlock(section, body[start..end]), start, end);
                }

                start = offset;
            }

            fence = trimmed is ['`', '`', '`', ..] or ['~', '~', '~', ..] ? trimmed[..3] : "";
            (end, blank) = (offset + line.Length, false);
        }

        if (start >= 0)
        {
            yield return (new EntryBlock(section, body[start..end]), start, end);
        }
    }

    private static bool IsMarker(string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        return line is ['-' or '*' or '+', ' ', ..] || (digits is > 0 and < 10 && line.Length > digits + 1 && line[digits] is '.' or ')' && line[digits + 1] == ' ');
    }
}
