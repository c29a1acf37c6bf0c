using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// Versions of Go modules, with or without the <c>v</c> that tags and <c>go.mod</c> write. A range is the version that a
/// <c>require</c> line names: the lowest that is acceptable, in the module path of its major version.
/// </summary>
public sealed class GoVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "go";

    /// <inheritdoc/>
    public bool IsValid(string version) => GoVersion.TryParse(version, out _);

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => GoVersion.Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => GoVersion.Parse(version).Major == 0;

    /// <inheritdoc/>
    public int Compare(string left, string right) => GoVersion.Parse(left).CompareTo(GoVersion.Parse(right));

    /// <summary>The next tagged version, with a <c>v</c> where the old one has it.</summary>
    /// <exception cref="FormatException">The text is no version of a Go module.</exception>
    public string Bump(string version, BumpLevel level) =>
        level == BumpLevel.None && IsValid(version) ? version : Like(version, GoVersion.Parse(version).Bump(level));

    /// <summary>
    /// By minimal version selection: the required version and every later one, as long as both are in one module path. An
    /// empty range is a sibling that <c>go.work</c> or <c>replace</c> supplies without a <c>require</c> line.
    /// </summary>
    public bool? Satisfies(string version, string range) =>
        !GoVersion.TryParse(version, out var parsed) ? null
        : range is { Length: 0 } ? true
        : GoVersion.TryParse(range, out var least) ? parsed.SharesPathWith(least) && parsed.CompareTo(least) >= 0
        : null;

    /// <summary>The required version becomes the new one; what is no version, such as a branch, stays.</summary>
    /// <exception cref="FormatException">The version is none of a Go module.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var target = GoVersion.Parse(version);
        return GoVersion.TryParse(range, out _) ? Like(range, target) : range;
    }

    /// <inheritdoc/>
    public PrereleaseParts? ReadPrerelease(string version) =>
        GoVersion.TryParse(version, out var parsed) && !parsed.IsPseudo ? HyphenatedPrerelease.Read(version) : null;

    /// <summary>The canonical form: nothing but a <c>replace</c> or <c>exclude</c> line keeps later versions out.</summary>
    public string Exactly(string version) => GoVersion.Parse(version).ToString();

    private static string Like(string written, GoVersion version) => written.StartsWith('v') ? version.ToString() : version.ToString()[1..];
}
