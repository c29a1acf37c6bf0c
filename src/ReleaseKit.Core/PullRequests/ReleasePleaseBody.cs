using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// The description of a pull request as release-please 17 and its predecessors write and read it (<c>pull-request-body.ts</c>):
/// a header, a line of three hyphens, the releases, in folds when there are several, another such line, a footer.
/// </summary>
public sealed partial record ReleasePleaseBody
{
    private const string Delimiter = "---";
    private const string Overflow = "This release is too large to preview in the pull request body. View the full release notes here: ";

    /// <summary>The releases, in the order of the text.</summary>
    public required ImmutableArray<ReleasePleaseRelease> Releases { get; init; }

    /// <summary>Where the notes are when they were too long for the description; null otherwise. The file there is a description itself.</summary>
    public string? NotesUrl { get; init; }

    /// <summary>Reads a description; null when it is none of release-please's.</summary>
    public static ReleasePleaseBody? Parse(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var lines = body.Trim().ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > 0 && Array.Find(lines, line => line.StartsWith(Overflow, StringComparison.Ordinal)) is { } overflow)
        {
            return new ReleasePleaseBody { Releases = [], NotesUrl = overflow[Overflow.Length..].Trim() };
        }

        var first = Array.IndexOf(lines, Delimiter);
        if (first < 0)
        {
            return null;
        }

        var last = Array.LastIndexOf(lines, Delimiter);
        var end = last == first ? lines.Length - 1 : last;
        var content = string.Join('\n', lines[Math.Min(first + 1, end)..end]);
        var folded = Folded(content).ToImmutableArray();
        return new ReleasePleaseBody { Releases = folded.IsEmpty ? Single(content.Trim()) : folded };
    }

    /// <summary>The folds of the text; one inside the notes of another is part of these.</summary>
    private static IEnumerable<ReleasePleaseRelease> Folded(string content)
    {
        var (depth, start) = (0, 0);
        foreach (Match tag in Fold().Matches(content))
        {
            if (tag.Value[1] != '/')
            {
                start = depth++ == 0 ? tag.Index + tag.Length : start;
            }
            else if (depth > 0 && --depth == 0 && Of(content[start..tag.Index]) is { } release)
            {
                yield return release;
            }
        }
    }

    private static ReleasePleaseRelease? Of(string fold)
    {
        if (Summary().Match(fold) is not { Success: true } summary)
        {
            return null;
        }

        var text = Decoded(summary.Groups["text"].Value);
        var notes = fold[(summary.Index + summary.Length)..].Trim();
        return Named().Match(text) is { Success: true } named ? new ReleasePleaseRelease(named.Groups["component"].Value, named.Groups["version"].Value, notes)
            : Nameless().Match(text) is { Success: true } nameless ? new ReleasePleaseRelease(null, nameless.Groups["version"].Value, notes)
            : null;
    }

    /// <summary>What release-please's own reader of HTML makes of the name of a component.</summary>
    private static string Decoded(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&#39;", "'", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static ImmutableArray<ReleasePleaseRelease> Single(string notes) =>
        Heading().Match(notes) is { Success: true } heading ? [new ReleasePleaseRelease(null, heading.Groups["version"].Value.Split(' ')[0], notes)] : [];

    [GeneratedRegex("<details[^>]*>|</details>", RegexOptions.IgnoreCase)]
    private static partial Regex Fold();

    [GeneratedRegex(@"\A\s*<summary>(?<text>[^<\n]*)</summary>", RegexOptions.IgnoreCase)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\A(?<component>.*[^:]):? (?<version>[0-9]+\.[0-9]+\.[0-9]+.*)\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"\A(?<version>[0-9]+\.[0-9]+\.[0-9]+.*)\z")]
    private static partial Regex Nameless();

    [GeneratedRegex(@"\A#{2,} \[?(?<version>[0-9]+\.[0-9]+\.[0-9]+[^\]\n]*)\]?")]
    private static partial Regex Heading();
}
