using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>A version as NuGet orders and normalises it: two to four numbers, a prerelease label, build metadata dropped.</summary>
internal sealed partial record NuGetVersion(int Major, int Minor, int Patch, int Revision, string Label) : IComparable<NuGetVersion>
{
    public bool IsPrerelease => Label.Length > 0;

    public static NuGetVersion? Parse(string text)
    {
        var match = Grammar().Match(text);
        return text.Length <= 128
            && match.Success
            && Number(match.Groups[1], out var major)
            && Number(match.Groups[2], out var minor)
            && Number(match.Groups[3], out var patch)
            && Number(match.Groups[4], out var revision)
                ? new NuGetVersion(major, minor, patch, revision, match.Groups[5].Value)
                : null;
    }

    /// <summary>The normal form in lower case, as it stands in every URL.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Revision > 0 ? $".{Revision}" : "")}{(IsPrerelease ? $"-{Label.ToLowerInvariant()}" : "")}";

    public int CompareTo(NuGetVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var numbers = (Major, Minor, Patch, Revision).CompareTo((other.Major, other.Minor, other.Patch, other.Revision));
        return numbers != 0 ? numbers : CompareLabels(Label, other.Label);
    }

    private static int CompareLabels(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var (a, b) = (left.Split('.'), right.Split('.'));
        var order = a.Zip(b, CompareLabel).FirstOrDefault(o => o != 0);
        return order != 0 ? order : a.Length.CompareTo(b.Length);
    }

    private static int CompareLabel(string left, string right) => (int.TryParse(left, out var a), int.TryParse(right, out var b)) switch
    {
        (true, true) => a.CompareTo(b),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
    };

    private static bool Number(Group group, out int number)
    {
        number = 0;
        return !group.Success || int.TryParse(group.ValueSpan, out number);
    }

    [GeneratedRegex(@"\A([0-9]+)\.([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\z")]
    private static partial Regex Grammar();
}
