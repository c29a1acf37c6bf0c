using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>One derivation step of a release: what asked for it and by how much.</summary>
/// <param name="Kind">Which source it comes from.</param>
/// <param name="Bump">The level this reason alone asks for.</param>
/// <param name="Summary">The commit's description, or a phrase for people.</param>
/// <param name="Commit">Full object name for <see cref="ReasonKind.Commit"/>; null otherwise.</param>
/// <param name="Package">The dependency or group member that led here; null for intents of the package itself.</param>
/// <param name="CommitType">Conventional type such as <c>feat</c>; null when there is none.</param>
/// <param name="Scope">Conventional scope; null when there is none.</param>
/// <param name="Breaking">Whether the change is breaking.</param>
/// <param name="BreakingNote">What breaks, from the breaking footer; null when there is none.</param>
/// <param name="References">Issue and pull request numbers that the commit mentions, without <c>#</c>.</param>
public sealed record ReleaseReason(
    ReasonKind Kind,
    BumpLevel Bump,
    string Summary,
    string? Commit = null,
    PackageId? Package = null,
    string? CommitType = null,
    string? Scope = null,
    bool Breaking = false,
    string? BreakingNote = null,
    ImmutableArray<string> References = default)
{
    /// <summary>The change file it comes from; null otherwise.</summary>
    public RelativePath? ChangeFile { get; init; }

    /// <summary>What the change file tells users, Markdown as written; null for everything else, which <see cref="Summary"/> tells.</summary>
    public string? Text { get; init; }

    /// <summary>The changelog section that the change file names; null when type and level decide.</summary>
    public string? Section { get; init; }

    /// <summary>For <see cref="ReasonKind.Upstream"/> the version that the dependency had, when it is known; null otherwise.</summary>
    public string? From { get; init; }

    /// <summary>For <see cref="ReasonKind.Upstream"/> the version that the dependency gets; null otherwise.</summary>
    public string? To { get; init; }

    /// <summary>Names of the people who wrote it, author first; without addresses, which nobody asked to have published.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ReleaseReason? other) => other is not null &&
        (Kind, Bump, Summary, Commit, Package, CommitType, Scope) == (other.Kind, other.Bump, other.Summary, other.Commit, other.Package, other.CommitType, other.Scope) &&
        (Breaking, BreakingNote, ChangeFile, Text, Section, From, To) == (other.Breaking, other.BreakingNote, other.ChangeFile, other.Text, other.Section, other.From, other.To) &&
        (References.IsDefault ? [] : References).SequenceEqual(other.References.IsDefault ? [] : other.References) && Authors.SequenceEqual(other.Authors);

    /// <inheritdoc/>
    public override int GetHashCode() => (Kind, Bump, Summary, Commit, Package, ChangeFile).GetHashCode();
}
