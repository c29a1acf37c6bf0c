using System.Globalization;
using NuGet.Versioning;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Moves a NuGet range to a version while keeping brackets, blanks, precision and floating parts as written.</summary>
internal static class NuGetRangeMover
{
    /// <summary>The moved range; the same text when it need not change.</summary>
    public static string Move(string range, VersionRange parsed, NuGetVersion version)
    {
        var start = range.Length - range.TrimStart().Length;
        var text = range.Trim();
        var moved = text[0] is '[' or '(' ? MoveBrackets(text, parsed, version) : MoveLower(text, parsed, version);
        var accepted = VersionRange.TryParse(moved, allowFloating: true, out var result) && NuGetVersionScheme.Accepts(result, version);
        return range[..start] + (accepted ? moved : Written(version)) + range[(start + text.Length)..];
    }

    private static string MoveBrackets(string text, VersionRange parsed, NuGetVersion version)
    {
        var inner = text[1..^1];
        var comma = inner.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return text[0] + Replace(inner, Written(version)) + text[^1];
        }

        var lower = inner[..comma];
        var upper = inner[(comma + 1)..];
        if (text[0] == '[' && lower.Trim().Length > 0)
        {
            lower = Replace(lower, MoveLower(lower.Trim(), parsed, version));
        }

        if (upper.Trim().Length > 0)
        {
            upper = Replace(upper, MoveUpper(upper.Trim(), text[^1] == ']', parsed.MaxVersion!, version));
        }

        return $"{text[0]}{lower},{upper}{text[^1]}";
    }

    private static string MoveLower(string bound, VersionRange parsed, NuGetVersion version) =>
        !bound.Contains('*', StringComparison.Ordinal) ? Written(version)
        : NuGetVersionScheme.Accepts(parsed, version) ? bound
        : MoveFloating(bound, version);

    /// <summary><c>1.*</c> becomes <c>2.*</c>, and <c>2.*-*</c> where only prereleases would match.</summary>
    private static string MoveFloating(string bound, NuGetVersion version)
    {
        var dash = bound.IndexOf('-', StringComparison.Ordinal);
        var label = dash < 0 ? "" : bound[dash..];
        var numbers = (dash < 0 ? bound : bound[..dash]).Split('.');
        var moved = string.Join('.', numbers.Select((number, index) => number == "*" ? "*" : Number(version, index)));
        string[] candidates = [moved + label, moved + "-*"];
        return candidates.FirstOrDefault(candidate =>
            VersionRange.TryParse(candidate, allowFloating: true, out var range) && NuGetVersionScheme.Accepts(range, version)) ?? Written(version);
    }

    private static string MoveUpper(string written, bool inclusive, NuGetVersion bound, NuGetVersion version)
    {
        if (inclusive)
        {
            return version <= bound ? written : Written(version);
        }

        // A bound on a release is not meant to let its prereleases in: 2.0.0-rc.1 already moves "2.0.0)".
        var stable = new NuGetVersion(version.Major, version.Minor, version.Patch, version.Revision);
        if (stable < new NuGetVersion(bound.Major, bound.Minor, bound.Patch, bound.Revision))
        {
            return written;
        }

        var capsMinor = bound is { Major: > 0, Minor: > 0, Patch: 0 } || version.Major == 0;
        var next = capsMinor ? new NuGetVersion(version.Major, version.Minor + 1, 0) : new NuGetVersion(version.Major + 1, 0, 0);
        var dash = written.IndexOf('-', StringComparison.Ordinal);
        var precision = Math.Max((dash < 0 ? written : written[..dash]).Split('.').Length, capsMinor ? 2 : 1);
        return string.Join('.', Enumerable.Range(0, precision).Select(index => Number(next, index))) + (dash < 0 ? "" : written[dash..]);
    }

    private static string Number(NuGetVersion version, int index) =>
        (index switch { 0 => version.Major, 1 => version.Minor, 2 => version.Patch, _ => version.Revision }).ToString(CultureInfo.InvariantCulture);

    /// <summary>Keeps the blanks around a bound.</summary>
    private static string Replace(string padded, string value)
    {
        var start = padded.Length - padded.TrimStart().Length;
        return padded[..start] + value + padded[(start + padded.Trim().Length)..];
    }

    private static string Written(NuGetVersion version) => version.ToNormalizedString();
}
