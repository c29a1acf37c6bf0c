using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// Notes as the release of a forge may show them. Like <see cref="DefusedText"/> it lets nothing of a text notify anybody, close
/// an issue or be HTML; but nobody reads it back, so code and the addresses of links stay as they were written.
/// </summary>
public static partial class AnnouncedText
{
    private const string Gap = "\u200B";

    /// <summary>Markdown of which only the looks are left.</summary>
    public static string Defuse(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var lines = DefusedText.CloseFence(DefusedText.Restore(markdown).ReplaceLineEndings("\n")).Split('\n');
        var code = CodeInText.Find(lines);
        return string.Join('\n', lines.Select((line, i) => Line(line, code?[i] ?? [])));
    }

    /// <summary>As much of it as a forge takes, cut at the end of a line where that can be, and then where the rest is.</summary>
    /// <param name="markdown">The notes.</param>
    /// <param name="longest">How much the forge takes, in UTF-16 code units.</param>
    /// <param name="page">The page that has all of it; null when it is not known.</param>
    public static string Fit(string markdown, int longest, string? page)
    {
        var all = Defuse(markdown);
        if (all.Length <= longest)
        {
            return all;
        }

        var rest = page is null ? "\n\n*Cut short: the changelog has all of it.*" : $"\n\n*Cut short: [the changelog]({page}) has all of it.*";
        var source = markdown.ReplaceLineEndings("\n");
        for (var room = longest - rest.Length; room > 0;)
        {
            var text = Defuse(Cut(source, room)).TrimEnd() + rest;
            if (text.Length <= longest)
            {
                return text;
            }

            room -= text.Length - longest;
        }

        return "";
    }

    /// <summary>A beginning of a text that ends with a line, else with a word, and neither in a pair of surrogates nor in a link.</summary>
    internal static string Cut(string text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        var piece = text[..room];
        if (piece.LastIndexOf('\n') is var line && line > room / 2)
        {
            return piece[..line];
        }

        var word = piece.LastIndexOf(' ');
        piece = word > room / 2 ? piece[..word] : char.IsHighSurrogate(piece[^1]) ? piece[..^1] : piece;
        var link = piece.LastIndexOf('[');
        return link > room / 2 && link > piece.LastIndexOf(')') ? piece[..link] : piece;
    }

    private static string Line(string line, bool[] code)
    {
        if (line.AsSpan().IndexOfAny("<@&") < 0 && !DefusedText.Keyword().IsMatch(line))
        {
            return line;
        }

        var addresses = Address().Matches(line).Select(m => (m.Index, End: m.Index + m.Length)).ToArray();
        var seconds = DefusedText.Keyword().Matches(line).Select(m => m.Index + 1).ToHashSet();
        var result = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var isAddress = addresses.Any(a => i >= a.Index && i < a.End);
            if (i < code.Length && code[i])
            {
                result.Append(line[i]);
            }
            else if (isAddress && (seconds.Contains(i) || IsName(line, i)))
            {
                result.Append(Uri.HexEscape(line[i]));
            }
            else
            {
                var acts = line[i] == '<' ? !Link().IsMatch(line, i) : IsName(line, i) || (!isAddress && line[i] == '&' && DefusedText.IsSign(line, i));
                result.Append(seconds.Contains(i) ? Gap : "").Append(line[i]).Append(acts ? Gap : "");
            }
        }

        return result.ToString();
    }

    /// <summary>Whether an @ begins a name; within a word it is an address of mail.</summary>
    private static bool IsName(string line, int index) => line[index] == '@' && (index == 0 || !(char.IsLetterOrDigit(line[index - 1]) || line[index - 1] == '_'));

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])https?://[A-Za-z0-9][^\s<>`""'\[\]()]*", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>A link in angle brackets, which is no HTML.</summary>
    [GeneratedRegex(@"\G<https?://[^\s<>`]+>", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
