using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Tests.Preparing;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>A release of another repository waits in the release pull request until that is merged, whatever is pushed meanwhile.</summary>
public sealed class UpstreamFlowTests : IDisposable
{
    private static readonly PackageId Base = PackageId.Parse("npm:base");
    private readonly FlowBench _bench = new(initialize: false) { Ecosystems = AllEcosystems.Of };

    public UpstreamFlowTests()
    {
        _bench.Npm("app", "1.0.0", """, "dependencies": { "base": "~1.3.0" }, "devDependencies": { "tool": "1.0.0" }""").Npm("other", "1.0.0");
        _bench.Machine.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""" + "\n");
        _bench.Initialize("app-v1.0.0", "other-v1.0.0");
    }

    [Fact]
    public async Task ItStaysUntilItIsMergedAndIsNotDoneAgain()
    {
        var prepared = await AnnouncedAsync("1.4.0");
        prepared.State.ShouldBe("created");
        _bench.Show(prepared.Branch, "packages/app/package.json").ShouldContain("\"base\": \"~1.4.0\"");
        _bench.Show(prepared.Branch, "packages/app/CHANGELOG.md").ShouldContain("### Dependencies\n\n- base 1.3.0 -> 1.4.0");
        _bench.Remote.Git("log", "-1", "--format=%B", prepared.Branch).ShouldContain("chore(deps): bump base to 1.4.0");
        (await PageAsync(prepared)).ShouldContain("chore(deps): base 1.3.0 → 1.4.0");

        // A run without a payload, for another commit: both are there.
        _bench.Push("feat: sing", "packages/other/sing.txt");
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        _bench.Show(prepared.Branch, "packages/app/package.json").ShouldContain("\"base\": \"~1.4.0\"");
        _bench.Show(prepared.Branch, "packages/other/package.json").ShouldContain("1.1.0");

        // A lower version is late, a higher one takes its place.
        (await AnnouncedAsync("1.3.5")).State.ShouldBe("unchanged");
        (await AnnouncedAsync("1.5.0")).State.ShouldBe("updated");
        _bench.Show(prepared.Branch, "packages/app/package.json").ShouldContain("\"base\": \"~1.5.0\"");
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");

        await _bench.Forge.MergeAsync(prepared.Number!.Value, "Release", Core.Forges.MergeMethod.Squash, FlowBench.Token);
        (await _bench.TagAsync()).Select(t => t.Tag).ShouldBe(["app-v1.0.1", "other-v1.1.0"], ignoreOrder: true);
        _bench.Pull();
        (await _bench.PrepareAsync()).State.ShouldBe("none");
        (await AnnouncedAsync("1.5.0")).State.ShouldBe("none");
        _bench.Said.ShouldContain(said => said.Contains(UpstreamCodes.Unused.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatReleasesNothingIsSaidAndPreparesNothing()
    {
        var prepared = await _bench.PrepareAsync(_bench.Clone(), _bench.Forge, _bench.Options with { Upstream = [new UpstreamRelease(PackageId.Parse("npm:tool"), "1.1.0")] });
        prepared.State.ShouldBe("none");
        _bench.Said.ShouldContain(said => said.Contains("tool 1.0.0 → 1.1.0", StringComparison.Ordinal));

        prepared = await _bench.PrepareAsync(_bench.Clone(), _bench.Forge, _bench.Options with { Upstream = [new UpstreamRelease(PackageId.Parse("npm:nobody"), "1.1.0")] });
        prepared.State.ShouldBe("none");
        _bench.Said.ShouldContain(said => said.Contains("npm:nobody", StringComparison.Ordinal) && said.Contains(UpstreamCodes.Unused.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheDocumentOnTheRemoteKeepsItAndOlderOnesHaveNone()
    {
        var prepared = await AnnouncedAsync("1.4.0");
        var document = PreparedDocument.Read(_bench.Remote.Git("show", $"{_bench.Refs(PreparedReleases.Prefix).ShouldHaveSingleItem()}:release.json"), "release.json");
        document.Upstream.ShouldBe([new UpstreamRelease(Base, "1.4.0")]);
        var older = document.Write().Replace("upstream", "unknown", StringComparison.Ordinal);
        PreparedDocument.Read(older, "release.json").Upstream.ShouldBeEmpty();
        prepared.Number.ShouldNotBeNull();
    }

    public void Dispose() => _bench.Dispose();

    private Task<PreparedPullRequest> AnnouncedAsync(string version) =>
        _bench.PrepareAsync(_bench.Clone(), _bench.Forge, _bench.Options with { Upstream = [new UpstreamRelease(Base, version)] });

    private async Task<string> PageAsync(PreparedPullRequest prepared) => (await _bench.Forge.FindAsync(prepared.Number!.Value, FlowBench.Token)).ShouldNotBeNull().Body;
}
