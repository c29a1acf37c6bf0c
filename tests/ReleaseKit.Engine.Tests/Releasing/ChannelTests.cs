using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class ChannelTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task ALineRunsFromAlphaToStableWithTagsAsItsOnlyState()
    {
        _workspace.Npm("a", "a").Python("p", "p").Initialize("a-v1.0.0", "p-v1.0.0").Commit("feat: x", "a/x", "p/x");
        (await ReleaseAsync("alpha")).ShouldBe(["npm:a 1.0.0 → 1.1.0-alpha.0", "python:p 1.0.0 → 1.1.0a0"]);
        (await ReleaseAsync("alpha")).ShouldBeEmpty();
        _workspace.Commit("fix: y", "a/y");
        (await ReleaseAsync("")).ShouldBe(["npm:a 1.1.0-alpha.0 → 1.1.0-alpha.1"]);
        _workspace.Commit("fix: z", "p/z");
        (await ReleaseAsync("beta")).ShouldBe(["npm:a 1.1.0-alpha.1 → 1.1.0-beta.0", "python:p 1.1.0a0 → 1.1.0b0"]);
        (await ReleaseAsync("rc")).ShouldBe(["npm:a 1.1.0-beta.0 → 1.1.0-rc.0", "python:p 1.1.0b0 → 1.1.0rc0"]);
        (await ReleaseAsync("rc")).ShouldBeEmpty();
        var problems = (await Should.ThrowAsync<ReleaseException>(() => _workspace.Commit("fix: w", "a/w").PlanAsync(channel: "beta"))).Diagnostics;
        problems.Select(p => p.Code).ShouldBe(["RK-CHANNEL-LOWER", "RK-CHANNEL-LOWER"]);
        problems[0].Message.ShouldContain("1.1.0-rc.0");
        (await ReleaseAsync("stable")).ShouldBe(["npm:a 1.0.0 → 1.1.0", "python:p 1.0.0 → 1.1.0"]);
        (await ReleaseAsync("stable")).ShouldBeEmpty();
    }

    [Fact]
    public async Task AHotfixBranchFindsItsOwnBaselineAndTheMainLineGoesOn()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Commit("feat: x", "a/x");
        (await ReleaseAsync("stable")).ShouldBe(["npm:a 1.0.0 → 1.1.0"]);
        _workspace.Commit("feat!: y", "a/y");
        (await ReleaseAsync("beta")).ShouldBe(["npm:a 1.1.0 → 2.0.0-beta.0"]);
        _workspace.Git("checkout", "--quiet", "-b", "hotfix/1.0", "a-v1.0.0");
        _workspace.Commit("fix: old", "a/z");
        (await ReleaseAsync("1.0.x")).ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
        _workspace.Commit("feat: too much", "a/z");
        await Coded.ThrowsAsync(ChannelCodes.LeavesLine, () => _workspace.PlanAsync(channel: "1.0.x"));
        _workspace.Git("checkout", "--quiet", "main");
        _workspace.Commit("fix: w", "a/w");
        (await ReleaseAsync("")).ShouldBe(["npm:a 2.0.0-beta.0 → 2.0.0-beta.1"]);
        (await ReleaseAsync("stable")).ShouldBe(["npm:a 1.1.0 → 2.0.0"]);
    }

    [Fact]
    public async Task BranchesHaveTheirChannels()
    {
        _workspace.Npm("a", "a").Write("releasekit.toml", "[branches]\nmain = \"stable\"\n\"next\" = \"next\"\n\"maintenance/*\" = \"1.x\"\n").Initialize("a-v1.0.0").Commit("feat!: x", "a/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 2.0.0"]);
        _workspace.Git("checkout", "--quiet", "-b", "next");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 2.0.0-next.0"]);
        (await _workspace.PlanAsync(channel: "beta")).Summary().ShouldBe(["npm:a 1.0.0 → 2.0.0-beta.0"]);
        _workspace.Git("checkout", "--quiet", "-b", "maintenance/1.x");
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-LEAVES-LINE");
        _workspace.Git("checkout", "--quiet", "-b", "feature/z");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 2.0.0"]);
        _workspace.Git("checkout", "--quiet", "--detach");
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-DETACHED");
        (await _workspace.PlanAsync(channel: "stable")).Summary().ShouldBe(["npm:a 1.0.0 → 2.0.0"]);
    }

    [Fact]
    public async Task AnUnknownChannelIsRefused()
    {
        _workspace.Npm("a", "a").Initialize();
        await Coded.ThrowsAsync(ChannelCodes.Invalid, () => _workspace.PlanAsync(channel: "Beta"));
        await Coded.ThrowsAsync(ChannelCodes.Invalid, () => _workspace.PlanAsync(channel: "latest"));
    }

    [Fact]
    public async Task AChangeFileThatAPrereleaseHadIsNotNewAgain()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Write(".changeset/one.md", "---\n\"a\": minor\n---\n\nFirst.\n").Commit("chore: declare");
        (await ReleaseAsync("beta")).ShouldBe(["npm:a 1.0.0 → 1.1.0-beta.0"]);
        File.Exists(Path.Combine(_workspace.Root, ".changeset", "one.md")).ShouldBeTrue();
        (await ReleaseAsync("beta")).ShouldBeEmpty();
        _workspace.Write(".changeset/two.md", "---\n\"a\": patch\n---\n\nSecond.\n").Commit("chore: declare");
        (await ReleaseAsync("beta")).ShouldBe(["npm:a 1.1.0-beta.0 → 1.1.0-beta.1"]);
        var plan = (await _workspace.PlanAsync(channel: "stable")).Plan;
        plan.UsedChangeFiles.Length.ShouldBe(2);
        plan.Releases.Single().Reasons.Count(r => r.Kind == ReasonKind.ChangeFile).ShouldBe(2);
    }

    [Fact]
    public async Task AStableDependentOfAPrereleaseIsWarnedOf()
    {
        _workspace.Npm("", "root", "1.0.0", "\"private\": true, \"workspaces\": [\"*\"]").Npm("core", "core").Npm("app", "app", "1.0.0", "\"dependencies\": { \"core\": \"^1.0.0\" }")
            .Initialize("core-v1.0.0", "app-v1.0.0").Commit("feat: x", "core/x");
        (await ReleaseAsync("beta", "core")).ShouldBe(["npm:core 1.0.0 → 1.1.0-beta.0"]);
        var computed = await _workspace.Commit("fix: y", "core/y").PlanAsync();
        computed.Summary().ShouldBe(["npm:app 1.0.0 → 1.0.1", "npm:core 1.1.0-beta.0 → 1.1.0-beta.1"]);
        computed.Warnings.ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-STABLE-NEEDS-PRERELEASE");
    }

    [Fact]
    public async Task VersionsMayFollowTheCalendar()
    {
        _workspace.Properties["versioning"] = "calver:YYYY.MM.MICRO";
        _workspace.Npm("a", "a").Npm("b", "b").Write("b/releasekit.toml", "versioning = \"semver\"\n").Initialize("a-v1.0.0", "b-v1.0.0").Commit("fix: x", "a/x", "b/x");
        (await _workspace.PlanAsync(date: "2026-03-31")).Summary().ShouldBe(["npm:a 1.0.0 → 2026.3.0", "npm:b 1.0.0 → 1.0.1"]);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Plans, writes the versions, commits and tags, as a release does.</summary>
    private async Task<string[]> ReleaseAsync(string channel, string packages = "")
    {
        var computed = await _workspace.PlanAsync(channel: channel, packages: packages);
        var discovered = await _workspace.DiscoverAsync();
        foreach (var effect in new PlanApplication(new WorkspaceFileSystem(_workspace.Root), TestEcosystems.Catalog).Prepare(computed.Plan, discovered.Workspace, null))
        {
            if (effect.After is { } text)
            {
                _workspace.Write(effect.File.Value, text);
            }
        }

        if (!computed.Plan.IsEmpty)
        {
            _workspace.Commit("chore(release): publish");
            foreach (var tag in computed.Plan.Releases.Select(r => r.Tag))
            {
                _workspace.Git("tag", tag);
            }
        }

        return computed.Summary();
    }
}
