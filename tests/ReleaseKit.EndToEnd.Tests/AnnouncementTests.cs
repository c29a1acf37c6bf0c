using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>The releases of a loopback GitHub beside what is released from a laptop: made, made again after a failure, compared, mended, and marked when a version is taken back.</summary>
public sealed class AnnouncementTests(PackedSdk sdk)
{
    /// <summary>The forge takes nothing once.</summary>
    private const string Faults = """{ "rules": [{ "ecosystem": "github", "package": "POST releases", "status": 403, "times": 1 }] }""";

    private static readonly string[] Local = ["-p:ReleasePublishFrom=local"];

    [Fact]
    public async Task WhatALaptopReleasesIsReleasedOnTheForgeAndStaysTrue()
    {
        using var bench = new ForgeBench(sdk, "", Faults);
        await WithoutReleasesAsync(bench);
        bench.Push("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more, fixes #7 @octocat");
        var laptop = bench.Clone();

        // Without a token it is said once what is missing; a dry run shows what will be done.
        laptop.Variables["GITHUB_TOKEN"] = "";
        var alone = bench.Run(laptop, "Release", [.. Local, "-p:ReleaseDryRun=true"]);
        alone.ExitCode.ShouldBe(0, alone.Output);
        alone.Output.ShouldContain("No release is made on GitHub. There is no token for ");
        laptop.Variables["GITHUB_TOKEN"] = "loopback";
        var dry = bench.Run(laptop, "Release", [.. Local, "-p:ReleaseDryRun=true"]);
        dry.ExitCode.ShouldBe(0, dry.Output);
        dry.Output.ShouldContain("release @e2e/base 1.2.0 on GitHub acme/widgets for the tag @e2e/base-v1.2.0");
        (await ReleasesAsync(bench)).ShouldBeEmpty();

        // The forge fails when all is live: that is a warning, and the next run makes what is missing.
        var first = bench.Run(laptop, "Release", Local);
        first.ExitCode.ShouldBe(0, first.Output);
        first.Output.ShouldContain("warning RK-RELEASE-UNANNOUNCED: Not every release could be made on GitHub: RK-FORGE-FORBIDDEN");
        var again = bench.Run(laptop, "Release", Local);
        again.ExitCode.ShouldBe(0, again.Output);
        (await ReleasesAsync(bench)).ShouldBe(["@e2e/base-v1.2.0: @e2e/base 1.2.0 public", "@e2e/top-v1.0.2: @e2e/top 1.0.2 public"]);
        var told = await ReleaseAsync(bench, "@e2e/base-v1.2.0");
        Text(told, "body").ShouldContain("more, f\u200Bixes #7 @\u200Boctocat");

        // One is deleted, one made a draft, one is there for a tag of ours that is not, and one is none of ours.
        bench.People.Git("tag", "@e2e/top-v9.0.0");
        bench.People.Git("tag", "theirs");
        bench.People.Git("push", "--quiet", "origin", "@e2e/top-v9.0.0", "theirs");
        await bench.SendAsync("POST", "releases", new JsonObject { ["tag_name"] = "@e2e/top-v9.0.0", ["name"] = "nine" });
        await bench.SendAsync("POST", "releases", new JsonObject { ["tag_name"] = "theirs", ["name"] = "theirs" });
        bench.People.Git("push", "--quiet", "origin", "--delete", "@e2e/top-v9.0.0", "theirs");
        await bench.SendAsync("PATCH", $"releases/{told["id"]}", new JsonObject { ["tag_name"] = "@e2e/base-v1.2.0", ["draft"] = true, ["body"] = "By hand @octocat." });
        await bench.SendAsync("DELETE", $"releases/{(await ReleaseAsync(bench, "@e2e/top-v1.0.2"))["id"]}");
        string[] looked = [.. Local, "-p:ReleasePackages=@e2e/base%3B@e2e/top"]; // The Python package is live nowhere.
        var found = bench.Run(laptop, "Reconcile", looked);
        found.ExitCode.ShouldNotBe(0);
        string[] expected = ["forge-release-draft refs/tags/@e2e/base-v1.2.0", "forge-release-missing refs/tags/@e2e/top-v1.0.2", "forge-release-without-tag refs/tags/@e2e/top-v9.0.0"];
        Statuses(laptop).ShouldBe(expected.Select(e => $"{e}: found"), ignoreOrder: true);
        bench.Run(laptop, "Reconcile", [.. looked, "-p:ReleaseFix=true"]).Output.ShouldContain("error RK-RECONCILE-LEFT: 1 of 3 disagreements is left: forge-release-without-tag");
        Statuses(laptop).ShouldBe([$"{expected[0]}: fixed", $"{expected[1]}: fixed", $"{expected[2]}: left"], ignoreOrder: true);
        Text(await ReleaseAsync(bench, "@e2e/base-v1.2.0"), "body").ShouldBe("By hand @octocat.");
        Text(await ReleaseAsync(bench, "@e2e/top-v1.0.2"), "body").ShouldNotBeEmpty();

        // Without a token, and with forge_releases = false, nothing is compared and nothing is wrong.
        var blind = bench.Run(laptop, "Reconcile", [.. looked, "-p:ReleaseForgeReleases=false"]);
        blind.ExitCode.ShouldBe(0, blind.Output);
        blind.Output.ShouldNotContain("GitHub");
        laptop.Variables["GITHUB_TOKEN"] = "";
        blind = bench.Run(laptop, "Reconcile", looked);
        blind.ExitCode.ShouldBe(0, blind.Output);
        blind.Output.ShouldContain("The releases of GitHub are not compared. There is no token for ");
        laptop.Variables["GITHUB_TOKEN"] = "loopback";

        // A version that is taken back says so on its page, once.
        var rollback = bench.Run(laptop, "Rollback", [.. Local, "-p:ReleaseTag=@e2e/base-v1.2.0", "-p:ReleaseYes=true", "-p:ReleaseReason=it leaks"]);
        rollback.ExitCode.ShouldBe(0, rollback.Output);
        rollback.Output.ShouldContain("mark the forge's release as withdrawn: @e2e/base 1.2.0");
        told = await ReleaseAsync(bench, "@e2e/base-v1.2.0");
        (Text(told, "name"), Text(told, "body"), told["prerelease"]!.GetValue<bool>()).ShouldBe(("@e2e/base 1.2.0 (withdrawn)", "> **Withdrawn.** it leaks\n\nBy hand @octocat.", true));
        var tags = bench.Run(laptop, "Rollback", [.. Local, "-p:ReleaseTag=@e2e/base-v1.2.0", "-p:ReleaseYes=true", "-p:ReleaseDeleteTags=true"]);
        tags.ExitCode.ShouldBe(0, tags.Output);
        (await ReleasesAsync(bench)).ShouldBe(["@e2e/top-v1.0.2: @e2e/top 1.0.2 public", "@e2e/top-v9.0.0: nine public", "theirs: theirs public"]);
    }

    /// <summary>A merged release with forge_releases = false in every step.</summary>
    private static async Task WithoutReleasesAsync(ForgeBench bench)
    {
        bench.Push("js/packages/base/index.js", "export const less = 1;\n", "feat(base): less");
        const string Without = "-p:ReleaseForgeReleases=false";
        bench.Run("Prepare", "main", Without).ExitCode.ShouldBe(0);
        await bench.MergeAsync(1, "squash");
        var tagged = bench.Run("Tag", "main", Without);
        tagged.ExitCode.ShouldBe(0, tagged.Output);
        var published = bench.Run("Publish", "@e2e/base-v1.1.0", Without);
        published.ExitCode.ShouldBe(0, published.Output);
        bench.Stored.ShouldContain(s => s.StartsWith("@e2e/base 1.1.0 ", StringComparison.Ordinal));
        (await ReleasesAsync(bench)).ShouldBeEmpty();
    }

    private static async Task<string[]> ReleasesAsync(ForgeBench bench) =>
        [.. (await bench.SendAsync("GET", "releases")).AsArray().Select(r => $"{Text(r!, "tag_name")}: {Text(r!, "name")} {(r!["draft"]!.GetValue<bool>() ? "draft" : "public")}").Order(StringComparer.Ordinal)];

    private static async Task<JsonNode> ReleaseAsync(ForgeBench bench, string tag) =>
        (await bench.SendAsync("GET", "releases")).AsArray().Single(r => Text(r!, "tag_name") == tag)!;

    private static string[] Statuses(ReleaseWorkspace workspace)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(workspace.Output, "reconcile.json")));
        return [.. document.RootElement.GetProperty("disagreements").EnumerateArray().Select(d => $"{d.GetProperty("kind")} {d.GetProperty("subject")}: {d.GetProperty("status")}")];
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
