using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Pull requests of release-please that were merged after a repository came from there.</summary>
public sealed class ReleasePleaseTagTests : IDisposable
{
    private const string Branch = "release-please--branches--main";
    private const string Body = ":robot: I have created a release *beep* *boop*\n---\n\n\n<details><summary>core: 1.1.0</summary>\n\n## 1.1.0\n\n### Features\n\n* more\n</details>\n\n<details><summary>snake: 2.0.0-rc.1</summary>\n\n## 2.0.0-rc.1\n</details>\n\n---\nThis PR was generated with [Release Please](https://github.com/googleapis/release-please).";
    private readonly FlowBench _bench = new();

    public ReleasePleaseTagTests()
    {
        _bench.Machine.Write("release-please-config.json", """{ "packages": { "packages/core": {}, "packages/app": {}, "py": { "component": "snake", "tag-separator": "@" } } }""");
        _bench.Machine.Write(".release-please-manifest.json", """{ "packages/core": "1.0.0", "packages/app": "1.0.0", "py": "1.0.0" }""");
        _bench.Machine.Commit("chore: configure release-please");
        _bench.Machine.Git("push", "--quiet", "origin", "main");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task TheyAreTaggedByReleasePleasesRulesAndAnnouncedOnce()
    {
        var merged = await MergeAsync("1.1.0");

        var tagged = await _bench.TagAsync();

        tagged.Select(t => (t.Tag, t.Commit, t.Packages, t.IsNew)).ShouldBe([("core-v1.1.0", merged, "npm:core", true), ("snake@v2.0.0-rc.1", merged, "python:snake", true)]);
        tagged.ShouldAllBe(t => _bench.CommitOf(t.Tag) == merged);
        _bench.Forge.Releases.Select(r => (r.Tag, r.IsDraft, r.IsPrerelease)).ShouldBe([("core-v1.1.0", false, false), ("snake@v2.0.0-rc.1", false, true)], ignoreOrder: true);
        _bench.Forge.Releases.Single(r => r.Tag == "core-v1.1.0").Body.ShouldContain("* more");
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: tagged"]);
        (await _bench.TagAsync()).ShouldBeEmpty();
        _bench.Forge.Releases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ATextThatSaysOtherThanTheManifestsTagsNothing()
    {
        await MergeAsync("1.0.1");

        (await Coded.ThrowsAsync(PullRequestCodes.Unapplied, () => _bench.TagAsync())).Message.ShouldContain("packages/core is released as 1.1.0");
        _bench.Refs("refs/tags").Length.ShouldBe(3);
        _bench.Forge.Releases.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheOneThatIsAskedForIsTaggedAndAnotherOneIsNot()
    {
        var merged = await MergeAsync("1.1.0");
        var old = _bench.Clone();
        old.Git("reset", "--quiet", "--hard", merged + "^");
        Task<System.Collections.Immutable.ImmutableArray<TaggedRelease>> Ask(GitRepositoryBuilder machine, string number) => _bench.TagAsync(machine, _bench.Forge, new TagOptions { Branch = "main", PullRequest = number });

        (await Coded.ThrowsAsync(PullRequestCodes.Unapplied, () => Ask(old, "1"))).Message.ShouldContain("is not part of what is checked out");
        (await Ask(_bench.Clone(), "1")).Select(t => (t.Tag, t.Commit, t.IsNew)).ShouldBe([("core-v1.1.0", merged, true), ("snake@v2.0.0-rc.1", merged, true)]);
        (await Ask(_bench.Clone(), "1")).ShouldAllBe(t => !t.IsNew);
        _bench.Forge.Releases.Count.ShouldBe(2);

        _bench.Machine.Git("rm", "--quiet", "release-please-config.json");
        _bench.Machine.Commit("chore: leave release-please");
        _bench.Machine.Git("push", "--quiet", "origin", "main");
        (await Ask(_bench.Clone(), "1")).Length.ShouldBe(2); // What counts is the configuration that it was merged with.
        await _bench.Forge.OpenAsync("topic", "main", "feat: by hand", "Nothing of ours.", draft: false, FlowBench.Token);
        await Coded.ThrowsAsync(PullRequestCodes.Unmerged, () => Ask(_bench.Clone(), "2"));
    }

    [Fact]
    public async Task OneWhoseConfigurationKnowsNoneOfItsPackagesIsRefused()
    {
        _bench.Machine.Write("release-please-config.json", """{ "packages": { "elsewhere": { "component": "other" } } }""");
        _bench.Machine.Commit("chore: rename");
        _bench.Machine.Git("push", "--quiet", "origin", "main");
        await MergeAsync("1.1.0");

        (await Coded.ThrowsAsync(PullRequestCodes.Unapplied, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", PullRequest = "1" }))).Message.ShouldContain("Tag that commit by hand");
    }

    /// <summary>Merges what release-please prepared, with a version of core in the manifests.</summary>
    private async Task<string> MergeAsync(string core)
    {
        _bench.Machine.Git("checkout", "--quiet", "-b", Branch);
        _bench.Npm("core", core);
        _bench.Machine.Write("py/pyproject.toml", "[project]\nname = \"snake\"\nversion = \"2.0.0-rc.1\"\n");
        _bench.Machine.Write(".release-please-manifest.json", $$"""{ "packages/core": "{{core}}", "packages/app": "1.0.0", "py": "2.0.0-rc.1" }""");
        _bench.Machine.Commit("chore: release main");
        _bench.Machine.Git("push", "--quiet", "origin", Branch);
        await _bench.Forge.OpenAsync(Branch, "main", "chore: release main", Body, draft: false, FlowBench.Token);
        var merged = _bench.Forge.Merge(MergeMethod.Squash).MergeCommit!;
        _bench.Machine.Git("checkout", "--quiet", "main");
        _bench.Pull();
        return merged;
    }
}
