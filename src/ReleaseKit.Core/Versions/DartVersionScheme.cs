using ReleaseKit.Core.Versions.Dart;

namespace ReleaseKit.Core.Versions;

/// <summary>
/// Versions of pub packages, which are SemVer 2.0 except that build metadata counts (<c>1.2.3+1</c> follows <c>1.2.3</c>),
/// with pub's constraints: <c>^1.2.3</c>, comparisons one after the other, a version alone, <c>any</c>.
/// </summary>
public sealed class DartVersionScheme : IVersionScheme
{
    private const string FolderMark = "path:";

    /// <inheritdoc/>
    public string Name => "dart";

    /// <inheritdoc/>
    public bool IsValid(string version) => SemanticVersion.TryParse(version, out _);

    /// <inheritdoc/>
    public bool IsPrerelease(string version) => SemanticVersion.Parse(version).IsPrerelease;

    /// <inheritdoc/>
    public bool IsInitialDevelopment(string version) => SemanticVersion.Parse(version).Major == 0;

    /// <inheritdoc/>
    public int Compare(string left, string right) => DartOrder.Compare(SemanticVersion.Parse(left), SemanticVersion.Parse(right));

    /// <inheritdoc/>
    public string Bump(string version, BumpLevel level) => SemanticVersion.Parse(version).Bump(level).ToString();

    /// <summary>
    /// As pub's <c>VersionConstraint.allows</c>: prereleases inside the bounds are accepted. An empty constraint is
    /// <c>any</c>, and so is a folder, written <c>path:../core</c>.
    /// </summary>
    public bool? Satisfies(string version, string range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return !SemanticVersion.TryParse(version, out var parsed) ? null
            : range.Length == 0 || range.StartsWith(FolderMark, StringComparison.Ordinal) ? true
            : ConstraintTerm.TryParse(range) is { } terms ? ConstraintTerm.AllAccept(terms, parsed)
            : null;
    }

    /// <summary>
    /// Moves by the style of the constraint. Carets, lower bounds and versions alone become the new version; an upper bound
    /// moves to the next breaking version only when it excludes the new one. <c>any</c> and what is no constraint stay.
    /// </summary>
    /// <exception cref="FormatException">The version is no SemVer 2.0 version.</exception>
    public string MoveRange(string range, string version)
    {
        ArgumentNullException.ThrowIfNull(range);
        var target = SemanticVersion.Parse(version);
        return ConstraintTerm.TryParse(range) is { Count: > 0 } terms ? ConstraintMover.Move(range, terms, target) : range;
    }
}
