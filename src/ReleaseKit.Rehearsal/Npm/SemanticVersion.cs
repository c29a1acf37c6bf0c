using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>A version by SemVer 2.0.0, strictly; ordered by its precedence.</summary>
internal sealed partial record SemanticVersion(ulong Major, ulong Minor, ulong Patch, string PreRelease) : IComparable<SemanticVersion>
{
    public static SemanticVersion? Parse(string text)
    {
        var match = Grammar().Match(text);
        return match.Success
            && text.Length <= 256
            && ulong.TryParse(match.Groups[1].ValueSpan, out var major)
            && ulong.TryParse(match.Groups[2].ValueSpan, out var minor)
            && ulong.TryParse(match.Groups[3].ValueSpan, out var patch)
                ? new SemanticVersion(major, minor, patch, match.Groups[4].Value)
                : null;
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var core = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return core != 0 ? core : ComparePreRelease(PreRelease, other.PreRelease);
    }

    private static int ComparePreRelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var (a, b) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = CompareIdentifier(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int CompareIdentifier(string left, string right)
    {
        var (leftIsNumber, rightIsNumber) = (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit));
        return (leftIsNumber, rightIsNumber) switch
        {
            (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };
    }

    [GeneratedRegex(@"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\z")]
    private static partial Regex Grammar();
}
