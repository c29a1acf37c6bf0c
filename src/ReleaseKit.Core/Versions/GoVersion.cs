using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// A version of a Go module: SemVer 2.0 behind a <c>v</c>, with <c>+incompatible</c> as the only build metadata there is. The
/// <c>v</c> may be missing, as it is in plans and changelogs; <see cref="ToString"/> gives the canonical form, which has it.
/// </summary>
public sealed partial record GoVersion : IComparable<GoVersion>
{
    private const string Incompatible = "incompatible";
    private const string TimeFormat = "yyyyMMddHHmmss";

    private readonly SemanticVersion _version;

    private GoVersion(SemanticVersion version) => _version = version;

    /// <summary>The first number, which decides the path of the module from 2 on.</summary>
    public long Major => _version.Major;

    /// <summary>Whether the version names a commit instead of a tag: <c>v0.0.0-20260114190000-abcdef123456</c>.</summary>
    public bool IsPseudo => Pseudo().IsMatch(_version.ToString());

    /// <summary>Whether this is a prerelease; pseudo-versions are.</summary>
    public bool IsPrerelease => _version.IsPrerelease;

    /// <summary>Whether a module without <c>go.mod</c> has this version, whose path lacks the suffix for its major version.</summary>
    public bool IsIncompatible => _version.Build == Incompatible;

    /// <summary>The time of the commit that a pseudo-version names, in UTC; null for other versions.</summary>
    public DateTimeOffset? PseudoTime => Pseudo().Match(_version.ToString()) is { Success: true } match ? ReadTime(match.Groups["time"].Value) : null;

    /// <summary>The first twelve digits of the commit that a pseudo-version names; empty for other versions.</summary>
    public string PseudoRevision => Pseudo().Match(_version.ToString()).Groups["revision"].Value;

    /// <summary>The tagged version that a pseudo-version follows; null when there is none, as for other versions.</summary>
    public GoVersion? PseudoBase
    {
        get
        {
            var match = Pseudo().Match(_version.ToString());
            if (!match.Success || match.Groups["first"].Success)
            {
                return null;
            }

            var (major, minor, patch) = (_version.Major, _version.Minor, _version.Patch);
            var prerelease = match.Groups["pre"].Value.TrimEnd('.');
            return prerelease.Length > 0 ? Parse($"{major}.{minor}.{patch}-{prerelease}") : patch > 0 ? new GoVersion(new SemanticVersion(major, minor, patch - 1)) : null;
        }
    }

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException">The text is no version of a Go module.</exception>
    public static GoVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a version of a Go module, such as v1.2.3 or v1.2.3-rc.1.");

    /// <summary>Like <see cref="Parse"/>, answering false instead of throwing. Shortened versions (<c>v1.2</c>) are queries, not versions.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GoVersion? version)
    {
        var digits = text is not null && text.StartsWith('v') ? text[1..] : text;
        version = SemanticVersion.TryParse(digits, out var parsed) && (parsed.Build.Length == 0 || (parsed.Build == Incompatible && parsed.Major > 1))
            ? new GoVersion(parsed)
            : null;
        return version is not null;
    }

    /// <summary>
    /// The next tagged version. A prerelease is completed first, a pseudo-version only where it follows a tag; the mark
    /// <c>+incompatible</c> stays. <see cref="BumpLevel.None"/> gives the version itself.
    /// </summary>
    public GoVersion Bump(BumpLevel level)
    {
        if (level == BumpLevel.None)
        {
            return this;
        }

        // What a pseudo-version without a tag before it completes is v0.0.0, which nobody tags; every other one leads to a version of its own.
        var from = IsPseudo && PseudoBase is null && _version is { Minor: 0, Patch: 0 } ? new SemanticVersion(Major, 0, 0) : _version;
        var bumped = from.Bump(level).ToString();
        return Parse(IsIncompatible ? $"{bumped}+{Incompatible}" : bumped);
    }

    /// <inheritdoc/>
    public int CompareTo(GoVersion? other) => other is null ? 1
        : _version.CompareTo(other._version) is var order && order != 0 ? order
        : IsIncompatible.CompareTo(other.IsIncompatible);

    /// <summary>The canonical form, <c>v1.2.3-rc.1</c>.</summary>
    public override string ToString() => "v" + _version;

    /// <summary>Comes before.</summary>
    public static bool operator <(GoVersion left, GoVersion right) => left.CompareTo(right) < 0;

    /// <summary>Comes before, or is equal in order.</summary>
    public static bool operator <=(GoVersion left, GoVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Comes after.</summary>
    public static bool operator >(GoVersion left, GoVersion right) => left.CompareTo(right) > 0;

    /// <summary>Comes after, or is equal in order.</summary>
    public static bool operator >=(GoVersion left, GoVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Whether two versions belong to one module path: 0 and 1 do, every later major version has its own.</summary>
    internal bool SharesPathWith(GoVersion other) => Math.Max(Major, 1) == Math.Max(other.Major, 1) || (IsIncompatible && other.Major < 2) || (other.IsIncompatible && Major < 2) || (IsIncompatible && other.IsIncompatible);

    private static DateTimeOffset? ReadTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The expression of <c>golang.org/x/mod/module</c>.</summary>
    [GeneratedRegex("""\A[0-9]+\.(?:(?<first>0\.0-)|[0-9]+\.[0-9]+-(?<pre>(?:[^+]*\.)?)0\.)(?<time>[0-9]{14})-(?<revision>[A-Za-z0-9]+)(?:\+[0-9A-Za-z.-]+)?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Pseudo();
}
