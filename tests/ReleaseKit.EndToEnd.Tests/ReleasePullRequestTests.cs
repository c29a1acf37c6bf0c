using System.Text.Json.Nodes;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>From a push to published packages through a pull request, every step in a fresh clone, with the real clients.</summary>
public sealed class ReleasePullRequestTests(PackedSdk sdk)
{
    private const string Branch = "releasekit/release/main";

    [Theory]
    [InlineData("merge")]
    [InlineData("squash")]
    [InlineData("rebase")]
    public async Task WhatIsMergedIsTaggedPublishedAndAnnounced(string method)
    {
        using var bench = new ForgeBench(sdk, "umbrella_tag = \"release-{date}\"\ndispatch = [\"acme/downstream\"]\n");
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more, fixes #7 @octocat <b>");
        bench.Push("py/py_one/__init__.py", "TWO = 2\n", "feat: two");

        // A laptop does not release what CI releases.
        var refused = bench.Run("Release");
        refused.ExitCode.ShouldNotBe(0);
        refused.Output.ShouldContain("error RK-RELEASE-FROM-CI: ");

        var prepared = bench.Run("Prepare");
        prepared.ExitCode.ShouldBe(0, prepared.Output);
        var pull = await bench.PullAsync(1);
        Text(pull, "title").ShouldBe("chore(release): publish 3 packages");
        Text(pull, "body").ShouldContain("| `npm:@e2e/base` | 1.0.0 | **1.1.0** | feat(base): more, f\u200Bixes #7 @\u200Boctocat &lt;b> |");

        // People choose another version and other words, and add a commit of their own.
        var body = Text(pull, "body").Replace("| **1.1.0** | feat: two |", "| 1.5.0 | feat: two |", StringComparison.Ordinal).Replace("- two", "- Two, at last.", StringComparison.Ordinal);
        await bench.SendAsync("PATCH", "pulls/1", new JsonObject { ["body"] = body });
        bench.People.Git("fetch", "--quiet", "origin");
        bench.People.Git("checkout", "--quiet", Branch);
        bench.People.Change("NOTES.md", "For this release.\n", "docs: notes");
        bench.People.Git("push", "--quiet", "origin", Branch);
        bench.People.Git("checkout", "--quiet", "main");
        var again = bench.Run("Prepare");
        again.ExitCode.ShouldBe(0, again.Output);
        pull = await bench.PullAsync(1);
        Text(pull, "body").ShouldContain("| `python:py-one` | 1.0.0 | **1.5.0** | chosen in this pull request |");
        Text(pull, "body").ShouldContain("- Two, at last.");
        bench.People.Git("fetch", "--quiet", "origin");
        bench.People.Git("log", "--format=%s", "origin/main..origin/" + Branch).ShouldBe("docs: notes\nchore(release): publish 3 packages");
        bench.People.Git("show", $"origin/{Branch}:py/pyproject.toml").ShouldContain("version = \"1.5.0\"");
        bench.People.Git("show", $"origin/{Branch}:py/CHANGELOG.md").ShouldContain("- Two, at last.");

        await bench.SendAsync("PUT", "pulls/1/merge", new JsonObject { ["merge_method"] = method });
        bench.Push("README.md", "Later.\n", "docs: later");

        var tagged = bench.Run("Tag");
        tagged.ExitCode.ShouldBe(0, tagged.Output);
        string[] tags = ["@e2e/base-v1.1.0", "@e2e/top-v1.0.1", "py-one-v1.5.0"];
        bench.People.Git("fetch", "--quiet", "--tags", "origin");
        var commit = bench.People.Git("rev-parse", "@e2e/base-v1.1.0^{commit}");
        commit.ShouldBe(bench.People.Git("rev-parse", "origin/main~1"));
        var umbrella = bench.People.Git("tag", "--points-at", commit).Split('\n').Except(tags).ShouldHaveSingleItem();
        umbrella.ShouldStartWith("release-2026-01-");
        Text((await bench.PullAsync(1))["labels"]![0]!, "name").ShouldBe("autorelease: tagged");
        (await bench.SendAsync("GET", "releases")).AsArray().Select(r => (Text(r!, "tag_name"), r!["draft"]!.GetValue<bool>())).ShouldBe([.. tags.Append(umbrella).Select(t => (t, true))], ignoreOrder: true);

        var published = bench.Run("Publish", "@e2e/base-v1.1.0");
        published.ExitCode.ShouldBe(0, published.Output);
        bench.Stored.Select(s => string.Join(' ', s.Split(' ')[..2])).Distinct().ShouldBe(["@e2e/base 1.1.0", "@e2e/top 1.0.1", "py-one 1.5.0"], ignoreOrder: true);
        var releases = (await bench.SendAsync("GET", "releases")).AsArray();
        releases.ShouldAllBe(r => !r!["draft"]!.GetValue<bool>());
        Text(releases.Single(r => Text(r!, "tag_name") == "py-one-v1.5.0")!, "body").ShouldContain("Two, at last.");
        Text((await bench.PullAsync(1))["labels"]![0]!, "name").ShouldBe("autorelease: published");
        (await bench.ForgeAsync()).ToJsonString().ShouldContain("@e2e/base");
        bench.People.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();

        // Nothing is left to release, so the branch goes. Then every step once more.
        var tidied = bench.Run("Prepare");
        tidied.ExitCode.ShouldBe(0, tidied.Output);
        bench.People.Git("ls-remote", "--heads", "origin").ShouldEndWith("\trefs/heads/main");
        var stored = bench.Stored;
        var refs = bench.People.Git("ls-remote", "origin");
        foreach (var (step, revision) in new[] { ("Tag", "main"), ("Publish", "@e2e/base-v1.1.0"), ("Prepare", "main") })
        {
            var once = bench.Run(step, revision);
            once.ExitCode.ShouldBe(0, once.Output);
        }

        bench.Stored.ShouldBe(stored);
        bench.People.Git("ls-remote", "origin").ShouldBe(refs);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
