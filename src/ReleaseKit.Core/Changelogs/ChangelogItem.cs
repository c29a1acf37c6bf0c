using System.Collections.Immutable;
using System.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>One item of a section.</summary>
/// <param name="Text">What changed: plain text, whose lines that begin with <c>- </c> or <c>* </c> are items below it, or Markdown.</param>
/// <param name="IsMarkdown">Whether <paramref name="Text"/> is Markdown that stays as it is.</param>
/// <param name="Prefix">A word shown in bold in front, such as the scope; null when there is none.</param>
/// <param name="Change">The change, whose references and commit are shown behind; null when there is none.</param>
public sealed record ChangelogItem(string Text, bool IsMarkdown = false, string? Prefix = null, ChangelogChange? Change = null)
{
    /// <summary>The item as Markdown, with a line feed at the end.</summary>
    public string Render()
    {
        var text = new StringBuilder("- ");
        if (Prefix is not null)
        {
            text.Append("**").Append(MarkdownText.Inline(Prefix)).Append(":** ");
        }

        if (IsMarkdown)
        {
            var (first, rest) = FirstLine(Text);
            text.Append(first).Append(Marks()).Append('\n');
            foreach (var line in rest)
            {
                text.Append(line.Length == 0 ? "" : "  ").Append(line).Append('\n');
            }
        }
        else
        {
            var (first, below) = Lines(Text);
            text.Append(Prefix is null ? MarkdownText.Block(first) : MarkdownText.Inline(first)).Append(Marks()).Append('\n');
            foreach (var line in below)
            {
                text.Append("  - ").Append(MarkdownText.Block(line)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>References and commit, as links where their pages are known.</summary>
    private string Marks()
    {
        var text = new StringBuilder();
        foreach (var reference in Change?.References ?? [])
        {
            text.Append(" (").Append(Link("#" + MarkdownText.Inline(reference.Number), reference.Url)).Append(')');
        }

        if (Change?.ShortCommit is { } commit)
        {
            text.Append(" (").Append(Link(MarkdownText.Inline(commit), Change.CommitUrl)).Append(')');
        }

        return text.ToString();
    }

    private static string Link(string text, string? url) => url is null ? text : $"[{text}]({url})";

    private static (string First, string[] Below) FirstLine(string markdown)
    {
        var lines = Core.Text.DisplayText.Lines(markdown).Trim().Split('\n').Select(line => line.TrimEnd()).ToArray();
        return (lines[0], lines[1..]);
    }

    /// <summary>The lines up to the first list item as one, then the items.</summary>
    private static (string First, List<string> Below) Lines(string text)
    {
        if (text.AsSpan().Trim() is var single && !single.ContainsAny('\r', '\n') && single.IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return (single.ToString(), []);
        }

        var first = new StringBuilder();
        var below = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (first.Length > 0 && line is ['-' or '*', ' ', ..])
            {
                below.Add(line[2..]);
            }
            else if (below.Count > 0)
            {
                below[^1] += " " + line;
            }
            else
            {
                first.Append(first.Length > 0 ? " " : "").Append(line);
            }
        }

        return (first.ToString(), below);
    }
}
