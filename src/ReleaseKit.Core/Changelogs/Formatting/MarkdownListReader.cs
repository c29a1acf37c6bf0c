using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs.Formatting;

/// <summary>Reads lists.</summary>
internal static partial class MarkdownListReader
{
    /// <summary>Whether the line begins an item.</summary>
    public static bool IsItem(string line) => !MarkdownBlockReader.IsAcross(line) && Marker().IsMatch(line);

    /// <summary>Whether the line begins a list inside a paragraph; empty items, and numbers other than 1, do not.</summary>
    public static bool InterruptsParagraph(string line) =>
        Marker().Match(line) is { Success: true } match && match.Groups["text"].Value.Trim().Length > 0 && match.Groups["number"].Value is "" or "1";

    /// <summary>The list that begins here.</summary>
    public static ListBlock Read(IReadOnlyList<string> lines, ref int i, int depth)
    {
        var first = Marker().Match(lines[i]);
        var kind = Kind(first);
        var numbers = new List<int>();
        var items = ImmutableArray.CreateBuilder<ListItem>();
        while (i < lines.Count && !MarkdownBlockReader.IsAcross(lines[i]) && Marker().Match(lines[i]) is { Success: true } marker && Kind(marker) == kind)
        {
            numbers.Add(marker.Groups["number"].Success ? int.Parse(marker.Groups["number"].Value, CultureInfo.InvariantCulture) : 0);
            items.Add(Item(lines, ref i, marker, depth));
            var next = i;
            while (next < lines.Count && string.IsNullOrWhiteSpace(lines[next]))
            {
                next++;
            }

            if (next < lines.Count && next > i && !MarkdownBlockReader.IsAcross(lines[next]) && Marker().Match(lines[next]) is { Success: true } following && Kind(following) == kind)
            {
                items[^1] = items[^1] with { IsLoose = true };
                i = next;
            }
        }

        return new ListBlock(kind is '.' or ')' ? numbers[0] : null, numbers.Count > 1 ? numbers[1] : null, items.DrainToImmutable());
    }

    private static char Kind(Match marker) => marker.Groups["mark"].Value[^1];

    private static ListItem Item(IReadOnlyList<string> lines, ref int i, Match marker, int depth)
    {
        var text = marker.Groups["text"].Value;
        var spaces = marker.Groups["gap"].Length;
        var width = marker.Groups["mark"].Index + marker.Groups["mark"].Length + (spaces is > 0 and < 5 && text.Length > 0 ? spaces : 1);
        var inner = new List<string> { spaces >= 5 ? new string(' ', spaces - 1) + text : text };
        var inParagraph = text.Trim().Length > 0;
        for (i++; i < lines.Count; i++)
        {
            var line = lines[i];
            if (string.IsNullOrWhiteSpace(line))
            {
                if (Following(lines, i) is not { } next || MarkdownBlockReader.Indent(next) < width)
                {
                    break;
                }

                inner.Add("");
                inParagraph = false;
            }
            else if (MarkdownBlockReader.Indent(line) >= width)
            {
                inner.Add(MarkdownBlockReader.Unindent(line, width));
                inParagraph = true;
            }
            else if (inParagraph && !MarkdownBlockReader.InterruptsList(line) && !IsItem(line))
            {
                inner.Add(line.TrimStart());
            }
            else
            {
                break;
            }
        }

        var state = Box().Match(inner[0]);
        if (state.Success)
        {
            inner[0] = inner[0][state.Length..];
        }

        var isLoose = inner.Skip(1).SkipLast(1).Any(line => line.Length == 0);
        return new ListItem(MarkdownBlockReader.Read(inner, depth + 1), isLoose, state.Success ? state.Groups["state"].Value != " " : null);
    }

    private static string? Following(IReadOnlyList<string> lines, int i)
    {
        while (i < lines.Count && string.IsNullOrWhiteSpace(lines[i]))
        {
            i++;
        }

        return i < lines.Count ? lines[i] : null;
    }

    [GeneratedRegex(@"\A {0,3}(?<mark>[-*+]|(?<number>[0-9]{1,9})[.)])(?:(?<gap>[ \t]+)(?<text>.*)|(?<text>))\z")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\A\[(?<state>[ xX])\][ \t]+")]
    private static partial Regex Box();
}
