using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>The written pipelines from a push to published packages: each job in a clone as its service makes it, with that service's variables, step by step.</summary>
public sealed partial class ReleasePipelineTests(PackedSdk sdk)
{
    /// <summary>What no shell, and no MSBuild, may take for a command.</summary>
    private const string Hostile = """it's "bad"; touch pwned $(touch pwned) `touch pwned` $ROLLBACK_TAG && touch pwned | $(ReleaseYes) > pwned""";

    public static TheoryData<string> Services => ["github", "forgejo", "gitlab", "azure", "bitbucket"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task APushIsPreparedAndItsMergeIsTaggedAndPublished(string service)
    {
        Tool.Require("bash");
        using var bench = new ForgeBench(sdk);
        var init = bench.People.MSBuild("Init", $"-p:ReleaseCi={service}");
        init.ExitCode.ShouldBe(0, init.Output);
        bench.People.Commit("ci: release");
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");

        var (idle, idleTag) = Run(bench, service, "tag", "");
        idle.ExitCode.ShouldBe(0, idle.Output);
        idleTag.ShouldBeEmpty();
        var (prepared, _) = Run(bench, service, "prepare", "");
        prepared.ExitCode.ShouldBe(0, prepared.Output);
        (await bench.PullAsync(1))["state"]!.GetValue<string>().ShouldBe("open");

        await bench.SendAsync("PUT", "pulls/1/merge", new JsonObject { ["merge_method"] = "squash" });
        bench.People.Git("pull", "--quiet", "--rebase", "origin", "main");
        var (tagged, tag) = Run(bench, service, "tag", "");
        tagged.ExitCode.ShouldBe(0, tagged.Output);
        tag.ShouldBe("@e2e/base-v1.1.0");
        var (published, _) = Run(bench, service, "publish", tag);
        published.ExitCode.ShouldBe(0, published.Output);

        bench.Stored.Select(s => string.Join(' ', s.Split(' ')[..2])).Distinct().ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1"]);
        (await bench.PullAsync(1))["labels"]![0]!["name"]!.GetValue<string>().ShouldBe("autorelease: published");
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();

        // By hand, with what people type into the form.
        if (service == "github")
        {
            var shown = RollBack(bench, service, tag, dryRun: true);
            shown.ExitCode.ShouldBe(0, shown.Output);
            (await DeprecationAsync(bench)).ShouldBeNull();
        }
        else if (service == "gitlab")
        {
            RollBack(bench, service, Hostile).ExitCode.ShouldNotBe(0);
            (await DeprecationAsync(bench)).ShouldBeNull();
        }

        var back = RollBack(bench, service, tag);
        back.ExitCode.ShouldBe(0, back.Output);
        (await DeprecationAsync(bench)).ShouldBe(service == "azure" ? "This version was withdrawn by its maintainers." : Hostile);
    }

    private static CommandResult RollBack(ForgeBench bench, string service, string tag, bool dryRun = false)
    {
        var (result, _) = Run(bench, service, "rollback", "", variables =>
        {
            (variables["ROLLBACK_TAG"], variables["ROLLBACK_REASON"], variables["CI_PIPELINE_SOURCE"]) = (tag, Hostile, "web");
            return new() { ["${{ inputs.tag }}"] = tag, ["${{ parameters.tag }}"] = tag, ["${{ inputs.reason }}"] = Hostile, ["${{ inputs.dry-run }}"] = dryRun ? "true" : "false" };
        });
        return result;
    }

    private static async Task<string?> DeprecationAsync(ForgeBench bench)
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync($"{bench.Address}/npm/@e2e%2fbase", TestContext.Current.CancellationToken))!["versions"]!["1.1.0"]!["deprecated"]?.GetValue<string>();
    }

    /// <summary>Runs a job, and gives the tag that it hands on.</summary>
    private static (CommandResult Result, string Tag) Run(ForgeBench bench, string service, string job, string tag, Func<Dictionary<string, string?>, Dictionary<string, string>>? form = null)
    {
        var (variables, expressions) = (Variables(bench, service, tag), Expressions(tag));
        foreach (var (name, value) in form?.Invoke(variables) ?? [])
        {
            expressions[name] = value;
        }

        var machine = new PipelineMachine(
            revision =>
            {
                var tree = bench.Clone(revision);
                if (service == "bitbucket" && tag.Length > 0)
                {
                    // The artifact of the step before.
                    Directory.CreateDirectory(Path.Combine(tree.Output, "ci"));
                    File.WriteAllText(Path.Combine(tree.Output, "ci", "release.env"), $"RELEASE_TAG='{tag}'\n");
                }

                return tree;
            },
            variables, expressions);
        var (tree, result) = machine.Run(Steps(bench.People, service, job), service is "gitlab" or "azure" ? bench.People.Git("rev-parse", "origin/main") : "main");
        File.Exists(tree.File("pwned")).ShouldBeFalse();
        return (result, service switch
        {
            "github" or "forgejo" => Output(tree.File(".git/output")),
            "azure" => AzureTag().Match(result.Output).Groups["tag"].Value,
            _ => Variable(Path.Combine(tree.Output, "ci", "release.env")),
        });
    }

    private static IReadOnlyList<PipelineStep> Steps(ReleaseWorkspace people, string service, string job) => service switch
    {
        "github" or "forgejo" => PipelineReader.Workflow(people.Read($".{service}/workflows/release{(job == "rollback" ? "-rollback" : "")}.yml"), job),
        "gitlab" => PipelineReader.GitLab(people.Read(".gitlab/release.gitlab-ci.yml"), "release:" + job),
        "azure" => PipelineReader.Azure(people.Read("azure-pipelines/release.yml"), job),
        _ => PipelineReader.Bitbucket(people.Read("bitbucket-pipelines.yml"), job switch { "tag" => "Tag what was merged", "publish" => "Publish", "rollback" => "Roll back", _ => "Open or update the release pull request" }),
    };

    /// <summary>The variables that a service sets in its jobs.</summary>
    internal static Dictionary<string, string?> Variables(ForgeBench bench, string service, string tag)
    {
        var commit = bench.People.Git("rev-parse", "origin/main");
        var variables = new Dictionary<string, string?>
        {
            ["CI"] = "true",
            ["GITHUB_TOKEN"] = "loopback",
            ["ReleaseRehearsalAddress"] = bench.Address + "/",
            ["ReleasePythonBuildIsolation"] = "false",
            ["ReleasePythonExecutable"] = Tool.RequirePython("build", "twine", "hatchling"),
        };
        (string Name, string Value)[] own = service switch
        {
            "github" or "forgejo" => [("GITHUB_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://forge.test"), ("GITHUB_WORKSPACE", "{tree}"), ("GITHUB_STEP_SUMMARY", "{tree}/.git/summary"), ("GITHUB_OUTPUT", "{tree}/.git/output")],
            "gitlab" =>
            [
                ("GITLAB_CI", "true"), ("CI_SERVER_URL", "https://forge.test"), ("CI_PROJECT_DIR", "{tree}"), ("CI_PROJECT_URL", bench.People.Remote[..^4]), ("CI_COMMIT_BRANCH", "main"), ("CI_COMMIT_SHA", commit), ("CI_PIPELINE_SOURCE", "push"),
                ("GITLAB_TOKEN", "loopback"), ("RELEASE_TAG", tag),
            ],
            "azure" => [("TF_BUILD", "True"), ("BUILD_SOURCESDIRECTORY", "{tree}"), ("BUILD_SOURCEBRANCH", "refs/heads/main"), ("BUILD_SOURCEVERSION", commit)],
            _ => [("BITBUCKET_BUILD_NUMBER", "7"), ("BITBUCKET_CLONE_DIR", "{tree}"), ("BITBUCKET_BRANCH", "main"), ("BITBUCKET_TOKEN", "loopback")],
        };
        foreach (var (name, value) in own)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The expressions that a service replaces.</summary>
    internal static Dictionary<string, string> Expressions(string tag) => new()
    {
        ["${{ steps.app.outputs.token || github.token }}"] = "loopback",
        ["${{ github.token }}"] = "loopback",
        ["${{ inputs.tag || needs.tag.outputs.tag }}"] = tag,
        ["${{ secrets.NPM_TOKEN }}"] = "",
        ["${{ secrets.PYPI_TOKEN }}"] = "",
        ["${{ parameters.tag }}"] = "none",
        ["$(taggedNow)"] = tag,
        ["$(FORGE_TOKEN)"] = "loopback",
        ["$(NODE_AUTH_TOKEN)"] = "",
        ["$(UV_PUBLISH_TOKEN)"] = "",
    };

    /// <summary>An output of GitHub, in its form of several lines.</summary>
    private static string Output(string file)
    {
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        var at = Array.FindLastIndex(lines, line => line.StartsWith("tag<<", StringComparison.Ordinal));
        return at < 0 ? "" : lines[at + 1];
    }

    private static string Variable(string file) => File.Exists(file)
        ? File.ReadAllLines(file).Where(line => line.StartsWith("RELEASE_TAG=", StringComparison.Ordinal)).Select(line => line["RELEASE_TAG=".Length..].Trim('\'')).LastOrDefault() ?? ""
        : "";

    [GeneratedRegex(@"##vso\[task\.setvariable variable=tag;isOutput=true\](?<tag>\S*)")]
    private static partial Regex AzureTag();
}
