using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Where plans lie when a remote does not take their refs: on a branch, in the description of the pull request, or in a file.</summary>
public sealed class PlanPlaceTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task PlansAreBranchesWhereARemoteTakesNoOtherRefs()
    {
        _bench.Hook("update", "case $1 in refs/releasekit/*) exit 1;; esac");
        await PreparedAsync();
        _bench.Refs("refs/heads/releasekit/plans").ShouldHaveSingleItem();
        _bench.Forge.Merge(MergeMethod.Squash);

        (await _bench.TagAsync()).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(ForgeKind.GitHub)]
    [InlineData(ForgeKind.Bitbucket)]
    public async Task APlanIsInTheDescriptionWhereTheRemoteTakesNone(ForgeKind kind)
    {
        _bench.Forge = new MemoryForge(_bench.Scratch, _bench.Remote.Path) { Repository = new ForgeRepository(kind, new Uri("https://forge.test"), "acme/widgets") };
        _bench.Hook("update", "case $1 in refs/releasekit/*|refs/heads/releasekit/plans/*) echo 'no such refs' >&2; exit 1;; esac");
        await PreparedAsync();
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        EmbeddedPlan.Find(_bench.Forge.Only.Body).ShouldNotBeNull();
        var tip = _bench.Remote.Git("rev-parse", Branch);
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
        _bench.Remote.Git("rev-parse", Branch).ShouldBe(tip);

        // What people write is found as usual, and the plan follows.
        _bench.Forge.Edit(body => body.Replace("| **1.1.0** |", "| 1.4.0 |", StringComparison.Ordinal));
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        var merged = _bench.Forge.Merge(MergeMethod.Squash);
        (await _bench.PrepareAsync()).State.ShouldBe("none", "it waits for its tags");
        var tagged = await _bench.TagAsync();
        tagged.Select(t => (t.Tag, t.Commit)).ShouldBe([("app-v1.0.1", merged.MergeCommit!), ("core-v1.4.0", merged.MergeCommit!)]);
        (await _bench.TagAsync()).ShouldAllBe(t => !t.IsNew);
        (await _bench.FindAsync(_bench.Clone(), "core-v1.4.0")).ShouldNotBeNull().Hash.ShouldBe(tagged[0].Plan);
        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));

        EmbeddedPlan.Find(_bench.Forge.Only.Body).ShouldBeNull();
        ManifestText.Read(_bench.Forge.Only.Body).Plan.ShouldBe(tagged[0].Plan);
        (await _bench.FindAsync(_bench.Clone(), "core-v1.4.0")).ShouldBeNull();
        await _bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        _bench.Forge.Dispatches.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task APlanInADescriptionCountsOnlyAsItWasWritten()
    {
        _bench.Hook("update", "case $1 in refs/releasekit/*|refs/heads/releasekit/plans/*) exit 1;; esac");
        await PreparedAsync();
        var body = _bench.Forge.Only.Body;
        _bench.Forge.Merge(MergeMethod.Squash);
        var line = body.Split("\r\n").Single(l => l.Contains("releasekit:plan:1", StringComparison.Ordinal));
        foreach (var forged in new[] { line.Replace("A", "B", StringComparison.Ordinal), line + "\r\n" + line, "", line[..100] })
        {
            _bench.Forge.Edit(_ => body.Replace(line, forged, StringComparison.Ordinal));
            (await _bench.TagAsync()).ShouldBeEmpty();
        }

        _bench.Forge.Edit(_ => body);
        _bench.Forge.PullRequests[0] = _bench.Forge.Only with { IsFromFork = true };
        (await _bench.TagAsync()).ShouldBeEmpty();
        _bench.Forge.PullRequests[0] = _bench.Forge.Only with { IsFromFork = false };
        (await _bench.TagAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task APlanMayComeAsAFile()
    {
        _bench.Hook("update", "case $1 in refs/releasekit/*|refs/heads/releasekit/plans/*) exit 1;; esac");
        _bench.Forge = new MemoryForge(_bench.Scratch, _bench.Remote.Path) { Capabilities = _bench.Forge.Capabilities with { LongestBody = 1500 } };
        _bench.Push("feat: more", "packages/core/index.js");
        var prepared = await _bench.PrepareAsync();
        _bench.Forge.Only.Body.ShouldNotContain("releasekit:plan:1");
        prepared.Warning.ShouldNotBeNull().Code.ShouldBe(PrepareCodes.Plan.Code);
        (await _bench.PrepareAsync()).Commit.ShouldBe(prepared.Commit);
        var file = _bench.Scratch.File("plan.json");
        var options = new TagOptions { Branch = "main", PlanFile = file };
        await Coded.ThrowsAsync(DocumentCodes.PlanMissing, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, options));
        await File.WriteAllTextAsync(file, Core.Documents.PlanDocument.Write(prepared.Unkept.ShouldNotBeNull()), FlowBench.Token);
        (await _bench.TagAsync(_bench.Clone(), _bench.Forge, options)).ShouldBeEmpty("it is not merged");
        var merged = _bench.Forge.Merge(MergeMethod.Squash);

        (await _bench.TagAsync()).ShouldBeEmpty("nobody knows the plan");
        await Coded.ThrowsAsync(PrepareCodes.Branch, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, options with { Branch = null }));
        var tagged = await _bench.TagAsync(_bench.Clone(), _bench.Forge, options);

        tagged.Select(t => (t.Tag, t.Commit)).ShouldBe([("app-v1.0.1", merged.MergeCommit!), ("core-v1.1.0", merged.MergeCommit!)]);
        _bench.Forge.Releases.Single(r => r.Tag == "core-v1.1.0").Body.ShouldContain("- more");
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: tagged"]);
        var given = await PreparedReleases.FromFileAsync(file, "", FlowBench.Token);
        (await _bench.FindAsync(_bench.Clone(), "core-v1.1.0", given)).ShouldNotBeNull().Hash.ShouldBe(given.Hash);
        await _bench.PromoteAsync(given, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        _bench.Forge.Releases.ShouldAllBe(r => !r.IsDraft);
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: published"]);
    }

    private async Task PreparedAsync()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
    }
}
