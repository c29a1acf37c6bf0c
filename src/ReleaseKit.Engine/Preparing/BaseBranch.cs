using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>Tells which branch a run is for: CI often checks out a commit and no branch.</summary>
public static class BaseBranch
{
    private const string Heads = "refs/heads/";

    /// <summary>Variables of CI that hold a branch, and whether as a full name of a ref. Those of tags and merge requests are not among them.</summary>
    private static readonly (string Name, bool IsRef)[] Variables =
        [("GITHUB_REF", true), ("CI_COMMIT_BRANCH", false), ("BUILD_SOURCEBRANCH", true), ("BITBUCKET_BRANCH", false), ("BUILDKITE_BRANCH", false), ("CIRCLE_BRANCH", false)];

    /// <summary>Variables of CI in builds of pull requests, and what they hold in other builds. The branch that those check out, or name, is somebody's own.</summary>
    private static readonly (string Name, string Otherwise)[] PullRequests =
    [
        ("GITHUB_HEAD_REF", ""), ("CI_MERGE_REQUEST_IID", ""), ("CI_EXTERNAL_PULL_REQUEST_IID", ""), ("SYSTEM_PULLREQUEST_PULLREQUESTID", ""), ("BITBUCKET_PR_ID", ""),
        ("BUILDKITE_PULL_REQUEST", "false"), ("CIRCLE_PR_NUMBER", ""), ("CHANGE_ID", ""),
    ];

    /// <summary>The branch, without <c>refs/heads/</c>: what was asked for, else what is checked out, else what CI says; null when nothing tells, and in builds of pull requests.</summary>
    public static string? Of(string asked, RepositoryFacts facts, IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(environment);
        if (asked.Length > 0)
        {
            return asked.StartsWith(Heads, StringComparison.Ordinal) ? asked[Heads.Length..] : asked;
        }

        if (PullRequests.Any(variable => environment.Get(variable.Name) is { Length: > 0 } value && value != variable.Otherwise))
        {
            return null;
        }

        if (facts.Branch is { } branch)
        {
            return branch;
        }

        foreach (var (name, isRef) in Variables)
        {
            if (environment.Get(name) is { Length: > 0 } value && (!isRef || value.StartsWith(Heads, StringComparison.Ordinal)))
            {
                return isRef ? value[Heads.Length..] : value;
            }
        }

        return null;
    }
}
