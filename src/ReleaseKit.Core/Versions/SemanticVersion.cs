using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A version of SemVer 2.0, read strictly: three numbers without leading zeros, no <c>v</c> and no blanks. Numbers end at
/// 2^53 - 1 and the text at 256 characters, the bounds of the clients that read it. Equality is that of the written form;
/// <see cref="CompareTo"/> is SemVer precedence, which ignores build metadata.
/// </summary>
public sealed record SemanticVersion : IComparable<SemanticVersion>
{
    /// <summary>The largest number a part may have, the largest integer that JSON clients keep exact.</summary>
    public const long MaxNumber = 9_007_199_254_740_991;

    private const int MaxLength = 256;

    /// <summary>A stable version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or larger than <see cref="MaxNumber"/>.</exception>
    public SemanticVersion(long major, long minor, long patch)
        : this(Checked(major), Checked(minor), Checked(patch), "", "")
    {
    }

    private SemanticVersion(long major, long minor, long patch, string prerelease, string build) =>
        (Major, Minor, Patch, Prerelease, Build) = (major, minor, patch, prerelease, build);

    /// <summary>The first number.</summary>
    public long Major { get; }

    /// <summary>The middle number.</summary>
    public long Minor { get; }

    /// <summary>The last number.</summary>
    public long Patch { get; }

    /// <summary>The dotted identifiers after the hyphen, such as <c>rc.1</c>; empty for a stable version.</summary>
    public string Prerelease { get; }

    /// <summary>The dotted identifiers after the plus sign; empty when there are none.</summary>
    public string Build { get; }

    /// <summary>Whether this is a prerelease.</summary>
    public bool IsPrerelease => Prerelease.Length > 0;

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException">The text is no SemVer 2.0 version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a SemVer 2.0 version, such as 1.2.3 or 1.2.3-rc.1.");

    /// <summary>Like <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text is null || text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var (rest, build, hasBuild) = Cut(text, '+');
        var (core, prerelease, hasPrerelease) = Cut(rest, '-');
        if ((hasBuild && !Identifiers.AreValid(build, allowLeadingZeros: true)) ||
            (hasPrerelease && !Identifiers.AreValid(prerelease, allowLeadingZeros: false)))
        {
            return false;
        }

        var numbers = core.Split('.');
        if (numbers.Length != 3 || !TryNumber(numbers[0], out var major) || !TryNumber(numbers[1], out var minor) || !TryNumber(numbers[2], out var patch))
        {
            return false;
        }

        version = new SemanticVersion(major, minor, patch, prerelease, build);
        return true;
    }

    /// <summary>Reads a version as npm's clients do: blanks, <c>v</c> and <c>=</c> before it, leading zeros and <c>1.2.3beta</c> pass.</summary>
    public static bool TryParseLoose(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        var written = text?.TrimStart(' ', 'v', '=').TrimEnd(' ');
        if (!TryParse(written, out version) && written is { Length: <= MaxLength } && PartialVersion.TryParse(written) is { IsFull: true } partial)
        {
            version = partial.Floor;
        }

        return version is not null;
    }

    /// <summary>
    /// The next stable version. A prerelease whose numbers already are at that level is completed: 2.0.0-rc.1 raised by
    /// patch, minor or major is 2.0.0; <see cref="BumpLevel.None"/> gives the version itself.
    /// </summary>
    public SemanticVersion Bump(BumpLevel level) => level switch
    {
        BumpLevel.Major => IsPrerelease && Minor == 0 && Patch == 0 ? Stable : new SemanticVersion(Major + 1, 0, 0),
        BumpLevel.Minor => IsPrerelease && Patch == 0 ? Stable : new SemanticVersion(Major, Minor + 1, 0),
        BumpLevel.Patch => IsPrerelease ? Stable : new SemanticVersion(Major, Minor, Patch + 1),
        _ => this,
    };

    /// <summary>
    /// The version that <c>npm version</c> makes of this one. Null when there is none: the identifier is malformed, or the
    /// version is the wanted one already.
    /// </summary>
    /// <param name="increment">What is raised.</param>
    /// <param name="identifier">The dotted identifiers before the number, such as <c>beta</c>; empty for the number alone.</param>
    /// <param name="first">The number of the first prerelease; null for none.</param>
    public SemanticVersion? Increment(SemanticIncrement increment, string identifier = "", int? first = 0) =>
        PrereleaseIncrement.Apply(this, increment, identifier, first);

    /// <summary>SemVer precedence: numbers, then stable over prerelease, then the identifiers; build metadata does not count.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byNumbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return byNumbers != 0 ? byNumbers : Identifiers.ComparePrerelease(Prerelease, other.Prerelease);
    }

    /// <summary>The canonical form, <c>1.2.3-rc.1+build</c>.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(IsPrerelease ? "-" + Prerelease : "")}{(Build.Length > 0 ? "+" + Build : "")}";

    /// <summary>Has lower precedence.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    /// <summary>Has lower or equal precedence.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Has higher precedence.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    /// <summary>Has higher or equal precedence.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    /// <summary>A version from parts that are known to be valid; range bounds may lie one past <see cref="MaxNumber"/>.</summary>
    internal static SemanticVersion FromParts(long major, long minor, long patch, string prerelease) => new(major, minor, patch, prerelease, "");

    /// <summary>Whether no number is beyond <see cref="MaxNumber"/>.</summary>
    internal bool IsInBounds => Math.Max(Major, Math.Max(Minor, Patch)) <= MaxNumber;

    private SemanticVersion Stable => new(Major, Minor, Patch, "", "");

    private static (string Before, string After, bool Found) Cut(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, "", false) : (text[..index], text[(index + 1)..], true);
    }

    private static bool TryNumber(string text, out long number)
    {
        number = 0;
        return (text.Length == 1 || !text.StartsWith('0')) && Identifiers.TryNumber(text, out number);
    }

    private static long Checked(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        return number;
    }
}
