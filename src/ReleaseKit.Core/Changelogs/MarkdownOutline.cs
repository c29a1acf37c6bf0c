using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// The headings of a Markdown text in order: <c># …</c>, and lines underlined with <c>===</c> or <c>---</c>. Code fences and
/// comments are passed over.
/// </summary>
internal sealed partial class MarkdownOutline
{
    private readonly List<MarkdownHeading> _headings = [];
    private readonly List<MarkdownHeading> _plainLines = [];
    private readonly int _length;
    private char _fence;
    private bool _inComment;
    private int? _openBlock;
    private int? _linkDefinitions;

    private MarkdownOutline(string text) => _length = text.Length;

    /// <summary>The headings.</summary>
    public IReadOnlyList<MarkdownHeading> Headings => _headings;

    /// <summary>The lines of text that are not indented, as headings of level 0.</summary>
    public IReadOnlyList<MarkdownHeading> PlainLines => _plainLines;

    /// <summary>
    /// Where more text can be put: the end, above the <c>[1.0.0]: https://…</c> lines that close many changelogs, and outside
    /// of a fence or comment that nothing closes.
    /// </summary>
    public int End => _openBlock ?? _linkDefinitions ?? _length;

    /// <summary>Reads a text from an offset.</summary>
    public static MarkdownOutline Read(string text, int start)
    {
        var outline = new MarkdownOutline(text);
        var previous = (Text: "", Start: start);
        foreach (var (line, offset) in Lines(text, start))
        {
            previous = (outline.Accept(line, offset, previous), offset);
        }

        return outline;
    }

    /// <summary>Lines without their ends, with their offsets.</summary>
    public static IEnumerable<(string Line, int Offset)> Lines(string text, int start)
    {
        for (var offset = start; offset < text.Length;)
        {
            var end = text.IndexOf('\n', offset);
            var next = end < 0 ? text.Length : end + 1;
            yield return (text[offset..(end < 0 ? text.Length : end)].TrimEnd('\r'), offset);
            offset = next;
        }
    }

    /// <summary>Takes in a line; gives its text back when an underline on the next one would make it a heading.</summary>
    private string Accept(string line, int offset, (string Text, int Start) previous)
    {
        var trimmed = line.Trim();
        if (_fence != '\0' || _inComment)
        {
            Close(trimmed);
            _linkDefinitions = null;
            return "";
        }

        if (trimmed.Length > 0)
        {
            _linkDefinitions = LinkDefinition().IsMatch(line) ? _linkDefinitions ?? offset : null;
        }

        if (Indent(line) < 4 && IsFence(trimmed))
        {
            (_fence, _openBlock) = (trimmed[0], offset);
        }
        else if (trimmed.StartsWith("<!--", StringComparison.Ordinal) && !trimmed.Contains("-->", StringComparison.Ordinal))
        {
            (_inComment, _openBlock) = (true, offset);
        }
        else if (Atx(line, offset) is { } heading)
        {
            _headings.Add(heading);
        }
        else if (previous.Text.Length > 0 && Underlined(trimmed) is > 0 and var level)
        {
            _headings.Add(new MarkdownHeading(level, previous.Text, previous.Start));
        }
        else
        {
            if (!IsText(trimmed))
            {
                return "";
            }

            if (!char.IsWhiteSpace(line[0]))
            {
                _plainLines.Add(new MarkdownHeading(0, trimmed, offset));
            }

            return trimmed;
        }

        return "";
    }

    private void Close(string trimmed)
    {
        var closed = _inComment ? trimmed.Contains("-->", StringComparison.Ordinal) : IsFence(trimmed) && trimmed[0] == _fence;
        if (closed)
        {
            (_fence, _inComment, _openBlock) = ('\0', false, null);
        }
    }

    private static bool IsFence(string trimmed) =>
        trimmed.StartsWith("```", StringComparison.Ordinal) || trimmed.StartsWith("~~~", StringComparison.Ordinal);

    /// <summary>Markdown allows up to three spaces before it; two or more are a list item's own heading far more often in a changelog.</summary>
    private static MarkdownHeading? Atx(string line, int offset)
    {
        var trimmed = line.TrimStart(' ');
        var level = trimmed.TakeWhile(c => c == '#').Count();
        return Indent(line) < 2 && level is > 0 and <= 6 && (trimmed.Length == level || trimmed[level] is ' ' or '\t')
            ? new MarkdownHeading(level, trimmed[level..].Trim().TrimEnd('#').TrimEnd(), offset)
            : null;
    }

    private static int Underlined(string line) =>
        line.Length == 0 ? 0 : line.All(c => c == '=') ? 1 : line.Length > 1 && line.All(c => c == '-') ? 2 : 0;

    /// <summary>Whether the line is a paragraph's, so that an underline below it makes it a heading.</summary>
    private static bool IsText(string line) => line.Length > 0 && line[0] is not ('#' or '>' or '-' or '*' or '+' or '<' or '|' or '`' or '~');

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    [GeneratedRegex(@"^ {0,3}\[[^\]]+\]:\s*\S+")]
    private static partial Regex LinkDefinition();
}
