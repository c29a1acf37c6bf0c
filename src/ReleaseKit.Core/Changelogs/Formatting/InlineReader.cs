using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>
/// Reads inline Markdown by the rules of the parser that Prettier 2 has, which differ from CommonMark's: emphasis begins at any
/// mark, and ends at the first that can close it.
/// </summary>
internal static partial class InlineReader
{
    private const int Deepest = 40;

    /// <summary>The nodes of a text; no two texts follow each other.</summary>
    public static ImmutableArray<InlineNode> Read(string text, int depth = 0)
    {
        var nodes = ImmutableArray.CreateBuilder<InlineNode>();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var (node, length) = depth < Deepest ? Next(text, i, depth) : default;
            if (node is InlineText { Value: var value })
            {
                plain.Append(value);
                i += length;
            }
            else if (node is not null)
            {
                Flush(plain, nodes);
                nodes.Add(node);
                i += length;
            }
            else
            {
                plain.Append(text[i++]);
            }
        }

        Flush(plain, nodes);
        return nodes.DrainToImmutable();
    }

    private static void Flush(StringBuilder plain, ImmutableArray<InlineNode>.Builder nodes)
    {
        if (plain.Length > 0)
        {
            nodes.Add(new InlineText(plain.ToString()));
            plain.Clear();
        }
    }

    /// <summary>What begins at an offset, in the parser's order; nothing for plain text.</summary>
    private static (InlineNode? Node, int Length) Next(string text, int i, int depth) => text[i] switch
    {
        '\\' => Escape(text, i),
        '<' => Raw(AngleBrackets(), text, i),
        'h' or 'm' when i == 0 || !IsWord(text[i - 1]) => Raw(Address(), text, i),
        '!' when i + 1 < text.Length && text[i + 1] == '[' => Raw(Image(), text, i),
        '[' => Bracket(text, i, depth),
        '*' or '_' => Marks(text, i, depth),
        '~' => Between("~~", text, i, depth),
        '`' => Code().Match(text, i) is { Success: true } code ? (new InlineCode(code.Groups["value"].Value.Trim()), code.Length) : (new InlineText(Ticks().Match(text, i).Value), Ticks().Match(text, i).Length),
        _ => default,
    };

    private static (InlineNode? Node, int Length) Escape(string text, int i)
    {
        if (i + 1 >= text.Length || !@"\`*{}[]()#+-.!_>~|$%&,/:;<=?@^""'".Contains(text[i + 1], StringComparison.Ordinal))
        {
            return default;
        }

        return text[i + 1] is '*' or '_' ? (new InlineText(text[i + 1].ToString()), 2) : (new InlineText(text.Substring(i, 2)), 2);
    }

    private static (InlineNode? Node, int Length) Raw(Regex pattern, string text, int i) =>
        pattern.Match(text, i) is { Success: true } match ? (new InlineRaw(match.Value), match.Length) : default;

    private static (InlineNode? Node, int Length) Bracket(string text, int i, int depth)
    {
        if (Link().Match(text, i) is { Success: true } link)
        {
            return (new InlineSpan("[", Read(link.Groups["text"].Value, depth + 1), link.Value[(link.Groups["text"].Length + 1)..]), link.Length);
        }

        if (FullReference().Match(text, i) is { Success: true } full)
        {
            return (new InlineSpan("[", Read(full.Groups["text"].Value, depth + 1), full.Value[(full.Groups["text"].Length + 1)..]), full.Length);
        }

        return Raw(Reference(), text, i);
    }

    private static (InlineNode? Node, int Length) Marks(string text, int i, int depth)
    {
        var mark = text[i];
        if (i + 1 < text.Length && text[i + 1] == mark && StrongEnd(text, i) is { } strong)
        {
            return (new InlineSpan("**", Read(text[(i + 2)..strong], depth + 1), "**"), strong + 2 - i);
        }

        return EmphasisEnd(text, i) is { } end ? (new InlineEmphasis(Read(text[(i + 1)..end], depth + 1)), end + 1 - i) : default;
    }

    private static (InlineNode? Node, int Length) Between(string mark, string text, int i, int depth)
    {
        var end = string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0 ? text.IndexOf(mark, i + mark.Length, StringComparison.Ordinal) : -1;
        return end <= i + mark.Length || char.IsWhiteSpace(text[i + mark.Length])
            ? default
            : (new InlineSpan(mark, Read(text[(i + mark.Length)..end], depth + 1), mark), end + mark.Length - i);
    }

    /// <summary>Where the closing pair begins.</summary>
    private static int? StrongEnd(string text, int start)
    {
        var mark = text[start];
        for (var i = start + 2; i < text.Length; i++)
        {
            if (text[i] == mark && At(text, i + 1) == mark && At(text, i + 2) != mark)
            {
                return text.AsSpan(start + 2, i - start - 2).IsWhiteSpace() ? null : i;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return null;
    }

    /// <summary>Where the closing mark is. A pair of marks inside is passed over; an underscore before a letter does not close.</summary>
    private static int? EmphasisEnd(string text, int start)
    {
        var mark = text[start];
        var previous = '\0';
        for (var i = start + 1; i < text.Length; i++)
        {
            var current = text[i];
            if (current == mark)
            {
                if (At(text, i + 1) != mark)
                {
                    if (previous == mark || text.AsSpan(start + 1, i - start - 1).IsWhiteSpace())
                    {
                        return null;
                    }

                    if (mark != '_' || !IsWord(At(text, i + 1)))
                    {
                        return i;
                    }

                    previous = mark;
                    continue;
                }

                i++;
            }
            else if (current == '\\')
            {
                current = At(text, ++i);
            }

            previous = current;
        }

        return null;
    }

    private static char At(string text, int i) => i < text.Length ? text[i] : '\0';

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    [GeneratedRegex(@"\G<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|/?[A-Za-z][^<>]*|!--.*?--|[^\s<>@]+@[^\s<>]+)>", RegexOptions.Singleline)]
    private static partial Regex AngleBrackets();

    [GeneratedRegex(@"\G(?:https?://|mailto:)[^\s<]*?(?=[.,:;""')\]]*(?:[\s<]|\z))")]
    private static partial Regex Address();

    [GeneratedRegex(@"\G!\[[^\[\]]*\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+""[^""]*"")?\)|\[[^\[\]]*\])?")]
    private static partial Regex Image();

    [GeneratedRegex(@"\G\[(?<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+""[^""]*"")?\)", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex(@"\G\[(?<text>(?:[^\[\]\\]|\\.)+)\]\[[^\[\]]+\]", RegexOptions.Singleline)]
    private static partial Regex FullReference();

    [GeneratedRegex(@"\G\[(?:[^\[\]\\]|\\.)+\](?:\[\])?", RegexOptions.Singleline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\G(?<ticks>`+)(?!`)(?<value>.*?)(?<!`)\k<ticks>(?!`)", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\G`+")]
    private static partial Regex Ticks();
}
