using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Each step may die at any call, be repeated, and run twice at once: it ends where an undisturbed one ends.</summary>
public sealed class FlowRepeatTests : IDisposable
{
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("List")]
    [InlineData("Open")]
    [InlineData("Label")]
    public async Task APreparationThatDiesIsRepeated(string call)
    {
        _bench.Push("feat: more", "packages/core/index.js");
        DieAt(call);
        await Should.ThrowAsync<DeathException>(() => _bench.PrepareAsync());

        (await _bench.PrepareAsync()).Number.ShouldBe(1);

        _bench.Forge.Only.Labels.ShouldBe(["autorelease: pending"]);
        _bench.Forge.Only.Body.ShouldContain("**1.1.0**");
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
    }

    [Theory]
    [InlineData("List")]
    [InlineData("PutRelease")]
    [InlineData("Attach")]
    [InlineData("Label")]
    public async Task ATagRunThatDiesIsRepeated(string call)
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        DieAt(call);
        await Should.ThrowAsync<DeathException>(() => _bench.TagAsync());

        (await _bench.TagAsync()).Length.ShouldBe(2);

        _bench.Refs("refs/tags").Length.ShouldBe(5);
        _bench.Forge.Releases.Select(r => r.Tag).ShouldBe(["app-v1.0.1", "core-v1.1.0"]);
        _bench.Forge.Releases[0].Assets.ShouldBe(["plan.json"]);
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: tagged"]);
    }

    [Fact]
    public async Task ARunAfterAKilledOneTakesItsTreeAwayAlsoWhereItPreparesNothing()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var machine = _bench.Clone();
        var life = new Life(2);
        var killed = new ReleasePreparation(await _bench.ServicesAsync(machine, wrap: life.Wrap), _bench.Forge, RepositoryLinks.Of(null, null), _bench.Options);
        await Should.ThrowAsync<DeathException>(() => killed.RunAsync(FlowBench.Token));
        machine.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(2);
        _bench.Push("feat: newer", "packages/core/index.js");
        await _bench.PrepareAsync();

        (await _bench.PrepareAsync(machine)).State.ShouldBe("unchanged");

        _bench.Said[^1].ShouldContain("which is newer than");
        machine.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(1);
        Directory.Exists(Path.Combine(machine.Path + ".out", "prepare", "tree")).ShouldBeFalse();
    }

    [Fact]
    public async Task TwoAtOnceEndAsOne()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await Task.WhenAll(_bench.PrepareAsync(_bench.Clone()), _bench.PrepareAsync(_bench.Clone()));
        _bench.Forge.PullRequests.Count.ShouldBe(1);
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();
        _bench.Forge.Merge(MergeMethod.Merge);

        var tagged = await Task.WhenAll(_bench.TagAsync(_bench.Clone()), _bench.TagAsync(_bench.Clone()));

        tagged.ShouldAllBe(t => t.Length == 2);
        _bench.Refs("refs/tags").Length.ShouldBe(5);
    }

    [Fact]
    public async Task ThePromotionMakesPublicWhatIsLiveAndEndsThePlanWhenAllIs()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        var tagged = await _bench.TagAsync();

        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"));
        _bench.Forge.Releases.Where(r => !r.IsDraft).Select(r => r.Tag).ShouldBe(["core-v1.1.0"]);
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();
        _bench.Forge.Dispatches.ShouldBeEmpty();

        DieAt("Dispatch");
        await Should.ThrowAsync<DeathException>(() => _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app")));
        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));

        _bench.Forge.Releases.ShouldAllBe(r => !r.IsDraft);
        _bench.Forge.Dispatches.ShouldHaveSingleItem().ShouldBe(("acme/downstream", "releasekit", """{"packages":[{"id":"npm:app","version":"1.0.1"},{"id":"npm:core","version":"1.1.0"}]}"""));
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: published"]);
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        (await _bench.TagAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task PublishTakesThePlanOfATagAndOnlyAtItsCommit()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        var tagged = await _bench.TagAsync();
        _bench.Pull();
        _bench.Push("docs: later", "README.md");
        var clone = _bench.Clone();

        (await Coded.ThrowsAsync(Core.Diagnostics.PromoteCodes.Commit, () => _bench.FindAsync(clone, "core-v1.1.0"))).Message.ShouldContain("git checkout core-v1.1.0");
        await Coded.ThrowsAsync(Core.Diagnostics.PromoteCodes.Commit, () => _bench.FindAsync(clone, ""));
        await Coded.ThrowsAsync(Core.Diagnostics.PromoteCodes.Tag, () => _bench.FindAsync(clone, "core-v9.9.9"));
        await Coded.ThrowsAsync(Core.Diagnostics.PromoteCodes.Tag, () => _bench.FindAsync(clone, "core-v1.0.0"));
        clone.Git("checkout", "--quiet", "core-v1.1.0");
        (await _bench.FindAsync(clone, "refs/tags/app-v1.0.1")).ShouldNotBeNull().Hash.ShouldBe(tagged[0].Plan);
        (await _bench.FindAsync(clone, "")).ShouldNotBeNull().Hash.ShouldBe(tagged[0].Plan);

        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        (await _bench.FindAsync(clone, "core-v1.1.0")).ShouldBeNull();
        _bench.Said[^1].ShouldContain("is published");
    }

    private void DieAt(string call) => _bench.Forge.Before = name =>
    {
        if (name == call)
        {
            _bench.Forge.Before = _ => { };
            throw new DeathException();
        }
    };
}
