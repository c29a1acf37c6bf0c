namespace ReleaseKit.Core.Forges;

/// <summary>What to change about a pull request; null leaves it as it is.</summary>
public sealed record PullRequestChange
{
    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The description.</summary>
    public string? Body { get; init; }

    /// <summary>The branch to merge into, without <c>refs/heads/</c>.</summary>
    public string? Base { get; init; }

    /// <summary><see cref="PullRequestState.Open"/> or <see cref="PullRequestState.Closed"/>.</summary>
    public PullRequestState? State { get; init; }
}
