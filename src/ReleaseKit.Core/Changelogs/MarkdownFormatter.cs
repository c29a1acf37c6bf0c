using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs.Formatting;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Lays Markdown out as Prettier 2 does with its defaults, for what people write in change files: headings, lists, paragraphs,
/// quotes, code, tables, emphasis. Code inside fences stays as it is.
/// </summary>
public static class MarkdownFormatter
{
    /// <summary>The text with one line feed at the end.</summary>
    public static string Format(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = MarkdownBlockReader.Read(text.ReplaceLineEndings("\n").Replace(MarkdownInline.LineInCode, '\uFFFD').Split('\n'));
        return string.Join('\n', Lines(blocks, isTight: false, inList: false)).Replace(MarkdownInline.LineInCode, '\n').TrimEnd('\n') + "\n";
    }

    private static List<string> Lines(ImmutableArray<MarkdownBlock> blocks, bool isTight, bool inList, bool inQuote = false)
    {
        var lines = new List<string>();
        var siblings = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            siblings = i > 0 && blocks[i] is ListBlock list && blocks[i - 1] is ListBlock before && (list.Start is null) == (before.Start is null) ? siblings + 1 : 0;
            if (i > 0 && !isTight && !(blocks[i] is RawBlock { Text: ['[', ..] } && blocks[i - 1] is RawBlock { Text: ['[', ..] }))
            {
                lines.Add("");
            }

            if (i > 0 && blocks[i] is IndentedCodeBlock && blocks[i - 1] is ListBlock)
            {
                lines.AddRange(isTight ? ["", ""] : [""]);
            }

            lines.AddRange(Block(blocks[i], siblings, inList, inQuote));
        }

        return lines;
    }

    private static IEnumerable<string> Block(MarkdownBlock block, int sibling, bool inList, bool inQuote) => block switch
    {
        HeadingBlock heading => [$"{new string('#', heading.Level)} {MarkdownInline.Format(heading.Text)}".TrimEnd()],
        ParagraphBlock paragraph => (inQuote ? MarkdownInline.FormatQuoted(paragraph.Text) : MarkdownInline.Format(paragraph.Text)).Split('\n'),
        FenceBlock fence => Fence(fence),
        IndentedCodeBlock code => code.Lines.Select(line => line.Length == 0 ? "" : "    " + line),
        QuoteBlock quote => Lines(quote.Blocks, isTight: false, inList, inQuote: true).Select(line => line.Length == 0 ? ">" : "> " + line),
        BreakBlock => [inList ? "***" : "---"],
        RawBlock raw => raw.Text.Split('\n'),
        TableBlock table => MarkdownTable.Lines(table),
        ListBlock list => List(list, sibling),
        _ => [],
    };

    private static IEnumerable<string> Fence(FenceBlock fence)
    {
        var longest = fence.Lines.SelectMany(Runs).DefaultIfEmpty(0).Max();
        var marks = new string('`', Math.Max(3, longest + 1));
        return [marks + fence.Info, .. fence.Lines.IsEmpty ? [""] : fence.Lines, marks];
    }

    private static IEnumerable<int> Runs(string line)
    {
        for (var i = 0; i < line.Length;)
        {
            var end = i;
            while (end < line.Length && line[end] == '`')
            {
                end++;
            }

            if (end > i)
            {
                yield return end - i;
            }

            i = end + 1;
        }
    }

    private static IEnumerable<string> List(ListBlock list, int sibling)
    {
        var number = list.Start;
        var step = list.Second is null || list.Items.Length < 2 ? 1 : list.Second == list.Start ? 0 : 1;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var mark = number is { } n ? $"{n + (i * step)}{(sibling % 2 == 0 ? "." : ")")} " : sibling % 2 == 0 ? "- " : "* ";
            var item = list.Items[i];
            var box = item.Checked is { } state ? state ? "[x] " : "[ ] " : "";
            var lines = Lines(item.Blocks, isTight: !item.IsLoose, inList: true);
            var first = item.Blocks is [ParagraphBlock paragraph, ..] ? paragraph.Text.Count(c => c == '\n') + 1 : 1;
            if (i > 0 && list.Items[i - 1].IsLoose)
            {
                yield return "";
            }

            yield return (mark + box + (lines.Count > 0 ? lines[0] : "")).TrimEnd();
            for (var row = 1; row < lines.Count; row++)
            {
                yield return lines[row].Length == 0 ? "" : new string(' ', mark.Length + (row < first ? box.Length : 0)) + lines[row];
            }
        }
    }
}
