namespace ReleaseKit.Core.Commits;

/// <summary>Whether a commit message follows the convention.</summary>
public enum CommitKind
{
    /// <summary>At least one conventional header, or git's own <c>Revert "…"</c>.</summary>
    Conventional,

    /// <summary>A merge whose message says nothing conventional; its commits speak for themselves.</summary>
    Merge,

    /// <summary>Neither: worth listing, never an error.</summary>
    Unconventional,
}
