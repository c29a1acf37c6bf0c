using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Takes the prereleases that a stable version completes out of a changelog: those of the same base, and those of a lower one
/// that stand above the newest stable version, because the stable entry tells everything since that.
/// </summary>
public static partial class PrereleaseRollup
{
    /// <summary>The text without those entries, and what stood below their headings, newest first; nothing when the entry is itself a prerelease.</summary>
    public static (string Text, ImmutableArray<string> Bodies) Take(string text, ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(entry);
        if (Base(entry.Version) is not { IsPrerelease: false } target)
        {
            return (text, []);
        }

        var outline = ChangelogOutline.Read(text);
        var completed = Completed(outline, entry, target.Numbers).ToArray();
        if (completed.Length == 0)
        {
            return (text, []);
        }

        var rest = new StringBuilder();
        var copied = 0;
        foreach (var (heading, _, _) in completed)
        {
            rest.Append(text, copied, outline.AboveAnchors(heading.Start) - copied);
            copied = outline.EndOf(heading);
        }

        if (copied == text.Length)
        {
            rest.Length = rest.ToString().TrimEnd('\r', '\n').Length;
            rest.Append(rest.Length == 0 ? "" : text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
        }

        rest.Append(text, copied, text.Length - copied);
        return (LinkDefinitions.Without(rest.ToString(), [.. completed.Select(e => e.Version)]),
            [.. completed.Select(e => Body(text[e.Heading.Start..outline.EndOf(e.Heading)]))]);
    }

    private static IEnumerable<ChangelogOutline.Entry> Completed(ChangelogOutline outline, ChangelogEntry entry, BigInteger[] target)
    {
        var aboveStable = true;
        foreach (var other in outline.Entries.Where(e => e.Heading.Level > 0 && (entry.NamesPackage ? e.Names(entry.Package) : e.IsOf(entry.Package))))
        {
            if (Base(other.Version) is not { IsPrerelease: true } found)
            {
                aboveStable = false;
            }
            else if (Compare(found.Numbers, target) is var order && (order == 0 || (order < 0 && aboveStable)))
            {
                yield return other;
            }
        }
    }

    /// <summary>Without the heading, which is one line or underlined.</summary>
    private static string Body(string section)
    {
        var lines = section.ReplaceLineEndings("\n").Split('\n');
        var underlined = lines.Length > 1 && lines[0] is not ['#', ..];
        return string.Join('\n', lines[(underlined ? 2 : 1)..]);
    }

    private static (BigInteger[] Numbers, bool IsPrerelease)? Base(string version) => Version().Match(version) is { Success: true } match
        ? ([.. match.Groups["base"].Value.Split('.').Select(BigInteger.Parse)], match.Groups["pre"].Success)
        : null;

    /// <summary>Missing numbers are zeros: 1.2 is 1.2.0.</summary>
    private static int Compare(BigInteger[] left, BigInteger[] right)
    {
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = (i < left.Length ? left[i] : 0).CompareTo(i < right.Length ? right[i] : 0);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>SemVer's <c>1.2.0-beta.1</c> and PEP 440's <c>1.2.0b1</c> and <c>1.2.0.dev1</c>; <c>1.2.0.post1</c> and build numbers are stable.</summary>
    [GeneratedRegex(
        @"\A(?:[0-9]+!)?(?<base>[0-9]{1,40}(?:\.[0-9]{1,40})*)(?:[.-]?post[0-9]*)?(?<pre>-(?!post)[0-9A-Za-z][0-9A-Za-z.-]*|[._-]?(?:alpha|a|beta|b|preview|pre|c|rc|dev)[0-9.]*(?:[0-9A-Za-z.]*))?(?:\+.*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
