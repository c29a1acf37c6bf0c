using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// SemVer 2.0 versions with the requirements of Cargo: caret without an operator (<c>1.2</c>), <c>~</c>, <c>=</c>, wildcards
/// and comparisons, several of them between commas. An empty requirement is a path dependency without a version, which
/// accepts every version.
/// </summary>
public sealed class CargoVersionScheme : IVersionScheme
{
    private static readonly RangeMover Mover = new(CargoRequirementSyntax.TryParse, "");

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

    /// <summary>A prerelease is accepted only where a comparator names a prerelease of the same three numbers.</summary>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return !SemanticVersion.TryParse(version, out var parsed) ? null
            : range.Length == 0 ? true
            : CargoRequirementSyntax.TryParse(range) is [var terms] ? Comparator.AllAccept([.. terms.SelectMany(term => term.Expand())], parsed)
            : null;
    }

    /// <summary>
    /// Moves by the style of the requirement. Full versions become the new one (<c>1.2.0</c> to <c>1.3.0</c>, <c>=1.2.0</c>
    /// to <c>=1.3.0</c>); shorter ones stay while they accept it and keep their length otherwise (<c>1.2</c> to <c>2.0</c>);
    /// upper bounds move to the next breaking version only when they exclude it. What is no requirement stays as it is.
    /// </summary>
    /// <exception cref="FormatException">The version is no SemVer 2.0 version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Mover.Move(range, SemanticVersion.Parse(version));
    }

    /// <inheritdoc/>
    public string Exactly(string version) => "=" + version;
}
