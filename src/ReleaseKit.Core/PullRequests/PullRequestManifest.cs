using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// What a release pull request says of itself, for machines. It names the plan and proves nothing: whoever uses it compares the
/// plan's own hash, and looks whether the plan is applied.
/// </summary>
public sealed record PullRequestManifest
{
    /// <summary>Hash of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The commit that the plan was computed from.</summary>
    public required string Base { get; init; }

    /// <summary>The branch that is merged into, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The group that the release is limited to; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>The releases, in ordinal order of id; empty where a body has no room for them.</summary>
    public ImmutableArray<ManifestRelease> Releases { get; init; } = [];

    /// <summary>Digests of the notes as the body shows them, by package; packages whose notes cannot be edited there are left out.</summary>
    public ImmutableSortedDictionary<PackageId, string> Notes { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <summary>Versions that people asked for, by package.</summary>
    public ImmutableSortedDictionary<PackageId, string> Versions { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <inheritdoc/>
    public bool Equals(PullRequestManifest? other) => other is not null && (Plan, Base, Branch, Group) == (other.Plan, other.Base, other.Branch, other.Group) &&
        Releases.SequenceEqual(other.Releases) && Notes.SequenceEqual(other.Notes) && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => (Plan, Base, Branch, Group, Releases.Length).GetHashCode();
}
