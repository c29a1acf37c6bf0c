using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Poetry's own notation of ranges: caret, tilde, bare and wildcard versions.</summary>
internal static class PoetryConstraint
{
    /// <summary>The same range by PEP 440; null for alternatives (<c>||</c>) and for what is not understood.</summary>
    public static string? ToStandard(string constraint)
    {
        if (constraint.Contains('|', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = constraint.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Part).ToArray();
        return parts.Contains(null) ? null : string.Join(',', parts.Where(p => p!.Length > 0));
    }

    /// <summary>The first version that breaks compatibility: the leftmost number that is not 0 grows, at least the last one given.</summary>
    /// <param name="release">The release's numbers.</param>
    /// <returns>Dotted numbers, as many as given.</returns>
    public static string NextBreaking(ImmutableArray<BigInteger> release)
    {
        var significant = release.TakeWhile(n => n.IsZero).Count();
        return Raised(release, Math.Min(significant, release.Length - 1));
    }

    private static string? Part(string part)
    {
        if (part == "*")
        {
            return "";
        }

        var text = part.TrimStart('^', '~').Trim();
        return part switch
        {
            ['~', '=', ..] or ['<' or '>' or '=' or '!', ..] => part,
            ['^', ..] when Numbers(text) is { IsEmpty: false } numbers => $">={text},<{NextBreaking(numbers)}",
            ['~', ..] when Numbers(text) is { IsEmpty: false } numbers => $">={text},<{Raised(numbers, Math.Min(1, numbers.Length - 1))}",
            [>= '0' and <= '9', ..] => $"=={part}",
            _ => null,
        };
    }

    private static string Raised(ImmutableArray<BigInteger> release, int index) =>
        string.Join('.', release.Select((n, i) => (i < index ? n : i == index ? n + 1 : BigInteger.Zero).ToString(CultureInfo.InvariantCulture)));

    /// <summary>The leading dotted numbers of a version; empty when there are none.</summary>
    private static ImmutableArray<BigInteger> Numbers(string version)
    {
        var result = ImmutableArray.CreateBuilder<BigInteger>();
        foreach (var part in version.Split('.'))
        {
            var digits = part.TakeWhile(char.IsAsciiDigit).Count();
            if (digits == 0 || !BigInteger.TryParse(part.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                break;
            }

            result.Add(number);
            if (digits < part.Length)
            {
                break;
            }
        }

        return result.ToImmutable();
    }
}
