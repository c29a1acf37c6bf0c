namespace ReleaseKit.Core.Forges;

/// <summary>What became of a pull request.</summary>
public enum PullRequestState
{
    /// <summary>It waits.</summary>
    Open,

    /// <summary>Its changes are on the base branch.</summary>
    Merged,

    /// <summary>It was closed, and its changes were not merged.</summary>
    Closed,
}
