using System.Collections.Immutable;

namespace ReleaseKit.Core.Commits;

/// <summary>One change that a commit message describes; a squash commit may describe several.</summary>
/// <param name="Type">
/// Lower-case conventional type such as <c>feat</c>; empty when the subject follows no convention and a footer
/// (<c>BREAKING CHANGE</c>, <c>Release-As</c>) counts nevertheless.
/// </param>
/// <param name="Scope">Scope as written; null when there is none.</param>
/// <param name="Description">The text after the colon, without the <c>(#12)</c> that forges add; what was reverted, for git's own <c>Revert "…"</c>.</param>
/// <param name="Breaking">Whether it is breaking, by <c>!</c> or footer.</param>
/// <param name="BreakingNote">Text of the breaking footer; null when there is none. List items stand on lines of their own.</param>
/// <param name="References">Issue and pull request numbers mentioned, without <c>#</c>, in order of appearance.</param>
/// <param name="RevertedCommit">Object name (possibly abbreviated) that this change reverts; null when it is no revert or names none.</param>
/// <param name="ReleaseAs">The version a <c>Release-As</c> footer asks for, without a leading <c>v</c>; null when there is none.</param>
public sealed record ConventionalChange(
    string Type,
    string? Scope,
    string Description,
    bool Breaking = false,
    string? BreakingNote = null,
    ImmutableArray<string> References = default,
    string? RevertedCommit = null,
    string? ReleaseAs = null);
