using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// SemVer 2.0 versions with node-semver ranges. Ranges may carry the protocols <c>workspace:</c>, <c>npm:</c> and
/// <c>jsr:</c>, with or without an alias; <c>workspace:*</c>, <c>workspace:^</c> and <c>workspace:~</c> accept every version.
/// </summary>
public sealed class SemanticVersionScheme : IVersionScheme
{
    private static readonly RangeMover Mover = new(RangeSyntax.TryParse, "^");

    /// <inheritdoc/>
    public string Name => "semver";

    /// <inheritdoc/>
    public bool IsValid(string version) => SemanticVersion.TryParse(version, out _);

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => SemanticVersion.Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => SemanticVersion.Parse(version).Major == 0;

    /// <inheritdoc/>
    public int Compare(string left, string right) => SemanticVersion.Parse(left).CompareTo(SemanticVersion.Parse(right));

    /// <inheritdoc/>
    public string Bump(string version, BumpLevel level) => SemanticVersion.Parse(version).Bump(level).ToString();

    /// <inheritdoc/>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var protocol = RangeProtocol.Split(range);
        if (!SemanticVersion.TryParse(version, out var parsed))
        {
            return null;
        }

        return protocol.FollowsMember ? true : SemanticRange.TryParse(protocol.Range, out var accepted) ? accepted.Contains(parsed) : null;
    }

    /// <summary>
    /// Moves by the style of the range. Full versions become the new one (<c>^1.2.0</c> to <c>^1.3.0</c>); shorter ones stay
    /// while they accept it and keep their length otherwise (<c>1.x</c> to <c>2.x</c>); upper bounds move to the next breaking
    /// version only when they exclude it; an alternative is added to <c>||</c> when none accepts it. Tags, paths, URLs,
    /// wildcards and <c>workspace:*</c> stay as they are.
    /// </summary>
    /// <exception cref="FormatException">The version is no SemVer 2.0 version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var target = SemanticVersion.Parse(version);
        var protocol = RangeProtocol.Split(range);
        return protocol.FollowsMember ? range : protocol.Prefix + Mover.Move(protocol.Range, target);
    }

    /// <summary>Resolves <c>workspace:*</c>, <c>workspace:^</c>, <c>workspace:~</c> and <c>workspace:</c> with a path, which means the exact version.</summary>
    public string ResolveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var protocol = RangeProtocol.Split(range);
        return protocol.FollowsMember ? (protocol.Range == "*" ? "" : protocol.Range) + version
            : protocol.IsWorkspace && !SemanticRange.TryParse(protocol.Range, out _) ? version
            : range;
    }
}
