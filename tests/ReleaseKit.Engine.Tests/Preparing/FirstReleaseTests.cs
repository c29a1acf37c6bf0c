using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Tagging;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A first release leaves versions as the manifests say them, so they cannot tell whether it is merged.</summary>
public sealed class FirstReleaseTests : IDisposable
{
    private readonly FlowBench _bench = new(initialize: false);

    public FirstReleaseTests()
    {
        _bench.Npm("core", "1.0.0").Machine.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""" + "\n");
        _bench.Initialize();
        _bench.Push("feat: begin", "packages/core/index.js");
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public async Task ItIsTaggedWhenItIsMergedAndNotBefore(MergeMethod method)
    {
        (await _bench.PrepareAsync()).State.ShouldBe("created");
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
        _bench.Push("docs: more", "README.md");
        (await _bench.TagAsync()).ShouldBeEmpty();
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        _bench.Forge.Only.Body.ShouldContain("| `npm:core` |");

        var merged = _bench.Forge.Merge(method).MergeCommit!;
        _bench.Pull();
        _bench.Push("docs: later", "README.md");

        (await _bench.PrepareAsync()).State.ShouldBe("none");
        _bench.Said.ShouldContain(s => s.Contains("run -t:Tag", StringComparison.Ordinal));
        var tagged = (await _bench.TagAsync()).ShouldHaveSingleItem();
        (tagged.Tag, tagged.Commit).ShouldBe(("core-v1.0.0", merged));
        (await _bench.PrepareAsync()).State.ShouldBe("none");
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task WithoutAForgeItsCommitTells()
    {
        await _bench.PrepareAsync();
        _bench.Push("docs: more", "README.md");
        (await _bench.TagAsync(_bench.Clone(), null, new TagOptions { Branch = "main" })).ShouldBeEmpty();
        var merged = _bench.Forge.Merge(MergeMethod.Merge).MergeCommit!;
        (await _bench.TagAsync(_bench.Clone(), null, new TagOptions { Branch = "main" })).ShouldHaveSingleItem().Commit.ShouldBe(merged);
    }
}
