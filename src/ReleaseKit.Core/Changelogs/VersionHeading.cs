using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Reads the headings under which changelogs write versions: <c>1.2.0</c>, <c>v1.2.0 (2026-01-31)</c>,
/// <c>[1.2.0] - 2026-01-31</c>, <c>Version 1.2.0</c>, <c>name@1.2.0</c>, and dates alone.
/// </summary>
internal static partial class VersionHeading
{
    private const int Longest = 200;

    /// <summary>The version, without <c>v</c>, and the package named before it, empty for none; null when the heading starts no entry.</summary>
    public static (string Version, string Package)? TryRead(string heading)
    {
        var match = Pattern().Match(heading.Length <= Longest ? heading : heading[..Longest]);
        return match.Success ? (match.Groups["version"].Value.TrimEnd('.'), match.Groups["package"].Value) : null;
    }

    /// <summary>Whether the heading names the section of changes that no version has yet.</summary>
    public static bool IsUnreleased(string heading) =>
        heading.Trim('[', ']', ' ', '_', '*', ':') is var text &&
        (text.StartsWith("Unreleased", StringComparison.OrdinalIgnoreCase) || text.Equals("Next", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        """
        \A (?:<[^<>]*>\s*)* [\[(*_`"'\s]*
        (?: (?:version|release|ver\.?)\s+ | (?!v?[0-9]+[.!])(?<package>@?[\w.-]+(?:/[\w.-]+)*?) (?:@|\s+|[-/](?=v?[0-9]+\.)) )?
        [\[(*_`"'\s]* v? (?<version>(?:[0-9]+!)?[0-9]+\.[0-9]+[0-9A-Za-z.+-]*|[0-9]{4}-[0-9]{2}-[0-9]{2})
        (?![0-9A-Za-z/])
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
