namespace ReleaseKit.Core.Commits;

/// <summary>The footers of one section that mean something here.</summary>
/// <param name="Breaking">Whether there is a breaking footer.</param>
/// <param name="BreakingNote">Its text; null without one, or without text.</param>
/// <param name="ReleaseAs">The version of the first <c>Release-As</c>; null without one.</param>
internal readonly record struct CommitFooters(bool Breaking, string? BreakingNote, string? ReleaseAs)
{
    private const string ReleaseAsToken = "Release-As:";
    private static readonly string[] BreakingTokens = ["BREAKING CHANGE: ", "BREAKING CHANGE #", "BREAKING-CHANGE: ", "BREAKING-CHANGE #"];

    /// <summary>
    /// Reads footers wherever a line begins with their token, blanks and list bullets before it aside: a breaking change in
    /// the wrong place is still breaking.
    /// </summary>
    public static CommitFooters Read(List<string> lines)
    {
        var result = default(CommitFooters);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].AsSpan().TrimStart(" *-\t");
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] == 'B' && BreakingText(line) is { } text)
            {
                var note = Note(text, lines, i + 1);
                result = result with
                {
                    Breaking = true,
                    BreakingNote = note.Length == 0 ? result.BreakingNote : result.BreakingNote is null ? note : result.BreakingNote + "\n" + note,
                };
            }
            else if (line.StartsWith(ReleaseAsToken, StringComparison.OrdinalIgnoreCase))
            {
                var version = line[ReleaseAsToken.Length..].Trim().TrimStart("vV").ToString();
                result = result with { ReleaseAs = result.ReleaseAs ?? (version.Length > 0 ? version : null) };
            }
        }

        return result;
    }

    private static string? BreakingText(ReadOnlySpan<char> line)
    {
        foreach (var token in BreakingTokens)
        {
            // Trailing blanks are gone from the line, so that a token alone has lost the one behind its colon.
            if (line.StartsWith(token, StringComparison.Ordinal) || line.SequenceEqual(token.AsSpan().TrimEnd()))
            {
                return line.Length > token.Length ? line[token.Length..].Trim().ToString() : "";
            }
        }

        return null;
    }

    /// <summary>The text behind the token and on the lines below it, up to a blank line or the next footer; items stay on their own lines.</summary>
    private static string Note(string text, List<string> lines, int next)
    {
        while (text.Length == 0 && next < lines.Count && lines[next].Length == 0)
        {
            next++;
        }

        for (; next < lines.Count && lines[next].Length > 0 && !IsFooter(lines[next]); next++)
        {
            var line = lines[next].Trim();
            text = text.Length == 0 ? line : text + (line is ['-' or '*', ' ', ..] ? "\n" : " ") + line;
        }

        return text;
    }

    /// <summary>Whether the line begins with <c>Token: </c> or <c>Token #</c>.</summary>
    private static bool IsFooter(string line)
    {
        if (BreakingText(line) is not null)
        {
            return true;
        }

        var end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '-'))
        {
            end++;
        }

        return end > 0 && (line.AsSpan(end).StartsWith(": ") || line.AsSpan(end).StartsWith(" #"));
    }
}
