using NuGet.Versioning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// NuGet versions (SemVer 2.0 with an optional fourth number) and NuGet ranges: minimum (<c>1.2.0</c>), brackets
/// (<c>[1.2.0,2.0.0)</c>) and floating (<c>1.*</c>). An empty range is a project reference, which accepts every version.
/// </summary>
public sealed class NuGetVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "nuget";

    /// <inheritdoc/>
    public bool IsValid(string version) => TryParse(version) is not null;

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => Parse(version).Major == 0;

    /// <inheritdoc/>
    public int Compare(string left, string right) => Parse(left).CompareTo(Parse(right));

    /// <summary>The next stable version in three numbers; a fourth number is kept only where nothing but a label is dropped.</summary>
    /// <exception cref="FormatException">The text is no NuGet version, or its number is the largest there is.</exception>
    public string Bump(string version, BumpLevel level)
    {
        var current = Parse(version);
        var completes = current.IsPrerelease;
        try
        {
            return level switch
            {
                BumpLevel.Major when completes && current is { Minor: 0, Patch: 0, Revision: 0 } => Stable(current),
                BumpLevel.Major => new NuGetVersion(checked(current.Major + 1), 0, 0).ToNormalizedString(),
                BumpLevel.Minor when completes && current is { Patch: 0, Revision: 0 } => Stable(current),
                BumpLevel.Minor => new NuGetVersion(current.Major, checked(current.Minor + 1), 0).ToNormalizedString(),
                BumpLevel.Patch when completes => Stable(current),
                BumpLevel.Patch => new NuGetVersion(current.Major, current.Minor, checked(current.Patch + 1)).ToNormalizedString(),
                _ => version,
            };
        }
        catch (OverflowException)
        {
            throw new FormatException($"'{version}' cannot be raised: its number is the largest that NuGet knows.");
        }
    }

    /// <inheritdoc/>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        if (TryParse(version) is not { } parsed)
        {
            return null;
        }

        return range.Length == 0 ? true : VersionRange.TryParse(range, allowFloating: true, out var accepted) ? Accepts(accepted, parsed) : null;
    }

    /// <summary>
    /// Moves by the style of the range. A minimum and an exact version become the new one; an upper bound moves to the next
    /// breaking version only when it excludes the new one; floating ranges stay while they accept it. A lower bound always
    /// moves, because NuGet installs the lowest version that a range accepts. What is no range stays as it is.
    /// </summary>
    /// <exception cref="FormatException">The version is no NuGet version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var target = Parse(version);
        return VersionRange.TryParse(range, allowFloating: true, out var parsed) ? NuGetRangeMover.Move(range, parsed, target) : range;
    }

    /// <inheritdoc/>
    public string Exactly(string version) => $"[{version}]";

    /// <summary>Unlike NuGet's own test, a floating range accepts only what matches its pattern.</summary>
    internal static bool Accepts(VersionRange range, NuGetVersion version) =>
        range.Satisfies(version) && (!range.IsFloating || range.Float!.Satisfies(version));

    /// <summary>The version, or null; blanks around it, which NuGet would trim, are not part of a version.</summary>
    internal static NuGetVersion? TryParse(string? version) =>
        version is { Length: > 0 } && !version.Any(char.IsWhiteSpace) && NuGetVersion.TryParse(version, out var parsed) ? parsed : null;

    private static NuGetVersion Parse(string version) =>
        TryParse(version) ?? throw new FormatException($"'{version}' is no NuGet version.");

    private static string Stable(NuGetVersion version) =>
        new NuGetVersion(version.Major, version.Minor, version.Patch, version.Revision).ToNormalizedString();
}
