using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>From a push to published packages through a pull request on each forge, every step in a fresh clone, with the real clients.</summary>
public sealed partial class ReleasePullRequestTests(PackedSdk sdk)
{
    private const string Branch = "releasekit/release/main";
    private static readonly string[] Tags = ["@e2e/base-v1.1.0", "@e2e/top-v1.0.1", "py-one-v1.5.0"];

    /// <summary>The forge, and how each of several releases in a row is merged there.</summary>
    public static TheoryData<string, string[]> Forges { get; } = new()
    {
        { "github", ["merge", "squash", "rebase"] },
        { "gitlab", ["squash", "merge", "rebase"] },
        { "bitbucket", ["merge", "rebase"] },
        { "gitea", ["rebase", "merge"] },
    };

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task WhatIsMergedIsTaggedPublishedAndAnnounced(string forge, string[] methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        using var bench = new ForgeBench(sdk, "umbrella_tag = \"release-{plan}\"\ndispatch = [\"acme/downstream\"]\n", forge: forge);
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more, fixes #7 @octocat <b>");
        bench.Push("py/py_one/__init__.py", "TWO = 2\n", "feat: two");

        if (forge == "github")
        {
            // A laptop does not release what CI releases.
            var refused = bench.Run("Release");
            refused.ExitCode.ShouldNotBe(0);
            refused.Output.ShouldContain("error RK-RELEASE-FROM-CI: ");
        }

        await PrepareAndEditAsync(bench);
        await bench.MergeAsync(1, methods[0]);
        bench.Push("README.md", "Later.\n", "docs: later");
        await TagAsync(bench);
        await PublishAsync(bench);

        // Nothing is left to release, so the branch goes. Then every step once more.
        Succeed(bench.Run("Prepare"));
        bench.People.Git("ls-remote", "--heads", "origin").ShouldEndWith("\trefs/heads/main");
        var stored = bench.Stored;
        var refs = bench.People.Git("ls-remote", "origin");
        var changes = Changes(bench);
        foreach (var (step, revision) in new[] { ("Tag", "main"), ("Publish", Tags[0]), ("Prepare", "main") })
        {
            Succeed(bench.Run(step, revision));
        }

        bench.Stored.ShouldBe(stored);
        bench.People.Git("ls-remote", "origin").ShouldBe(refs);
        Changes(bench).ShouldBe(changes);
        changes.CountBy(change => change).Select(c => $"{c.Value} {c.Key}").Order(StringComparer.Ordinal).ShouldBe(Foreseen(forge));

        for (var i = 1; i < methods.Length; i++)
        {
            await OnceMoreAsync(bench, i, methods[i]);
        }
    }

    /// <summary>Prepares; people choose another version and other words, and add a commit of their own; prepares again.</summary>
    private static async Task PrepareAndEditAsync(ForgeBench bench)
    {
        var output = Succeed(bench.Run("Prepare"));
        output.Contains("Bitbucket has no labels; pull request 1 says nothing of its state.", StringComparison.Ordinal).ShouldBe(!bench.Forge.HasLabels);
        var page = await bench.PageAsync(1);
        Text(page, "title").ShouldBe("chore(release): publish 3 packages");
        Text(page, "body").ShouldContain("| `npm:@e2e/base` | 1.0.0 | **1.1.0** | feat(base): more, f\u200Bixes #7 @\u200Boctocat &lt;b> |");
        Labels(page).ShouldBe(bench.Forge.HasLabels ? ["autorelease: pending"] : []);

        await bench.EditAsync(1, body => body.Replace("| **1.1.0** | feat: two |", "| 1.5.0 | feat: two |", StringComparison.Ordinal).Replace("- two", "- Two, at last.", StringComparison.Ordinal));
        bench.People.Git("fetch", "--quiet", "origin");
        bench.People.Git("checkout", "--quiet", Branch);
        bench.People.Change("NOTES.md", "For this release.\n", "docs: notes");
        bench.People.Git("push", "--quiet", "origin", Branch);
        bench.People.Git("checkout", "--quiet", "main");
        Succeed(bench.Run("Prepare"));

        page = await bench.PageAsync(1);
        Text(page, "body").ShouldContain("| `python:py-one` | 1.0.0 | **1.5.0** | chosen in this pull request |");
        Text(page, "body").ShouldContain("- Two, at last.");
        bench.People.Git("fetch", "--quiet", "origin");
        bench.People.Git("log", "--format=%s", "origin/main..origin/" + Branch).ShouldBe("docs: notes\nchore(release): publish 3 packages");
        bench.People.Git("show", $"origin/{Branch}:py/pyproject.toml").ShouldContain("version = \"1.5.0\"");
        bench.People.Git("show", $"origin/{Branch}:py/CHANGELOG.md").ShouldContain("- Two, at last.");
    }

    private static async Task TagAsync(ForgeBench bench)
    {
        var output = Succeed(bench.Run("Tag"));
        bench.People.Git("fetch", "--quiet", "--tags", "origin");
        var commit = bench.People.Git("rev-parse", Tags[0] + "^{commit}");
        commit.ShouldBe(bench.People.Git("rev-parse", "origin/main~1"));
        var umbrella = Umbrella(bench);
        var state = await bench.StateAsync();
        Releases(state).ShouldBe(bench.Forge.HasDrafts ? [.. Tags.Append(umbrella).Select(t => (t, true))] : [], ignoreOrder: true);
        output.Contains("GitLab has no draft releases; they are made when the packages are live.", StringComparison.Ordinal).ShouldBe(bench.Forge is { HasReleases: true, HasDrafts: false });
        output.Contains("Bitbucket has no releases; the tags say what was released.", StringComparison.Ordinal).ShouldBe(!bench.Forge.HasReleases);
        Labels(await bench.PageAsync(1)).ShouldBe(bench.Forge.HasLabels ? ["autorelease: tagged"] : []);
        (await bench.StateAsync("acme/downstream"))["dispatches"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task PublishAsync(ForgeBench bench)
    {
        var output = Succeed(bench.Run("Publish", Tags[0]));
        Names(bench.Stored).ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1", "py-one 1.5.0"], ignoreOrder: true);
        var (state, umbrella) = (await bench.StateAsync(), Umbrella(bench));
        Releases(state).ShouldBe(bench.Forge.HasReleases ? [.. Tags.Append(umbrella).Select(t => (t, false))] : [], ignoreOrder: true);
        output.Contains("Bitbucket has no releases; the tags say what was released.", StringComparison.Ordinal).ShouldBe(!bench.Forge.HasReleases);
        if (bench.Forge.HasReleases)
        {
            var releases = state["releases"]!.AsArray();
            Text(releases.Single(r => Text(r!, "tag") == "py-one-v1.5.0")!, "body").ShouldContain("Two, at last.");
            releases.Where(r => r!["assets"]!.AsArray().Any(a => Text(a!, "name") == "plan.json")).Select(r => Text(r!, "tag")).ShouldBe([umbrella]);
        }
        else
        {
            state["files"]!.AsArray().Select(f => Text(f!, "name")).ShouldBe([umbrella + "-plan.json"]);
        }

        Labels(await bench.PageAsync(1)).ShouldBe(bench.Forge.HasLabels ? ["autorelease: published"] : []);
        var told = (await bench.StateAsync("acme/downstream"))["dispatches"]!.AsArray().ShouldHaveSingleItem()!;
        Text(told, "event").ShouldStartWith("releasekit");
        JsonNode.Parse(Text(told, "payload"))!["packages"]!.AsArray().Select(p => $"{Text(p!, "id")} {Text(p!, "version")}")
            .ShouldBe(["npm:@e2e/base 1.1.0", "npm:@e2e/top 1.0.1", "python:py-one 1.5.0"]);
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    /// <summary>The next release of one package, merged by another method.</summary>
    private static async Task OnceMoreAsync(ForgeBench bench, int round, string method)
    {
        var (number, version) = (round + 1, $"1.5.{round}");
        bench.Push("py/py_one/__init__.py", $"FIX = {round}\n", $"fix: number {round}");
        Succeed(bench.Run("Prepare"));
        await bench.MergeAsync(number, method);
        bench.Push("README.md", "Later still.\n", "docs: later still");
        Succeed(bench.Run("Tag"));
        bench.People.Git("fetch", "--quiet", "--tags", "origin");
        bench.People.Git("rev-parse", $"py-one-v{version}^{{commit}}").ShouldBe(bench.People.Git("rev-parse", "origin/main~1"), method);
        Succeed(bench.Run("Publish", $"py-one-v{version}"));

        Names(bench.Stored).ShouldContain($"py-one {version}");
        Labels(await bench.PageAsync(number)).ShouldBe(bench.Forge.HasLabels ? ["autorelease: published"] : []);
        Releases(await bench.StateAsync()).Contains(($"py-one-v{version}", false)).ShouldBe(bench.Forge.HasReleases);
        (await bench.StateAsync("acme/downstream"))["dispatches"]!.AsArray().Count.ShouldBe(number);
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    /// <summary>What the first release changes on a forge, from the opened pull request to the dispatch.</summary>
    private static string[] Foreseen(string forge) => forge switch
    {
        "github" =>
        [
            "1 DELETE widgets/issues/*/labels/autorelease: pending 200", "1 DELETE widgets/issues/*/labels/autorelease: tagged 200", "1 PATCH widgets/pulls/* 200", "1 POST downstream/dispatches 204",
            "1 POST widgets/pulls 201", "1 POST widgets/releases/*/assets 201", "2 POST widgets/statuses/* 201", "3 POST widgets/issues/*/labels 200", "3 POST widgets/labels 201", "4 PATCH widgets/releases/* 200",
            "4 POST widgets/releases 201",
        ],
        "gitlab" =>
        [
            "1 POST downstream/pipeline 201", "1 POST widgets/merge_requests 201", "1 POST widgets/releases/*/assets/links 201", "1 PUT widgets/packages/generic/release-assets/*/plan.json 201",
            "2 POST widgets/statuses/* 201", "4 POST widgets/releases 201", "4 PUT widgets/merge_requests/* 200",
        ],
        "bitbucket" => ["1 POST downstream/pipelines/ 201", "1 POST widgets/downloads 201", "1 POST widgets/pullrequests 201", "1 PUT widgets/pullrequests/* 200", "2 POST widgets/commit/*/statuses/build 201"],
        _ =>
        [
            "1 PATCH widgets/pulls/* 201", "1 POST downstream/actions/workflows/releasekit.yml/dispatches 204", "1 POST widgets/pulls 201", "1 POST widgets/releases/*/assets 201",
            "2 DELETE widgets/issues/*/labels/* 204", "2 POST widgets/statuses/* 201", "3 POST widgets/issues/*/labels 200", "3 POST widgets/labels 201", "4 PATCH widgets/releases/* 200", "4 POST widgets/releases 201",
        ],
    };

    /// <summary>Requests that changed something on the forge, with numbers and tags left out.</summary>
    private static string[] Changes(ForgeBench bench) =>
        [.. bench.Asked.Where(r => r.Method != "GET").Select(r => $"{r.Method} {Varying().Replace(Uri.UnescapeDataString(r.Address.AbsolutePath).Split("/acme/")[1], "*")} {r.Status}")];

    private static string Succeed(CommandResult result)
    {
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }

    private static string Umbrella(ForgeBench bench) =>
        bench.People.Git("tag", "--points-at", Tags[0] + "^{commit}").Split('\n').Except(Tags).ShouldHaveSingleItem();

    private static string[] Labels(JsonNode page) => [.. page["labels"]!.AsArray().Select(l => l!.GetValue<string>())];

    private static (string Tag, bool IsDraft)[] Releases(JsonNode state) => [.. state["releases"]!.AsArray().Select(r => (Text(r!, "tag"), r!["draft"]!.GetValue<bool>()))];

    private static IEnumerable<string> Names(IEnumerable<string> stored) => stored.Select(s => string.Join(' ', s.Split(' ')[..2])).Distinct();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    [GeneratedRegex(@"(?<=/)\d+(?=/|$)|(?<=/)[0-9a-f]{40}(?=/|$)|release-[0-9a-f]{12}(-[0-9a-f]{8})?")]
    private static partial Regex Varying();
}
