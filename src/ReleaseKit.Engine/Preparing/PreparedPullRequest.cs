using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What a preparation came to.</summary>
/// <param name="State"><c>created</c>, <c>updated</c>, <c>unchanged</c>, <c>closed</c> or <c>none</c>.</param>
/// <param name="Branch">The release branch, without <c>refs/heads/</c>.</param>
public sealed record PreparedPullRequest(string State, string Branch)
{
    /// <summary>The last commit of the release branch; null when there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request's number; null when there is none.</summary>
    public long? Number { get; init; }

    /// <summary>Its page; null when there is none.</summary>
    public string? Url { get; init; }

    /// <summary>The plan, where neither the remote nor the description keeps it; null otherwise.</summary>
    public ReleasePlan? Unkept { get; init; }

    /// <summary><c>RK-PREPARE-PLAN</c> with <see cref="Unkept"/>; null otherwise.</summary>
    public Diagnostic? Warning { get; init; }

    /// <summary>The description, where no forge could be given it.</summary>
    public string? Body { get; init; }
}
