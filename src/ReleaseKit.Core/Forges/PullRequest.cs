using System.Collections.Immutable;

namespace ReleaseKit.Core.Forges;

/// <summary>A pull request, or a merge request, as its forge has it.</summary>
public sealed record PullRequest
{
    /// <summary>Its number in the repository.</summary>
    public required long Number { get; init; }

    /// <summary>Its page.</summary>
    public required string Url { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its description, with lines that end in a line feed.</summary>
    public required string Body { get; init; }

    /// <summary>The branch that is to be merged, without <c>refs/heads/</c>.</summary>
    public required string Head { get; init; }

    /// <summary>Whether that branch lies in another repository.</summary>
    public bool IsFromFork { get; init; }

    /// <summary>The last commit of that branch that the forge knows of.</summary>
    public string? HeadCommit { get; init; }

    /// <summary>The branch it is merged into, without <c>refs/heads/</c>.</summary>
    public required string Base { get; init; }

    /// <summary>Whether it is open, merged, or closed without.</summary>
    public required PullRequestState State { get; init; }

    /// <summary>The commit on <see cref="Base"/> that has its changes: a merge, a squash, or the last of the rebased ones; null while it is not merged, or when the forge does not say.</summary>
    public string? MergeCommit { get; init; }

    /// <summary>Whether it is a draft.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its labels, in ordinal order.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
