namespace ReleaseKit.Core.Forges;

/// <summary>How a pull request's commits come onto its base branch.</summary>
public enum MergeMethod
{
    /// <summary>A commit with two parents.</summary>
    Merge,

    /// <summary>One commit with all changes.</summary>
    Squash,

    /// <summary>Each commit anew on top of the base branch.</summary>
    Rebase,
}
