using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.PullRequests;

/// <summary>What people decided about a release in its pull request. It holds for every later version of the pull request until it is merged.</summary>
public sealed record ReleaseOverrides
{
    /// <summary>No decisions.</summary>
    public static ReleaseOverrides None { get; } = new();

    /// <summary>Versions to release, by package.</summary>
    public ImmutableSortedDictionary<PackageId, string> Versions { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <summary>Notes to tell instead of the computed ones, Markdown without the version's heading, by package.</summary>
    public ImmutableSortedDictionary<PackageId, string> Notes { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <summary>Whether nobody decided anything.</summary>
    public bool IsEmpty => Versions.IsEmpty && Notes.IsEmpty;

    /// <summary>These decisions, and later ones that replace them where both are about the same.</summary>
    public ReleaseOverrides With(ReleaseOverrides later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new ReleaseOverrides { Versions = Versions.SetItems(later.Versions), Notes = Notes.SetItems(later.Notes) };
    }

    /// <inheritdoc/>
    public bool Equals(ReleaseOverrides? other) => other is not null && Versions.SequenceEqual(other.Versions) && Notes.SequenceEqual(other.Notes);

    /// <inheritdoc/>
    public override int GetHashCode() => (Versions.Count, Notes.Count).GetHashCode();
}
