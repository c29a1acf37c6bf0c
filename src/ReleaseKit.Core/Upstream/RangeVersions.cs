using System.Text.RegularExpressions;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Upstream;

/// <summary>The versions that a range names, whatever its operators.</summary>
internal static partial class RangeVersions
{
    private const int Parts = 3;

    /// <summary>All of them, short ones completed with zeros, in the order of the text.</summary>
    public static IEnumerable<string> Of(IVersionScheme scheme, string range)
    {
        foreach (Match match in Version().Matches(range))
        {
            var text = match.Value;
            for (var added = 0; !scheme.IsValid(text) && added < Parts; added++)
            {
                text += ".0";
            }

            if (scheme.IsValid(text))
            {
                yield return text;
            }
        }
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z.])v?\d+(?:\.\d+)*(?:-[0-9A-Za-z][0-9A-Za-z.-]*|(?:\.?(?:a|b|rc|dev|post)\d+)+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
