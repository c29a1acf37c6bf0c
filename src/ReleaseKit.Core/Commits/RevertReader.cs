namespace ReleaseKit.Core.Commits;

/// <summary>Reads reverts: git's own <c>Revert "…"</c> and <c>Reapply "…"</c>, and the type <c>revert</c>.</summary>
internal static class RevertReader
{
    /// <summary>What git writes in front of the name of the commit it takes back.</summary>
    public const string GitSentence = "This reverts commit ";

    private static readonly string[] GitVerbs = ["Revert \"", "Reapply \""];
    private static readonly string[] RefTokens = ["Refs: ", "Ref: ", "Reverts: ", "Refs #"];

    /// <summary>The quoted subject of git's own message; null when it is none. Reapplying reverts the revert.</summary>
    public static string? QuotedSubject(string subject)
    {
        var text = IssueReferences.Without(subject);
        foreach (var verb in GitVerbs)
        {
            if (text.StartsWith(verb, StringComparison.Ordinal) && text.Length > verb.Length + 1 && text.EndsWith('"'))
            {
                return text[verb.Length..^1];
            }
        }

        return null;
    }

    /// <summary>The object names that a revert names: behind git's sentence, or in <c>Refs</c> footers.</summary>
    public static IReadOnlyList<string> RevertedCommits(List<string> lines)
    {
        var names = new List<string>();
        foreach (var line in lines)
        {
            var sentence = line.IndexOf(GitSentence, StringComparison.Ordinal);
            if (sentence >= 0)
            {
                AddName(line.AsSpan(sentence + GitSentence.Length), names);
            }
            else if (Array.Find(RefTokens, t => line.StartsWith(t, StringComparison.OrdinalIgnoreCase)) is { } token)
            {
                foreach (var name in line[token.Length..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
                {
                    AddName(name, names);
                }
            }
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static void AddName(ReadOnlySpan<char> text, List<string> names)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        if (end is >= 7 and <= 64 && (end == text.Length || !char.IsLetterOrDigit(text[end])))
        {
            names.Add(text[..end].ToString().ToLowerInvariant());
        }
    }
}
