using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Tagging;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Tags of what was merged, at the commit with which it was merged.</summary>
public sealed class TagTests : IDisposable
{
    private static readonly string[] Tags = ["app-v1.0.1", "core-v1.1.0", "snake-v1.1.0"];
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public async Task EveryPackageIsTaggedAtTheCommitThatBroughtTheRelease(MergeMethod method)
    {
        _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        await _bench.PrepareAsync();
        var merged = _bench.Forge.Merge(method).MergeCommit;
        _bench.Pull();
        _bench.Push("docs: later", "README.md");

        var tagged = await _bench.TagAsync();

        tagged.Select(t => (t.Tag, t.Commit, t.IsNew)).ShouldBe(Tags.Select(t => (t, merged!, true)));
        Tags.ShouldAllBe(tag => _bench.CommitOf(tag) == merged);
        _bench.Remote.Git("cat-file", "-t", "refs/tags/core-v1.1.0").Trim().ShouldBe("tag");
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: tagged"]);
        _bench.Forge.Releases.Select(r => (r.Tag, r.IsDraft)).ShouldBe(Tags.Select(t => (t, true)));
        _bench.Forge.Releases[1].Body.ShouldContain("more");
        _bench.Forge.Releases[0].Assets.ShouldBe(["plan.json"]);
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();

        _bench.Forge.Calls.Clear();
        (await _bench.TagAsync()).ShouldAllBe(t => !t.IsNew);
        _bench.Forge.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task AForgeThatLiesAboutTheCommitIsNotBelieved()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        var merged = _bench.Forge.Merge(MergeMethod.Squash);
        _bench.Forge.PullRequests[0] = merged with { MergeCommit = _bench.Machine.Head() };

        (await _bench.TagAsync()).ShouldAllBe(t => t.Commit == merged.MergeCommit);
    }

    [Fact]
    public async Task WithoutAForgeHistoryTells()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        var merged = _bench.Forge.Merge(MergeMethod.Merge);

        var tagged = await _bench.TagAsync(_bench.Clone(), null, new TagOptions { Branch = "main" });

        tagged.ShouldAllBe(t => t.Commit == merged.MergeCommit && t.IsNew);
        tagged.Length.ShouldBe(2);
    }

    [Fact]
    public async Task NothingIsTaggedBeforeItIsMerged()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();

        (await _bench.TagAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsMergedAndNotTaggedIsNotPreparedAgain()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);

        (await _bench.PrepareAsync()).State.ShouldBe("none");
        _bench.Said.ShouldContain(s => s.Contains("run -t:Tag", StringComparison.Ordinal));

        await _bench.TagAsync();
        (await _bench.PrepareAsync()).State.ShouldBe("none");
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem("the plan waits for its publication");
    }

    [Fact]
    public async Task WithoutForgeReleasesThereAreTagsAndLabelsOnly()
    {
        _bench.ForgeReleases = false;
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        var tagged = await _bench.TagAsync();
        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        _bench.Forge.Releases.ShouldBeEmpty();
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: published"]);
    }

    [Fact]
    public async Task WhatSomebodyWroteIntoADraftIsPublishedAndTheRestNotifiesNobody()
    {
        _bench.Push("feat: more for @octocat, fixes #1", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        var tagged = await _bench.TagAsync();
        var core = _bench.Forge.Releases.FindIndex(r => r.Tag == "core-v1.1.0");
        _bench.Forge.Releases[core].Body.ShouldContain("more for @\u200Boctocat, f\u200Bixes #1");
        _bench.Forge.Releases[core] = _bench.Forge.Releases[core] with { Name = "Core, at last", Body = "Thanks @octocat", IsPrerelease = true };

        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        var made = _bench.Forge.Releases.Single(r => r.Tag == "core-v1.1.0");
        (made.Name, made.Body, made.IsPrerelease, made.IsDraft).ShouldBe(("Core, at last", "Thanks @octocat", true, false));
    }

    [Fact]
    public async Task WhereAReleaseDiedBeforeThePlanWasAttachedTheNextRunAttachesIt()
    {
        _bench.Forge = new MemoryForge(_bench.Scratch, _bench.Remote.Path) { Capabilities = _bench.Forge.Capabilities with { DraftReleases = false } };
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        var tagged = await _bench.TagAsync();
        _bench.Forge.Releases.ShouldBeEmpty("there are no drafts");

        _bench.Forge.Before = name => _ = name == "Attach" ? throw new OperationCanceledException("killed") : 0;
        await Should.ThrowAsync<OperationCanceledException>(() => _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app")));
        _bench.Forge.Releases.ShouldHaveSingleItem().Assets.ShouldBeEmpty();
        _bench.Forge.Before = _ => { };
        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        _bench.Forge.Releases.Select(r => (r.Tag, r.Assets.Length)).ShouldBe([("app-v1.0.1", 1), ("core-v1.1.0", 0)]);
    }
}
