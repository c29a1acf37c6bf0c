using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>One change.</summary>
/// <param name="Text">What changed: plain text that styles escape, or Markdown when <see cref="IsMarkdown"/>.</param>
/// <param name="Level">How much it raised the version.</param>
public sealed record ChangelogChange(string Text, BumpLevel Level)
{
    /// <summary>Whether <see cref="Text"/> is Markdown that somebody wrote for this place; it stays as it is.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>Conventional type such as <c>feat</c>; null when there is none.</summary>
    public string? Type { get; init; }

    /// <summary>The part it concerns; null when there is none.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether it is breaking.</summary>
    public bool Breaking { get; init; }

    /// <summary>What breaks, in words of its own; null when <see cref="Text"/> says it.</summary>
    public string? BreakingNote { get; init; }

    /// <summary>Object name of the commit; null when there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>The page of the commit; null when that is unknown.</summary>
    public string? CommitUrl { get; init; }

    /// <summary>Issues and pull requests.</summary>
    public ImmutableArray<ChangelogReference> References { get; init; } = [];

    /// <summary>The section that a change file asked for; null when style, type and level decide.</summary>
    public string? Section { get; init; }

    /// <summary>Path of the change file it comes from; null for a commit. Styles that order by file do so by this.</summary>
    public string? ChangeFile { get; init; }

    /// <summary>The commit's first seven digits; null when there is none.</summary>
    public string? ShortCommit => Commit is { Length: > 0 } id ? id[..Math.Min(id.Length, 7)] : null;
}
