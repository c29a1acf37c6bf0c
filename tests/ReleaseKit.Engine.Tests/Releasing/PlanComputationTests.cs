using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class PlanComputationTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task EveryPackageHasAHistoryOfItsOwn()
    {
        _workspace.Npm("core", "core").Npm("app", "app", "2.0.0").Python("tool", "tool", "0.1.0").Initialize("core-v1.0.0", "app-v2.0.0", "tool-v0.1.0")
            .Commit("feat: x", "core/index.js").Commit("fix: y", "app/index.js").Commit("docs: z", "tool/readme.md");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["npm:app 2.0.0 → 2.0.1", "npm:core 1.0.0 → 1.1.0"]);
        computed.Plan.Base.ShouldBe(_workspace.Git("rev-parse", "HEAD"));
        computed.Plan.Date.ShouldBe("2026-01-05");
        computed.Plan.Skipped.Single().Why.ShouldBe("no releasable change since tool-v0.1.0 (1 commit)");
    }

    [Fact]
    public async Task TheNewestVersionIsTheBaselineNotTheNewestTag()
    {
        _workspace.Npm("a", "a", "1.10.0").Initialize("a-v1.10.0").Commit("chore: later", "a/x");
        _workspace.Git("tag", "a-v1.9.0");
        (await _workspace.Commit("fix: y", "a/x").PlanAsync()).Summary().ShouldBe(["npm:a 1.10.0 → 1.10.1"]);
    }

    [Fact]
    public async Task AFileBelongsToTheInnermostPackage()
    {
        _workspace.Python("outer", "outer").Python("outer/inner", "inner").Initialize("outer-v1.0.0", "inner-v1.0.0").Commit("feat: x", "outer/inner/a.py");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["python:inner 1.0.0 → 1.1.0"]);
    }

    [Fact]
    public async Task WithoutATagEverythingIsAFirstRelease()
    {
        var computed = await _workspace.Npm("a", "a", "0.1.0").Initialize().Commit("feat: x", "a/x").PlanAsync();
        computed.Summary().ShouldBe(["npm:a - → 0.1.0"]);
        computed.Of("npm:a").Reasons.Select(r => r.Summary).ShouldBe(["first release", "x"]);
    }

    [Fact]
    public async Task ABootstrapCommitStandsForTheMissingTag()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize().Commit("feat: old", "a/x", "b/x");
        _workspace.Properties["bootstrap_sha"] = _workspace.Git("rev-parse", "HEAD");
        var computed = await _workspace.Commit("fix: new", "a/x").PlanAsync();
        computed.Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
        computed.Plan.Skipped.Single().Why.ShouldStartWith("no change since ");
    }

    [Fact]
    public async Task ABootstrapCommitMustExist()
    {
        _workspace.Npm("a", "a").Initialize();
        _workspace.Properties["bootstrap_sha"] = "0123456789";
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-BASELINE-UNKNOWN");
    }

    [Fact]
    public async Task TagsOfAnotherFormatAreNotMistakenForNoRelease()
    {
        _workspace.Npm("a", "@acme/a").Npm("b", "@acme/b", "2.0.0").Initialize("@acme/a@1.0.0", "@acme/b@2.0.0").Commit("feat: x", "a/x");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BASELINE-FOREIGN");
        problem.Message.ShouldContain("tag_format = \"{name}@{version}\"");
        _workspace.Properties["tag_format"] = "{name}@{version}";
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:@acme/a 1.0.0 → 1.1.0"]);
    }

    [Fact]
    public async Task OnePackageWithTagsOfAnotherFormatIsNoticedAmongOthers()
    {
        _workspace.Npm("a", "a").Npm("b", "b", "2.0.0").Npm("c", "c", "0.1.0").Initialize("a-v1.0.0", "b@2.0.0", "v7.0.0").Commit("feat: x", "b/x");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BASELINE-FOREIGN");
        problem.Message.ShouldStartWith("No tag of npm:b matches");
        (await _workspace.Write("b/releasekit.toml", "tag_format = \"{name}@{version}\"\n").PlanAsync()).Summary().ShouldBe(["npm:b 2.0.0 → 2.1.0", "npm:c - → 0.1.0"]);
    }

    [Fact]
    public async Task AShallowCloneIsRefusedWithTheCommandThatMendsIt()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Commit("feat: x", "a/x");
        using var scratch = new ScratchDirectory();
        _workspace.Git("clone", "--quiet", "--depth=1", "file://" + _workspace.Root.Replace(" ", "%20", StringComparison.Ordinal), scratch.File("clone"));
        var problem = await Coded.ThrowsAsync(GitCodes.Shallow, () => _workspace.PlanAsync(scratch.File("clone"), new PlanOptions("", [], "")));
        problem.Message.ShouldContain("git fetch --unshallow --tags");
    }

    [Fact]
    public async Task AManifestBehindATagOfThisHistoryIsRefused()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0", "a-v1.2.0");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-VERSION-BEHIND");
        problem.Location!.ToString().ShouldStartWith("a/package.json(3,");
    }

    [Fact]
    public async Task AHigherTagOfAnotherBranchIsAnotherLine()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0");
        _workspace.Git("checkout", "--quiet", "-b", "next");
        _workspace.Npm("a", "a", "2.0.0").Commit("feat!: next", "a/x");
        _workspace.Git("tag", "a-v2.0.0");
        _workspace.Git("checkout", "--quiet", "main");
        (await _workspace.Commit("fix: y", "a/y").PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
    }

    [Fact]
    public async Task AReleaseOfAnotherBranchCountsFromWhereThatBranchBegan()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Npm("c", "c").Initialize("c-v1.0.0").Commit("feat: released", "a/y", "b/y");
        _workspace.Git("checkout", "--quiet", "-b", "release");
        _workspace.Commit("chore: release", "a/x");
        _workspace.Git("tag", "a-v1.0.0");
        _workspace.Commit("chore: release", "b/x");
        _workspace.Git("tag", "b-v1.0.0");
        _workspace.Git("checkout", "--quiet", "main");
        var computed = await _workspace.Commit("fix: y", "a/y").PlanAsync();
        computed.Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
        var warning = computed.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("RK-BASELINE-BRANCHED");
        warning.Message.ShouldStartWith("The last release of npm:a (a-v1.0.0), npm:b (b-v1.0.0) was made on a branch that this one does not contain");
    }

    [Fact]
    public async Task AReleaseThatComesLaterOrSharesNoHistoryIsRefused()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("b-v1.0.0").Commit("feat: x", "a/x");
        _workspace.Git("tag", "a-v1.0.0");
        _workspace.Git("checkout", "--quiet", "HEAD~1");
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-BASELINE-UNREACHABLE");
        _workspace.Git("checkout", "--quiet", "--orphan", "new");
        _workspace.Commit("feat: begun again", "a/x");
        (await _workspace.ProblemsAsync()).Select(p => p.Code).ShouldBe(["RK-BASELINE-UNREACHABLE", "RK-BASELINE-UNREACHABLE"]);
    }

    [Fact]
    public async Task ANewPackageJoinsASynchronizedWorkspaceWithSharedTags()
    {
        _workspace.Npm("a", "a", "1.2.0").Initialize("v1.2.0").Npm("new", "new", "0.1.0").Commit("feat: new package");
        _workspace.Properties["synchronize"] = "true";
        (await _workspace.PlanAsync()).Plan.Releases.Select(r => $"{r.Id} {r.To} {r.Tag}").ShouldBe(["npm:a 1.3.0 v1.3.0", "npm:new 1.3.0 v1.3.0"]);
    }

    [Fact]
    public async Task CommitsWithoutAConventionAreListed()
    {
        var computed = await _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0").Commit("Fixed it", "a/x", "b/x").Commit("fix: y", "a/x").PlanAsync();
        computed.Unconventional.ShouldHaveSingleItem().Subject.ShouldBe("Fixed it");
        computed.UnconventionalCommits.ShouldBe(1);
    }

    [Fact]
    public async Task OnlyTheGroupOrThePackagesAskedForAreReleased()
    {
        _workspace.Npm("a", "a").Write("a/releasekit.toml", "group = \"core\"\n").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0").Commit("fix: y", "a/x", "b/x");
        (await _workspace.PlanAsync(group: "core")).Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
        (await _workspace.PlanAsync(packages: "npm:b")).Summary().ShouldBe(["npm:b 1.0.0 → 1.0.1"]);
    }

    [Fact]
    public async Task ANameThatIsNoPackageIsRefused()
    {
        _workspace.Npm("shared", "shared").Python("shared-py", "shared").Initialize();
        (await Coded.ThrowsAsync(PlanCodes.UnknownPackage, () => _workspace.PlanAsync(packages: "npm:shraed"))).Message.ShouldContain("npm:shared");
        (await Coded.ThrowsAsync(PlanCodes.UnknownPackage, () => _workspace.PlanAsync(packages: "shared"))).Message.ShouldContain("python:shared");
    }

    [Fact]
    public async Task TheDateMayBeSaid()
    {
        _workspace.Npm("a", "a").Initialize();
        (await _workspace.PlanAsync(date: "2027-02-03")).Plan.Date.ShouldBe("2027-02-03");
        await Coded.ThrowsAsync(PlanCodes.Date, () => _workspace.PlanAsync(date: "3.2.2027"));
    }

    public void Dispose() => _workspace.Dispose();
}
