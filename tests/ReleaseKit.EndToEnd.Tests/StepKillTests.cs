using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>
/// The processes of each step from a push to published packages die in the middle of what they do; then the step runs twice at once,
/// in the clone of the dead run and in a fresh one. It ends as one that nobody disturbed.
/// </summary>
public sealed class StepKillTests(PackedSdk sdk)
{
    private const string Branch = "releasekit/release/main";
    private const int Hours = 3_600_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Tags = ["@e2e/base-v1.1.0", "@e2e/top-v1.0.1"];

    [Fact]
    public async Task EachStepIsKilledInTheMiddleAndThenRunTwiceAtOnce()
    {
        using var bench = new ForgeBench(sdk, "dispatch = [\"acme/downstream\"]\n");
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        var here = bench.Clone();

        await PrepareAsync(bench, here);
        await bench.MergeAsync(1, "squash");
        await TagAsync(bench, here);
        await PublishAsync(bench, bench.Clone(Tags[0]));
    }

    private static async Task PrepareAsync(ForgeBench bench, ReleaseWorkspace here)
    {
        // The remote hangs before it takes the push.
        var hook = Path.Combine(bench.People.Remote, "hooks", "pre-receive");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nmkfifo \"$0.fifo\"\n: > \"$0.hangs\"\ncat \"$0.fifo\"\n");
        CommandLine.Run(bench.People.Remote, "chmod", ["+x", hook]).ExitCode.ShouldBe(0);
        await KillAsync(bench, here, "Prepare", () => Task.FromResult(File.Exists(hook + ".hangs")));
        File.Delete(hook);
        bench.People.Git("ls-remote", "origin").ShouldNotContain("releasekit");

        // The forge hangs before it opens the pull request; the branch is there already.
        await bench.FaultAsync(Hang("github", "POST pulls"));
        await KillAsync(bench, here, "Prepare", () => bench.IsHitAsync(0));
        await bench.FaultAsync();
        bench.People.Git("ls-remote", "origin").ShouldContain("refs/heads/" + Branch);

        var both = await TwiceAsync(bench, "Prepare", here, bench.Clone());

        both.ShouldAllBe(r => r.ExitCode == 0, string.Concat(both.Select(r => r.Output)));
        var page = (await bench.StateAsync())["pulls"]!.AsArray().ShouldHaveSingleItem()!;
        (Text(page, "state"), Text(page, "head"), Text(page, "title")).ShouldBe(("open", Branch, "chore(release): publish 2 packages"));
        page["labels"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("autorelease: pending");
        bench.People.Git("fetch", "--quiet", "origin");
        bench.People.Git("log", "--format=%s", "origin/main..origin/" + Branch).ShouldBe("chore(release): publish 2 packages");
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").Split('\n').ShouldHaveSingleItem().ShouldContain("refs/releasekit/plans/");
    }

    private static async Task TagAsync(ForgeBench bench, ReleaseWorkspace here)
    {
        here.Git("pull", "--quiet");
        await bench.FaultAsync("""{ "ecosystem": "github", "package": "POST releases", "latencyMs": 0, "times": 1 }""", Hang("github", "POST releases"));
        await KillAsync(bench, here, "Tag", () => bench.IsHitAsync(1));
        await bench.FaultAsync();
        (await bench.StateAsync())["releases"]!.AsArray().Count.ShouldBe(1);

        var both = await TwiceAsync(bench, "Tag", here, bench.Clone());

        both.ShouldAllBe(r => r.ExitCode == 0, string.Concat(both.Select(r => r.Output)));
        bench.People.Git("fetch", "--quiet", "--tags", "origin");
        bench.People.Git("tag", "--points-at", "origin/main").Split('\n').ShouldBe(Tags);
        var releases = (await bench.StateAsync())["releases"]!.AsArray();
        releases.Select(r => (Text(r!, "tag"), r!["draft"]!.GetValue<bool>(), string.Join(' ', r["assets"]!.AsArray().Select(a => Text(a!, "name"))))).Order()
            .ShouldBe([(Tags[0], true, "plan.json"), (Tags[1], true, "")]);
        (await bench.PageAsync(1))["labels"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("autorelease: tagged");
    }

    private static async Task PublishAsync(ForgeBench bench, ReleaseWorkspace here)
    {
        // While one run hangs in its second upload, another one is told so; then the first dies.
        await bench.FaultAsync($$"""{ "ecosystem": "npm", "package": "@e2e/top", "operation": "upload", "latencyMs": {{Hours}} }""");
        await KillAsync(bench, here, "Publish", () => bench.IsHitAsync(0), () =>
        {
            var second = bench.Run("Publish", Tags[0]);
            second.ExitCode.ShouldNotBe(0);
            second.Output.ShouldContain("error RK-LEASE-HELD: ");
        });
        Stored(bench).ShouldBe(["@e2e/base 1.1.0"]);

        // The next one uploads the rest, and hangs when it makes the first release public.
        await bench.FaultAsync(Hang("github", "PATCH releases/*"));
        await KillAsync(bench, here, "Publish", () => bench.IsHitAsync(0));
        await bench.FaultAsync();
        Stored(bench).ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1"]);

        var both = await TwiceAsync(bench, "Publish", here, bench.Clone(Tags[0]));

        both.ShouldContain(r => r.ExitCode == 0, string.Concat(both.Select(r => r.Output)));
        both.Where(r => r.ExitCode != 0).ShouldAllBe(r => r.Output.Contains("error RK-LEASE-HELD: ", StringComparison.Ordinal), string.Concat(both.Select(r => r.Output)));
        Stored(bench).ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1"]);
        (await bench.StateAsync())["releases"]!.AsArray().Select(r => (Text(r!, "tag"), r!["draft"]!.GetValue<bool>())).Order().ShouldBe([(Tags[0], false), (Tags[1], false)]);
        (await bench.PageAsync(1))["labels"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("autorelease: published");
        (await bench.StateAsync("acme/downstream"))["dispatches"]!.AsArray().ShouldHaveSingleItem();
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    private static string Hang(string forge, string request) => $$"""{ "ecosystem": "{{forge}}", "package": "{{request}}", "latencyMs": {{Hours}} }""";

    private static string[] Stored(ForgeBench bench) => [.. bench.Stored.Select(line => string.Join(' ', line.Split(' ')[..2]))];

    /// <summary>Starts a step, and kills every process of it as soon as something has happened. Of the work tree nothing is touched.</summary>
    private static async Task KillAsync(ForgeBench bench, ReleaseWorkspace machine, string target, Func<Task<bool>> happened, Action? meanwhile = null)
    {
        var processes = new MarkedProcesses();
        machine.Variables[MarkedProcesses.Name] = processes.Value;
        var head = machine.Git("rev-parse", "HEAD");
        using (var process = bench.Start(machine, target, out var said))
        {
            machine.Variables.Remove(MarkedProcesses.Name);
            for (var clock = Stopwatch.StartNew(); !await happened();)
            {
                process.WaitForExit(TimeSpan.FromMilliseconds(50)).ShouldBeFalse($"{target} ended before it could be killed: {said}");
                clock.Elapsed.ShouldBeLessThan(Patience);
            }

            meanwhile?.Invoke();
            processes.KillAll();
            process.WaitForExit();
        }

        machine.Git("status", "--porcelain").ShouldBeEmpty();
        machine.Git("rev-parse", "HEAD").ShouldBe(head);
    }

    /// <summary>Runs a step in two clones at once, after which neither has a throw-away work tree.</summary>
    private static async Task<CommandResult[]> TwiceAsync(ForgeBench bench, string target, params ReleaseWorkspace[] machines)
    {
        var results = await Task.WhenAll(machines.Select(machine => Task.Run(() => bench.Run(machine, target))));
        foreach (var machine in machines)
        {
            machine.Git("status", "--porcelain").ShouldBeEmpty();
            machine.Git("worktree", "list").Split('\n').ShouldHaveSingleItem();
        }

        return results;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
