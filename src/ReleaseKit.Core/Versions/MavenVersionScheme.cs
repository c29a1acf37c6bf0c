using ReleaseKit.Core.Versions.Maven;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// Maven versions with Maven's ranges: a version alone, which is a wish that any other version can override, and intervals
/// in brackets (<c>[1.0,2.0)</c>, <c>[1.0]</c>, <c>(,1.0],[1.2,)</c>).
/// </summary>
public sealed class MavenVersionScheme : IVersionScheme
{
    private const string SnapshotSuffix = "-SNAPSHOT";

    private static readonly string[] Labels = ["alpha", "beta", "milestone", "rc"];

    /// <inheritdoc/>
    public string Name => "maven";

    /// <inheritdoc/>
    public bool IsValid(string version) => MavenVersion.TryParse(version, out _);

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => MavenVersion.Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => MavenVersion.Parse(version).Numbers[0].IsZero;

    /// <inheritdoc/>
    public int Compare(string left, string right) => MavenVersion.Parse(left).CompareTo(MavenVersion.Parse(right));

    /// <inheritdoc/>
    public string Bump(string version, BumpLevel level) => MavenVersion.Parse(version).Bump(level).ToString();

    /// <summary>A version alone accepts every other one, as Maven's own <c>VersionRange</c> says; prereleases need no opting in.</summary>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return !MavenVersion.TryParse(version, out var parsed) ? null
            : range.Length == 0 || MavenVersion.TryParse(range, out _) ? true
            : RangeInterval.TryParse(range)?.Any(interval => interval.Contains(parsed));
    }

    /// <summary>
    /// Moves by the style of the range. A version alone, an exact one and a lower bound become the new version; an upper
    /// bound moves to the next breaking version only when it excludes the new one. Properties and what is no range stay.
    /// </summary>
    /// <exception cref="FormatException">The version is no Maven version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var target = MavenVersion.Parse(version);
        return MavenVersion.TryParse(range, out _) ? version
            : RangeInterval.TryParse(range) is { Count: > 0 } intervals ? IntervalMover.Move(range, intervals, target)
            : range;
    }

    /// <inheritdoc/>
    public bool AllowsLeadingZeros => true;

    /// <summary>Only the words that Maven orders before the release: any other label would be newer than the release it leads to.</summary>
    public bool HasChannel(string channel) => Labels.Contains(channel, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Prerelease(string stable, string channel, long number) => $"{stable}-{channel}.{number}";

    /// <inheritdoc/>
    public PrereleaseParts? ReadPrerelease(string version) =>
        MavenVersion.TryParse(version, out var parsed) && HyphenatedPrerelease.Read(version) is { } parts && parsed.IsPrerelease ? parts : null;

    /// <inheritdoc/>
    public bool IsWorkOnStable(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.EndsWith(SnapshotSuffix, StringComparison.OrdinalIgnoreCase) && MavenVersion.TryParse(version[..^SnapshotSuffix.Length], out var named) && !named.IsPrerelease;
    }

    /// <summary>A snapshot with the point in time as its number; other words than <c>snapshot</c> have no place before the release.</summary>
    public string? Snapshot(string version, string suffix, string? number) =>
        number is not null && MavenVersion.TryParse(version, out var parsed) ? $"{string.Join('.', parsed.Numbers)}-snapshot.{number}" : null;

    /// <inheritdoc/>
    public string Exactly(string version) => $"[{version}]";
}
