using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

/// <summary>From change files on disk to the plan.</summary>
public sealed class ChangeFilePlanTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task AChangeFileReleasesWhatItNamesAndIsUsedUp()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0");
        _workspace.Write(".changeset/x.md", "---\n\"a\": minor\n---\n\nAdd things\n").Commit("docs: say it\n\nCo-authored-by: Bob <bob@example.test>");
        var computed = await _workspace.PlanAsync();
        computed.Summary().ShouldBe(["npm:a 1.0.0 → 1.1.0"]);
        computed.Plan.UsedChangeFiles.Select(f => f.Value).ShouldBe([".changeset/x.md"]);
        var reason = computed.Of("npm:a").Reasons.ShouldHaveSingleItem();
        (reason.Kind, reason.Commit, reason.Text).ShouldBe((ReasonKind.ChangeFile, _workspace.Git("rev-parse", "HEAD"), "Add things"));
        reason.Authors.ShouldBe(["Test", "Bob"]);
    }

    [Fact]
    public async Task AFileThatIsNotCommittedCountsToo()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Write(".changeset/x.md", "---\na: patch\n---\n");
        var reason = (await _workspace.PlanAsync()).Of("npm:a").Reasons.ShouldHaveSingleItem();
        (reason.Kind, reason.Commit).ShouldBe((ReasonKind.ChangeFile, null));
    }

    [Theory]
    [InlineData("commits", "1.1.0")]
    [InlineData("change-files", "1.0.1")]
    [InlineData("commits;change-files", "1.1.0")]
    public async Task IntentsSayWhatCounts(string intents, string expected)
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Commit("feat: x", "a/x");
        _workspace.Write(".changeset/x.md", "---\na: patch\n---\n").Commit("docs: say it");
        _workspace.Properties["intents"] = intents;
        (await _workspace.PlanAsync()).Of("npm:a").To.ShouldBe(expected);
    }

    [Fact]
    public async Task WhatDoesNotCountIsNotEvenRead()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Write(".changeset/x.md", "no");
        _workspace.Properties["intents"] = "commits";
        (await _workspace.PlanAsync()).Plan.IsEmpty.ShouldBeTrue();
        _workspace.Properties["intents"] = "change-files";
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CHANGE-SYNTAX");
    }

    [Fact]
    public async Task AnUnknownIntentSourceIsRefused()
    {
        _workspace.Npm("a", "a").Write("releasekit.toml", "intents = [\"commit\"]\n").Initialize();
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CONFIG-INVALID-VALUE");
    }

    [Fact]
    public async Task WhereChangesetsIsSetUpItsRulesAreTheDefaults()
    {
        Changesets("^2.0.0", "{}").Npm("packages/a", "a", "0.1.0").Npm("packages/b", "b", "1.0.0", "\"dependencies\": { \"a\": \"^0.1.0\" }").Initialize().Commit("feat: x", "packages/b/x");
        _workspace.Write(".changeset/x.md", "---\na: major\n---\n").Commit("docs: say it");
        var computed = await _workspace.PlanAsync();
        computed.Plan.Releases.Select(r => $"{r.Id} {r.To} {r.Tag}").ShouldContain("npm:a 1.0.0 a@1.0.0");
        var discovered = await _workspace.DiscoverAsync();
        (discovered.Configuration.Semantics, discovered.Configuration.Intents, discovered.Configuration.MajorOnZero).ShouldBe((ReleaseSemantics.Changesets2, IntentSources.ChangeFiles, true));
    }

    [Fact]
    public async Task ExplicitKeysWinOverTheRulesOfChangesets()
    {
        Changesets("^3.0.0", """{ "changelog": false }""").Npm("packages/a", "a")
            .Write("releasekit.toml", "tag_format = \"{name}-v{version}\"\nmajor_on_zero = false\nintents = [\"commits\", \"change-files\"]\nchangelog = true\n").Initialize();
        var configuration = (await _workspace.DiscoverAsync()).Configuration;
        configuration.Semantics.ShouldBe(ReleaseSemantics.Changesets3);
        (configuration.MajorOnZero, configuration.TagFormat, configuration.Changelog).ShouldBe((false, "{name}-v{version}", true));
        configuration.Intents.ShouldBe(IntentSources.Commits | IntentSources.ChangeFiles);
    }

    [Fact]
    public async Task OurRulesMayBeAskedFor()
    {
        Changesets("^2.0.0", "not even JSON").Npm("packages/a", "a").Initialize();
        _workspace.Properties["semantics"] = "releasekit";
        var discovered = await _workspace.DiscoverAsync();
        discovered.Changesets.ShouldBeNull();
        discovered.Configuration.Intents.ShouldBe(IntentSources.Commits | IntentSources.ChangeFiles);
    }

    [Fact]
    public async Task TheRulesOfChangesetsNeedNoConfigurationOfIt()
    {
        _workspace.Npm("", "a", "0.1.0").Write("releasekit.toml", "semantics = \"changesets-3\"\n").Write(".changeset/x.md", "---\na: major\n---\n").Initialize("v0.1.0");
        (await _workspace.PlanAsync()).Of("npm:a").Tag.ShouldBe("v1.0.0");
    }

    [Fact]
    public async Task PrereleaseModeOfChangesetsIsRefused()
    {
        Changesets("^3.0.0", "{}").Npm("packages/a", "a").Write(".changeset/pre.json", """{ "mode": "pre", "tag": "next" }""").Initialize();
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CHANGESETS-PRE");
    }

    [Fact]
    public async Task APrivatePackageIsVersionedAndNotPublished()
    {
        Changesets("^2.0.0", "{}").Npm("packages/a", "a").Npm("packages/site", "site", "1.0.0", "\"private\": true, \"dependencies\": { \"a\": \"1.0.0\" }").Initialize("a@1.0.0");
        _workspace.Write(".changeset/x.md", "---\na: minor\nsite: minor\n---\n\nBoth\n").Commit("docs: say it");
        var computed = await _workspace.PlanAsync();
        computed.Plan.Releases.Select(r => $"{r.Id} {r.To} {r.IsPublished}").ShouldBe(["npm:a 1.1.0 True", "npm:site 1.1.0 False"]);
    }

    [Fact]
    public async Task AnIgnoredPackageStaysAndIsExplained()
    {
        Changesets("^3.0.0", """{ "ignore": ["a", "nothing"] }""").Npm("packages/a", "a").Npm("packages/b", "b").Initialize("a@1.0.0", "b@1.0.0")
            .Write(".changeset/x.md", "---\na: minor\n---\n");
        var computed = await _workspace.PlanAsync();
        computed.Plan.IsEmpty.ShouldBeTrue();
        computed.Plan.Skipped.ShouldContain(s => s.Id.Name == "a" && s.Why == "ignored by .changeset/config.json");
        computed.Warnings.ShouldHaveSingleItem().Code.ShouldBe("RK-CHANGESETS-UNMATCHED");
    }

    [Fact]
    public async Task WhatIsUsedUpIsDeletedAndPlansNothingAnyMore()
    {
        Changesets("^3.0.0", "{}").Npm("packages/a", "a").Write(".changeset/README.md", "stays").Initialize("a@1.0.0")
            .Write(".changeset/x.md", "---\na: minor\n---\n\nAdd\n").Commit("docs: say it");
        var discovered = await _workspace.DiscoverAsync();
        var files = new WorkspaceFileSystem(_workspace.Root);
        var plan = (await _workspace.PlanAsync()).Plan;
        foreach (var effect in new PlanApplication(files, TestEcosystems.Catalog).Prepare(plan, discovered.Workspace, notes: null))
        {
            new ApplyJournal(files, Path.Combine(_workspace.Root, ".git", "out")).Write([effect], GitWorkspace.Token);
        }

        Directory.GetFiles(Path.Combine(_workspace.Root, ".changeset")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["README.md", "config.json"]);
        _workspace.Commit("chore: release").Git("tag", "a@1.1.0");
        (await _workspace.PlanAsync()).Plan.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task AnInterruptedReleaseIsPlannedAgainWithTheVersionsThatAreWritten()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0").Write("b/y", "").Commit("chore: y").Git("tag", "b-v1.0.0");
        _workspace.Write(".changeset/x.md", "---\na: patch\n---\n").Commit("feat: new things", "a/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
        _workspace.Git("rm", "--quiet", ".changeset/x.md");
        _workspace.Npm("a", "a", "1.0.1").Commit("chore(release): publish");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 1.0.1"]);
    }

    public void Dispose() => _workspace.Dispose();

    private GitWorkspace Changesets(string version, string configuration) => _workspace
        .Write("package.json", $$"""{ "name": "root", "private": true, "workspaces": ["packages/*"], "devDependencies": { "@changesets/cli": "{{version}}" } }""")
        .Write(".changeset/config.json", configuration);
}
