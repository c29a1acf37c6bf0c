using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>Reads the blocks of a Markdown text. Total: whatever is no other block is a paragraph.</summary>
internal static partial class MarkdownBlockReader
{
    /// <summary>Deeper nesting is read as paragraphs, so that no text can exhaust the stack.</summary>
    private const int Deepest = 40;

    /// <summary>The blocks, in order.</summary>
    public static ImmutableArray<MarkdownBlock> Read(IReadOnlyList<string> lines, int depth = 0)
    {
        var blocks = ImmutableArray.CreateBuilder<MarkdownBlock>();
        for (var i = 0; i < lines.Count;)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                i++;
            }
            else
            {
                blocks.Add(Next(lines, ref i, depth));
            }
        }

        return blocks.DrainToImmutable();
    }

    private static MarkdownBlock Next(IReadOnlyList<string> lines, ref int i, int depth)
    {
        var line = lines[i];
        if (Indent(line) >= 4)
        {
            return IndentedCode(lines, ref i);
        }

        if (Fence().Match(line) is { Success: true } fence)
        {
            return FencedCode(lines, ref i, fence);
        }

        if (Heading().Match(line) is { Success: true } heading)
        {
            i++;
            return new HeadingBlock(heading.Groups["marks"].Length, heading.Groups["text"].Value.Trim());
        }

        if (Across().IsMatch(line))
        {
            i++;
            return new BreakBlock();
        }

        if (line.TrimStart().StartsWith('<') && Html().IsMatch(line))
        {
            return Raw(lines, ref i);
        }

        if (LinkDefinition().IsMatch(line))
        {
            return new RawBlock(lines[i++].Trim());
        }

        if (depth < Deepest && line.TrimStart().StartsWith('>'))
        {
            return Quote(lines, ref i, depth);
        }

        if (depth < Deepest && MarkdownListReader.IsItem(line))
        {
            return MarkdownListReader.Read(lines, ref i, depth);
        }

        return MarkdownTableReader.TryRead(lines, ref i) ?? Paragraph(lines, ref i);
    }

    /// <summary>Blanks in front; a tab goes to the next multiple of four.</summary>
    public static int Indent(string line)
    {
        var width = 0;
        foreach (var c in line)
        {
            if (c is not (' ' or '\t'))
            {
                break;
            }

            width += c == '\t' ? 4 - (width % 4) : 1;
        }

        return width;
    }

    /// <summary>The line without that many blanks in front.</summary>
    public static string Unindent(string line, int width)
    {
        var (at, seen) = (0, 0);
        while (at < line.Length && seen < width && line[at] is ' ' or '\t')
        {
            seen += line[at++] == '\t' ? 4 - (seen % 4) : 1;
        }

        return new string(' ', Math.Max(0, seen - width)) + line[at..];
    }

    /// <summary>Whether the line is one across.</summary>
    public static bool IsAcross(string line) => Across().IsMatch(line);

    /// <summary>Whether the line ends a paragraph without a blank line before it.</summary>
    public static bool Interrupts(string line) =>
        Indent(line) < 4 && (Fence().IsMatch(line) || Heading().IsMatch(line) || Across().IsMatch(line) || line.TrimStart().StartsWith('>') || MarkdownListReader.InterruptsParagraph(line));

    /// <summary>Whether the line ends a list item without a blank line before it: quotes become part of the item.</summary>
    public static bool InterruptsList(string line) => Indent(line) < 4 && (Fence().IsMatch(line) || Heading().IsMatch(line) || Across().IsMatch(line) || LinkDefinition().IsMatch(line));

    private static MarkdownBlock Paragraph(IReadOnlyList<string> lines, ref int i)
    {
        if (i + 1 < lines.Count && Underline().Match(lines[i + 1]) is { Success: true } underline)
        {
            i += 2;
            return new HeadingBlock(underline.Value.TrimStart()[0] == '=' ? 1 : 2, lines[i - 2].Trim());
        }

        var text = new List<string> { lines[i++].Trim() };
        while (i < lines.Count && !string.IsNullOrWhiteSpace(lines[i]) && !Interrupts(lines[i]))
        {
            text.Add(lines[i++].Trim());
        }

        return new ParagraphBlock(string.Join('\n', text));
    }

    private static IndentedCodeBlock IndentedCode(IReadOnlyList<string> lines, ref int i)
    {
        var code = new List<string>();
        while (i < lines.Count && (string.IsNullOrWhiteSpace(lines[i]) || Indent(lines[i]) >= 4))
        {
            code.Add(string.IsNullOrWhiteSpace(lines[i]) ? "" : Unindent(lines[i], 4));
            i++;
        }

        while (code[^1].Length == 0)
        {
            code.RemoveAt(code.Count - 1);
        }

        return new IndentedCodeBlock([.. code]);
    }

    private static FenceBlock FencedCode(IReadOnlyList<string> lines, ref int i, Match open)
    {
        var (indent, marks) = (Indent(lines[i]), open.Groups["marks"].Value);
        var code = ImmutableArray.CreateBuilder<string>();
        for (i++; i < lines.Count; i++)
        {
            var trimmed = lines[i].Trim();
            if (trimmed.Length >= marks.Length && Indent(lines[i]) < 4 && trimmed.All(c => c == marks[0]))
            {
                i++;
                break;
            }

            code.Add(Unindent(lines[i], Math.Min(indent, Indent(lines[i]))));
        }

        return new FenceBlock(open.Groups["info"].Value.Trim(), code.DrainToImmutable());
    }

    private static RawBlock Raw(IReadOnlyList<string> lines, ref int i)
    {
        var text = new List<string>();
        while (i < lines.Count && !string.IsNullOrWhiteSpace(lines[i]))
        {
            text.Add(lines[i++].TrimEnd());
        }

        return new RawBlock(string.Join('\n', text));
    }

    private static QuoteBlock Quote(IReadOnlyList<string> lines, ref int i, int depth)
    {
        var inner = new List<string>();
        while (i < lines.Count && !string.IsNullOrWhiteSpace(lines[i]) && (lines[i].TrimStart().StartsWith('>') || !Interrupts(lines[i])))
        {
            var line = lines[i++].TrimStart();
            inner.Add(line is ['>', ' ', ..] ? line[2..] : line.StartsWith('>') ? line[1..] : line);
        }

        return new QuoteBlock(Read(inner, depth + 1));
    }

    [GeneratedRegex(@"\A {0,3}(?<marks>`{3,}(?=[^`]*\z)|~{3,})(?<info>.*)\z")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\A {0,3}(?<marks>#{1,6})(?:[ \t]+(?<text>.*?))?(?:[ \t]+#+)?[ \t]*\z")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A {0,3}(?:=+|-+)[ \t]*\z")]
    private static partial Regex Underline();

    [GeneratedRegex(@"\A {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\z")]
    private static partial Regex Across();

    [GeneratedRegex(@"\A {0,3}<(?:!--|[?!]|/?(?:address|article|aside|blockquote|body|center|details|dialog|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|link|main|menu|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Html();

    [GeneratedRegex(@"\A {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+")]
    private static partial Regex LinkDefinition();
}
