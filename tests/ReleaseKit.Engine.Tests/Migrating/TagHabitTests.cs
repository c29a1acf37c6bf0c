using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Migrating;

/// <summary>What Init reads off the tags. Every expectation is written to the file that Init writes, and planned with.</summary>
public sealed class TagHabitTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task OneVersionForAllIsSynchronized()
    {
        _workspace.Npm("a", "@acme/a", "2.1.0").Npm("b", "@acme/b", "2.1.0").Initialize("v2.0.0", "v2.1.0").Commit("feat: x", "a/x");
        (await HabitAsync()).ShouldBe(["synchronize = true  (every package has the same version)", "tag_format = \"v{version}\"  (tags such as v2.1.0)"]);
        (await PlanAsync()).ShouldBe(["npm:@acme/a 2.1.0 → 2.2.0 v2.2.0", "npm:@acme/b 2.1.0 → 2.2.0 v2.2.0"]);
    }

    [Fact]
    public async Task VersionsThatAreBeingWorkedOnAreAheadOfTheirTags()
    {
        _workspace.Python("a", "a", "1.3.0").Python("b", "b", "1.3.0").Initialize("release-1.2.0").Commit("fix: x", "a/x");
        (await HabitAsync()).ShouldBe(["synchronize = true  (every package has the same version)", "tag_format = \"release-{version}\"  (tags such as release-1.2.0)"]);
        (await PlanAsync()).ShouldAllBe(release => release.EndsWith(" release-1.3.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnePackageHasTheTagsAlone()
    {
        _workspace.Npm("", "only", "1.0.0").Initialize("1.0.0").Commit("fix: x", "x");
        (await HabitAsync()).ShouldBe(["tag_format = \"{version}\"  (tags such as 1.0.0)"]);
        (await PlanAsync()).ShouldBe(["npm:only 1.0.0 → 1.0.1 1.0.1"]);
    }

    [Fact]
    public async Task TagsWithoutANameBesideTagsWithOneAreTheReleasesOfWhatHasTheirVersion()
    {
        _workspace.Npm("a", "a", "4.6.6").Npm("b", "b", "4.6.6").Npm("c", "c", "0.3.0").Initialize("c-v0.3.0", "v4.6.5", "v4.6.6").Commit("fix: x", "a/x").Commit("fix: y", "c/y");
        (await HabitAsync()).ShouldBe(
        [
            "[groups.main] versioning = \"fixed\"  (packages with the version of that tag)",
            "[groups.main] packages = [\"npm:a\", \"npm:b\"]  (tags such as v4.6.6)",
            "[groups.main] tag_format = \"v{version}\"  (tags such as v4.6.6)",
        ]);
        (await PlanAsync()).ShouldBe(["npm:a 4.6.6 → 4.6.7 v4.6.7", "npm:b 4.6.6 → 4.6.7 v4.6.7", "npm:c 0.3.0 → 0.3.1 c-v0.3.1"], ignoreOrder: true);
    }

    [Fact]
    public async Task TagsThatNameThePackageInAnotherWayAreGoneOnWith()
    {
        _workspace.Npm("libs/a", "@acme/a").Npm("libs/b", "@acme/b", "2.0.0").Initialize("a@1.0.0", "b@2.0.0").Commit("fix: x", "libs/a/x");
        (await HabitAsync()).ShouldBe(["tag_format = \"{unscoped}@{version}\"  (tags such as a@1.0.0)"]);
        (await PlanAsync()).ShouldBe(["npm:@acme/a 1.0.0 → 1.0.1 a@1.0.1"]);
    }

    [Fact]
    public async Task OneNameInTwoEcosystemsNeedsTheEcosystem()
    {
        _workspace.Npm("js", "acme").Python("py", "acme", "2.0.0").Initialize().Commit("fix: x", "js/x").Commit("fix: y", "py/y");
        (await HabitAsync()).ShouldBe(["tag_format = \"{ecosystem}/{name}-v{version}\"  (packages of several ecosystems have one name)"]);
        (await PlanAsync()).ShouldBe(["npm:acme - → 1.0.0 npm/acme-v1.0.0", "python:acme - → 2.0.0 python/acme-v2.0.0"], ignoreOrder: true);
    }

    [Fact]
    public async Task FormsBesideEachOtherAreKept()
    {
        _workspace.Npm("", "vite", "8.1.0", "\"workspaces\": [\"packages/*\"]").Npm("packages/create", "create-vite", "8.0.0").Npm("packages/legacy", "@vitejs/plugin-legacy", "7.0.0").Npm("packages/odd", "vite-odd", "1.0.0")
            .Initialize("create-vite@8.0.0", "plugin-legacy@7.0.0", "v8.0.0", "v8.1.0", "odd_v1.0.0").Commit("fix: x", "x", "packages/odd/x", "packages/legacy/x");
        (await HabitAsync()).ShouldBe(
        [
            "tag_format = \"{unscoped}@{version}\"  (tags such as plugin-legacy@7.0.0)",
            "[groups.tags] packages = [\"npm:vite\"]  (tags such as v8.1.0)",
            "[groups.tags] tag_format = \"v{version}\"  (tags such as v8.1.0)",
            "[groups.tags-2] packages = [\"npm:vite-odd\"]  (tags such as odd_v1.0.0)",
            "[groups.tags-2] tag_format = \"odd_v{version}\"  (tags such as odd_v1.0.0)",
        ]);
        (await PlanAsync()).Order(StringComparer.Ordinal).ShouldBe(["npm:@vitejs/plugin-legacy 7.0.0 → 7.0.1 plugin-legacy@7.0.1", "npm:vite 8.1.0 → 8.1.1 v8.1.1", "npm:vite-odd 1.0.0 → 1.0.1 odd_v1.0.1"]);
    }

    [Fact]
    public async Task TagsWithoutANameAreThoseOfTheRootWhileItIsAheadOfThem()
    {
        _workspace.Write("Cargo.toml", "[package]\nname = \"cargo\"\nversion = \"0.100.0\"\n\n[workspace]\nmembers = [\"a\"]\n").Write("src/lib.rs", "").Write("a/src/lib.rs", "")
            .Write("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.4.0\"\n").Initialize("0.98.0", "0.99.0").Commit("fix: x", "src/lib.rs");
        (await HabitAsync()).ShouldBe(["[groups.tags] packages = [\"cargo:cargo\"]  (tags such as 0.99.0)", "[groups.tags] tag_format = \"{version}\"  (tags such as 0.99.0)"]);
        (await PlanAsync()).ShouldContain("cargo:cargo 0.99.0 → 0.100.0 0.100.0");
    }

    [Fact]
    public async Task WhereOneOfTwoEcosystemsIsTaggedTheOtherGetsTagsOfItsOwn()
    {
        _workspace.Npm("a", "bloc").Npm("b", "other").Python("py", "bloc", "2.0.0").Initialize("bloc-v1.0.0", "other-v1.0.0").Commit("fix: x", "a/x").Commit("fix: y", "py/y");
        (await HabitAsync()).ShouldBe(
        [
            "[groups.tags] packages = [\"python:bloc\"]  (packages of another ecosystem have these names)",
            "[groups.tags] tag_format = \"{ecosystem}/{name}-v{version}\"  (packages of another ecosystem have these names)",
        ]);
        (await PlanAsync()).ShouldBe(["npm:bloc 1.0.0 → 1.0.1 bloc-v1.0.1", "python:bloc - → 2.0.0 python/bloc-v2.0.0"], ignoreOrder: true);
    }

    [Fact]
    public async Task WhatIsTaggedInOurFormOrNotAtAllNeedsNoKey()
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0", "nightly", "v0.0.1");
        (await HabitAsync()).ShouldBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<IEnumerable<string>> HabitAsync()
    {
        var tags = _workspace.Git("tag", "--list").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var habit = TagHabits.Find(await _workspace.DiscoverAsync(), p => TestEcosystems.Catalog[p.Ecosystem].Versions, tags);
        if (habit is null)
        {
            return [];
        }

        _workspace.Write("releasekit.toml", Migration.Write([habit]));
        return habit.Describe().Skip(1).Select(line => line.Trim());
    }

    private async Task<IEnumerable<string>> PlanAsync() => (await _workspace.PlanAsync()).Plan.Releases.Select(r => $"{r.Id} {r.From ?? "-"} → {r.To} {r.Tag}");
}
