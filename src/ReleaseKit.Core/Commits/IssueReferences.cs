using System.Collections.Immutable;

namespace ReleaseKit.Core.Commits;

/// <summary>Finds <c>#12</c> in commit messages.</summary>
internal static class IssueReferences
{
    private static readonly string[] Keywords =
    [
        "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved", "ref", "refs", "reference", "references",
        "issue", "issues", "see", "part of", "related to", "reverts",
    ];

    /// <summary>
    /// Numbers in the header, and in body lines that begin with a word such as <c>Fixes</c> or <c>Refs</c>; elsewhere bodies
    /// quote the numbers of other repositories too often.
    /// </summary>
    public static ImmutableArray<string> Find(string header, List<string> lines)
    {
        List<string>? found = null;
        Scan(header, ref found);
        foreach (var line in lines)
        {
            if (line.Contains('#', StringComparison.Ordinal) && BeginsWithKeyword(line))
            {
                Scan(line, ref found);
            }
        }

        return found is null ? [] : [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The text without the <c>(#12)</c> that forges put behind a squashed subject.</summary>
    public static string Without(string text)
    {
        while (text.EndsWith(')') && text.LastIndexOf("(#", StringComparison.Ordinal) is var open and > 0 && text[(open + 2)..^1].All(char.IsAsciiDigit))
        {
            text = text[..open].TrimEnd();
        }

        return text;
    }

    private static bool BeginsWithKeyword(string line)
    {
        var text = line.AsSpan().TrimStart(" *-");
        foreach (var keyword in Keywords)
        {
            if (text.StartsWith(keyword, StringComparison.OrdinalIgnoreCase) && text[keyword.Length..].TrimStart(" :") is ['#', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static void Scan(string text, ref List<string>? found)
    {
        for (var hash = text.IndexOf('#', StringComparison.Ordinal); hash >= 0; hash = text.IndexOf('#', hash + 1))
        {
            var end = hash + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            // "owner/repo#12" and "C#12" are not ours; nothing numbers issues beyond nine digits.
            var isOwn = hash == 0 || !(char.IsLetterOrDigit(text[hash - 1]) || text[hash - 1] is '/' or '&' or '_' or '-');
            if (isOwn && end - hash is > 1 and <= 10 && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                (found ??= []).Add(text[(hash + 1)..end]);
            }
        }
    }
}
