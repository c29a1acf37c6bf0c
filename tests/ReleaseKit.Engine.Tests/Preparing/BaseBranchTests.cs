using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;
using Shouldly;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Which branch a run is for, by what the services for CI set in builds of branches, tags and pull requests.</summary>
public sealed class BaseBranchTests
{
    [Theory]
    [InlineData("main", "GITHUB_REF=refs/heads/main", "GITHUB_REF_NAME=main", "GITHUB_HEAD_REF=")]
    [InlineData("release/1.x", "GITHUB_REF=refs/heads/release/1.x", "GITHUB_REF_NAME=release/1.x")]
    [InlineData(null, "GITHUB_REF=refs/tags/v1", "GITHUB_REF_NAME=v1", "GITHUB_REF_TYPE=tag")]
    [InlineData(null, "GITHUB_REF=refs/pull/7/merge", "GITHUB_REF_NAME=7/merge", "GITHUB_HEAD_REF=feature", "GITHUB_BASE_REF=main")]
    [InlineData(null, "GITHUB_REF=refs/heads/main", "GITHUB_EVENT_NAME=pull_request_target", "GITHUB_HEAD_REF=feature")]
    [InlineData("main", "CI_COMMIT_BRANCH=main", "CI_COMMIT_REF_NAME=main")]
    [InlineData(null, "CI_COMMIT_TAG=v1", "CI_COMMIT_REF_NAME=v1")]
    [InlineData(null, "CI_MERGE_REQUEST_IID=7", "CI_COMMIT_REF_NAME=feature", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=feature")]
    [InlineData("main", "BUILD_SOURCEBRANCH=refs/heads/main", "BUILD_SOURCEBRANCHNAME=main")]
    [InlineData(null, "BUILD_SOURCEBRANCH=refs/tags/v1", "BUILD_SOURCEBRANCHNAME=v1")]
    [InlineData(null, "BUILD_SOURCEBRANCH=refs/pull/7/merge", "SYSTEM_PULLREQUEST_PULLREQUESTID=7")]
    [InlineData("main", "BITBUCKET_BRANCH=main")]
    [InlineData(null, "BITBUCKET_TAG=v1")]
    [InlineData(null, "BITBUCKET_BRANCH=feature", "BITBUCKET_PR_ID=7")]
    [InlineData("main", "BUILDKITE_BRANCH=main", "BUILDKITE_PULL_REQUEST=false")]
    [InlineData(null, "BUILDKITE_BRANCH=main", "BUILDKITE_PULL_REQUEST=7")]
    [InlineData("main", "CIRCLE_BRANCH=main")]
    [InlineData(null, "CIRCLE_BRANCH=pull/7", "CIRCLE_PR_NUMBER=7")]
    [InlineData(null)]
    public void ADetachedCheckoutIsForTheBranchThatWasBuiltAndNeverForAPullRequest(string? branch, params string[] variables)
    {
        BaseBranch.Of("", Facts(null), Environment(variables)).ShouldBe(branch);
        BaseBranch.Of("refs/heads/asked", Facts(null), Environment(variables)).ShouldBe("asked");
    }

    [Theory]
    [InlineData("feature", "GITHUB_REF=refs/heads/main")]
    [InlineData(null, "GITHUB_REF=refs/pull/7/merge", "GITHUB_HEAD_REF=feature")]
    [InlineData(null, "BITBUCKET_BRANCH=feature", "BITBUCKET_PR_ID=7")]
    [InlineData(null, "CHANGE_ID=7", "BRANCH_NAME=PR-7")]
    public void TheBranchThatIsCheckedOutGoesFirstExceptInBuildsOfPullRequests(string? branch, params string[] variables) =>
        BaseBranch.Of("", Facts("feature"), Environment(variables)).ShouldBe(branch);

    private static RepositoryFacts Facts(string? branch) => new("/r", "/r/.git", "/r/.git", "", false, new string('a', 40), branch, false);

    private static SnapshotEnvironment Environment(string[] variables) => new(variables.Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]));
}
