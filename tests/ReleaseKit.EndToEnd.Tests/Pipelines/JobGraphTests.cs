using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>
/// A merged plan that is published by the jobs that docs/ci.md shows: one job plans them, and each publishes its share in a clone of its own, in
/// the order most unlike that of the plan that its service may choose.
/// </summary>
public sealed partial class JobGraphTests(PackedSdk sdk)
{
    private const string Tag = "@e2e/base-v1.1.0";
    private static readonly string[] Shares = ["npm:@e2e/base", "npm:@e2e/top", "python:py-one"];

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("azure")]
    public async Task TheJobsOfAMergedPlanPublishWhatASinglePublicationWould(string service)
    {
        Tool.Require("bash");
        using var bench = new ForgeBench(sdk, "umbrella_tag = \"release-{plan}\"\n");
        if (service == "gitlab")
        {
            bench.People.MSBuild("Init", "-p:ReleaseCi=gitlab").ExitCode.ShouldBe(0);
        }

        bench.People.Change("py/py_one/__init__.py", "TWO = 2\n", "feat: two");
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        Succeed(bench.Run("Prepare"));
        await bench.SendAsync("PUT", "pulls/1/merge", new JsonObject { ["merge_method"] = "squash" });

        // What is on the branch later is no part of what was merged.
        bench.Push("js/packages/top/index.js", "export const later = 1;\n", "feat(top)!: later");
        Succeed(bench.Run("Tag"));
        var (waves, needs) = Plan(bench, service);
        waves.SelectMany(w => w).Order(StringComparer.Ordinal).ShouldBe(Shares);

        var order = waves.SelectMany(w => w.Reverse()).ToList();
        if (needs is not null)
        {
            // GitLab starts a job as soon as its own needs are met, so that the second wave can be ahead of the first.
            needs["npm:@e2e/top"].ShouldBe(["npm:@e2e/base"]);
            order = ["npm:@e2e/base", "npm:@e2e/top", "python:py-one"];
        }

        if (service == "azure")
        {
            // One that is started too early leaves what it had begun to whoever comes after it.
            Run(bench, service, "wave1", order[2], ("ReleaseAwaitTimeout", "1")).Result.Output.ShouldContain("error RK-AWAIT-TIMEOUT");
            bench.Stored.ShouldBeEmpty();
        }

        foreach (var share in order)
        {
            (await bench.PullAsync(1))["labels"]![0]!["name"]!.GetValue<string>().ShouldBe("autorelease: tagged");
            Succeed(service == "azure" && share == order[2] ? bench.Run("Publish", Tag) : Run(bench, service, "wave1", share).Result);
        }

        bench.Stored.Select(s => string.Join(' ', s.Split(' ')[..2])).Distinct().Order(StringComparer.Ordinal).ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1", "py-one 1.1.0"]);
        (await bench.PullAsync(1))["labels"]![0]!["name"]!.GetValue<string>().ShouldBe("autorelease: published");
        var releases = (JsonArray)await bench.SendAsync("GET", "releases?per_page=100");
        releases.Count.ShouldBe(4);
        releases.ShouldAllBe(r => !r!["draft"]!.GetValue<bool>());
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();

        // A job that is run again, and a graph of what is published, find nothing to do.
        var again = Run(bench, service, "wave1", order[0]).Result;
        Succeed(again);
        again.Output.ShouldContain("is published");
        releases.Count.ShouldBe(((JsonArray)await bench.SendAsync("GET", "releases?per_page=100")).Count);
        Plan(bench, service).Waves.ShouldBeEmpty();
    }

    /// <summary>Runs the job that plans, and gives the shares by wave, and by share what it needs where the service knows that.</summary>
    private static (string[][] Waves, Dictionary<string, string[]>? Needs) Plan(ForgeBench bench, string service)
    {
        var (tree, result) = Run(bench, service, "plan", "");
        Succeed(result);
        if (service == "gitlab")
        {
            var children = PipelineReader.Children(tree.Read("artifacts/releasekit/jobs.gitlab-ci.yml"));
            children.ShouldAllBe(c => c.Variables["ReleaseTag"] == Tag);
            var share = children.ToDictionary(c => c.Name, c => c.Variables["ReleaseShare"]);
            return ([.. children.Select(c => share[c.Name]).Chunk(3)], children.ToDictionary(c => share[c.Name], c => c.Needs.Select(n => share[n]).ToArray()));
        }

        var values = service == "github" ? Outputs(tree.File(".git/output")) : Variables().Matches(result.Output).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());
        return ([.. Enumerable.Range(1, int.Parse(values["waves"], System.Globalization.CultureInfo.InvariantCulture)).Select(i => JsonNode.Parse(values[$"wave{i}"])!)
            .Select(wave => (service == "github" ? wave["include"]!.AsArray() : wave.AsObject().Select(leg => leg.Value)).Select(leg => leg!["share"]!.GetValue<string>()).ToArray())], null);
    }

    private static (ReleaseWorkspace Tree, CommandResult Result) Run(ForgeBench bench, string service, string job, string share, params (string Name, string Value)[] more)
    {
        var variables = ReleasePipelineTests.Variables(bench, service, Tag);
        var expressions = ReleasePipelineTests.Expressions(Tag);
        (expressions["${{ needs.tag.outputs.tag }}"], expressions["${{ matrix.share }}"], expressions["$(share)"]) = (Tag, share, share);
        if (service == "gitlab" && job != "plan")
        {
            (variables["ReleaseTag"], variables["ReleaseShare"]) = (Tag, share);
        }

        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        var text = Shown(service);
        var included = service == "gitlab" ? bench.People.Read(".gitlab/release.gitlab-ci.yml") : "";
        var steps = service switch
        {
            "github" => PipelineReader.Workflow(text, job),
            "gitlab" => PipelineReader.GitLab(included + "\n" + text, job == "plan" ? "release:jobs" : ".release:share"),
            _ => PipelineReader.AzureJob(text, job),
        };
        return new PipelineMachine(revision => bench.Clone(revision), variables, expressions).Run(steps, service == "github" ? "main" : bench.People.Git("rev-parse", "origin/main"));
    }

    /// <summary>What the documentation shows.</summary>
    public static string Shown(string service)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ci.md"));
        var start = text.IndexOf($"<!-- jobs: {service} -->\n```yaml\n", StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0);
        var from = text.IndexOf("```yaml\n", start, StringComparison.Ordinal) + "```yaml\n".Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static void Succeed(CommandResult result) => result.ExitCode.ShouldBe(0, result.Output);

    /// <summary>Outputs of GitHub, in its form of several lines.</summary>
    private static Dictionary<string, string> Outputs(string file)
    {
        var lines = File.ReadAllLines(file);
        return lines.Select((line, at) => (line.Split("<<"), at)).Where(l => l.Item1.Length == 2).ToDictionary(l => l.Item1[0], l => lines[l.at + 1]);
    }

    [GeneratedRegex(@"##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*)")]
    private static partial Regex Variables();
}
