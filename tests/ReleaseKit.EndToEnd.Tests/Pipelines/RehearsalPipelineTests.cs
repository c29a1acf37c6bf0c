using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>The job that every service runs on pull requests, in a clone as that service makes it.</summary>
public sealed class RehearsalPipelineTests(PackedSdk sdk)
{
    public static TheoryData<string> Services => ["github", "forgejo", "gitlab", "azure", "bitbucket"];

    [Theory]
    [MemberData(nameof(Services))]
    public void APullRequestIsPlannedAndRehearsedWithoutSecrets(string service)
    {
        Tool.Require("npm");
        Tool.Require("bash");
        using var people = sdk.NewWorkspace();
        people.Write("package.json", "{ \"name\": \"alone\", \"version\": \"1.0.0\", \"exports\": \"./index.js\" }\n");
        people.Write("index.js", "module.exports = 1;\n");
        people.Initialize("alone-v1.0.0");
        var init = people.MSBuild("Init", $"-p:ReleaseCi={service}");
        init.ExitCode.ShouldBe(0, init.Output);
        people.Commit("ci: release");
        people.Git("push", "--quiet", "origin", "HEAD");
        people.Git("checkout", "--quiet", "-b", "topic");
        people.Change("index.js", "// more\n", "feat: more");
        people.Git("push", "--quiet", "origin", "topic");
        var clones = new List<ReleaseWorkspace>();

        // Services check out the merge of a pull request, and no branch.
        var machine = new PipelineMachine(
            revision =>
            {
                var tree = sdk.NewWorkspace();
                clones.Add(tree);
                tree.CloneFrom(people);
                tree.Git("checkout", "--quiet", "--detach", revision);
                return tree;
            },
            Variables(service), new Dictionary<string, string>());
        var (tree, result) = machine.Run(Steps(service, people), "origin/topic");

        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain("1.1.0");
        result.Output.ShouldContain("live, verified");
        tree.Git("status", "--porcelain").ShouldBeEmpty();
        people.Git("ls-remote", "--tags", "--refs", "origin").Split('\n').ShouldHaveSingleItem();
        if (service is "gitlab" or "bitbucket")
        {
            File.ReadAllText(Path.Combine(tree.Output, "ci", "plan.md")).ShouldContain("npm:alone");
        }

        clones.ForEach(c => c.Dispose());
    }

    private static IReadOnlyList<PipelineStep> Steps(string service, ReleaseWorkspace people) => service switch
    {
        "github" => PipelineReader.Workflow(people.Read(".github/workflows/release-rehearse.yml"), "rehearse"),
        "forgejo" => PipelineReader.Workflow(people.Read(".forgejo/workflows/release-rehearse.yml"), "rehearse"),
        "gitlab" => PipelineReader.GitLab(people.Read(".gitlab/release.gitlab-ci.yml"), "release:rehearse"),
        "azure" => PipelineReader.Azure(people.Read("azure-pipelines/release-rehearse.yml"), null),
        _ => PipelineReader.Bitbucket(people.Read("bitbucket-pipelines.yml"), "Rehearse the release"),
    };

    private static Dictionary<string, string?> Variables(string service) => service switch
    {
        "github" => new() { ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKSPACE"] = "{tree}", ["GITHUB_STEP_SUMMARY"] = "{tree}/.git/summary", ["GITHUB_OUTPUT"] = "{tree}/.git/output" },
        "forgejo" => new() { ["CI"] = "true", ["FORGEJO_ACTIONS"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKSPACE"] = "{tree}", ["GITHUB_STEP_SUMMARY"] = "{tree}/.git/summary" },
        "gitlab" => new() { ["CI"] = "true", ["GITLAB_CI"] = "true", ["CI_PROJECT_DIR"] = "{tree}", ["CI_PIPELINE_SOURCE"] = "merge_request_event" },
        "azure" => new() { ["TF_BUILD"] = "True", ["BUILD_SOURCESDIRECTORY"] = "{tree}" },
        _ => new() { ["CI"] = "true", ["BITBUCKET_BUILD_NUMBER"] = "7", ["BITBUCKET_CLONE_DIR"] = "{tree}", ["BITBUCKET_BRANCH"] = "topic" },
    };
}
