using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>What a NuGet package id may look like.</summary>
internal static partial class PackageIdRules
{
    private const int Longest = 100;
    private const int LongestFileName = 255;

    /// <summary>Whether NuGet accepts the id: words joined by single dots and dashes, at most 100 characters.</summary>
    public static bool IsValid(string id) => id.Length <= Longest && Words().IsMatch(id);

    /// <summary>Whether the text could do harm as an argument, a file name or a line of a message.</summary>
    public static bool IsHostile(string id) =>
        id.Length is 0 or > LongestFileName || id[0] is '-' or '.' || id.Contains("..", StringComparison.Ordinal) ||
        id.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '/' or '\\' or '"' or '<' or '>' or '|' or '*' or '?' or ':' or ';' or '$' or '`');

    [GeneratedRegex(@"\A\w+([.-]\w+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
