using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Engine.Tests.Forges;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>What forges answer differently when something is in the way of a release, over the loopback of each; every request is held to the forge's description.</summary>
public sealed class ForgeFlowTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _flow = new();

    public static TheoryData<ForgeKind> Kinds { get; } = [ForgeKind.GitHub, ForgeKind.GitLab, ForgeKind.Bitbucket, ForgeKind.Gitea];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _flow.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnExpiredTokenStopsEveryStepBeforeItChangesAnything(ForgeKind kind)
    {
        using var forge = await StartAsync(kind);
        _flow.Push("feat: more", "packages/core/index.js");
        var expired = forge.Open(token: "expired-token");
        (await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => _flow.PrepareAsync(_flow.Clone(), expired, _flow.Options))).Message.ShouldContain("_TOKEN is wrong or expired");
        _flow.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
        _flow.Refs("refs/releasekit").ShouldBeEmpty();

        await PrepareAsync(forge);
        await MergeAsync(forge, MergeMethod.Merge);
        var refs = _flow.Remote.Git("for-each-ref");
        await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => _flow.TagAsync(_flow.Clone(), expired, new TagOptions { Branch = "main" }));
        _flow.Remote.Git("for-each-ref").ShouldBe(refs, "the forge is asked before anything is tagged");

        await TagAsync(forge);
        refs = _flow.Remote.Git("for-each-ref");
        var plan = await PlanAsync(forge);
        await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => _flow.PromoteAsync(expired, plan, _flow.Clone(), Core, App));
        _flow.Remote.Git("for-each-ref").ShouldBe(refs, "the plan stays until the forge knows");
        await _flow.PromoteAsync(forge.Forge, await PlanAsync(forge), _flow.Clone(), Core, App);
        _flow.Refs("refs/releasekit").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AClosedPullRequestIsFollowedByANewOne(ForgeKind kind)
    {
        using var forge = await StartAsync(kind);
        _flow.Push("feat: more", "packages/core/index.js");
        await PrepareAsync(forge);
        await forge.Forge.ChangeAsync(1, new PullRequestChange { State = PullRequestState.Closed }, Cancellation);
        _flow.Push("fix: other", "packages/app/index.js");

        var next = await PrepareAsync(forge);

        (next.Number, next.State).ShouldBe((2L, "created"));
        await TagAsync(forge);
        _flow.Refs("refs/tags").Length.ShouldBe(3, "nothing was merged");
        (await Coded.ThrowsAsync(PullRequestCodes.Unmerged, () => _flow.TagAsync(_flow.Clone(), forge.Forge, new TagOptions { Branch = "main", PullRequest = "1" }))).Message.ShouldContain("closed without being merged");

        // The change goes again, so this one is closed by the release; it says why.
        _flow.Machine.Git("reset", "--quiet", "--hard", "HEAD~2");
        _flow.Machine.Git("push", "--quiet", "--force", "origin", "main");
        (await PrepareAsync(forge)).State.ShouldBe("closed");
        var closed = (await forge.Forge.FindAsync(2, Cancellation))!;
        (closed.State, closed.Labels.Length).ShouldBe((PullRequestState.Closed, 0));
        (await forge.StateAsync())["comments"]!.AsArray().ShouldHaveSingleItem()!["body"]!.GetValue<string>().ShouldStartWith("Nothing is left to release, so this is closed.");
        _flow.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
    }

    /// <summary>GitHub and Gitea close a pull request whose branch is deleted; GitLab and Bitbucket keep it open.</summary>
    [Theory]
    [InlineData(ForgeKind.GitHub, 2)]
    [InlineData(ForgeKind.GitLab, 1)]
    [InlineData(ForgeKind.Bitbucket, 1)]
    [InlineData(ForgeKind.Gitea, 2)]
    public async Task ADeletedReleaseBranchIsMadeAgainAndAMergedOneMayGo(ForgeKind kind, long number)
    {
        using var forge = await StartAsync(kind);
        _flow.Push("feat: more", "packages/core/index.js");
        await PrepareAsync(forge);
        _flow.Remote.Git("update-ref", "-d", "refs/heads/" + Branch);

        (await PrepareAsync(forge)).Number.ShouldBe(number);
        (await forge.Forge.ListAsync(PullRequestState.Open, Branch, "main", Cancellation).Select(p => p.Number).ToListAsync(Cancellation)).ShouldBe([number]);
        _flow.Refs("refs/heads/releasekit").ShouldBe(["refs/heads/" + Branch]);

        // Most people let the forge delete the branch with the merge.
        var merged = await MergeAsync(forge, MergeMethod.Squash, number);
        _flow.Remote.Git("update-ref", "-d", "refs/heads/" + Branch);
        (await TagAsync(forge)).ShouldBe(["app-v1.0.1", "core-v1.1.0"]);
        _flow.CommitOf("core-v1.1.0").ShouldBe(merged.MergeCommit);
        (await forge.Forge.FindAsync(number, Cancellation))!.Labels.ShouldBe(forge.Forge.Capabilities.Labels ? ["autorelease: tagged"] : []);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AForcePushedAndARenamedBaseAreSaid(ForgeKind kind)
    {
        using var forge = await StartAsync(kind);
        _flow.Push("feat: more", "packages/core/index.js");
        await PrepareAsync(forge);
        var stale = _flow.Clone();
        _flow.Machine.Git("reset", "--quiet", "--hard", "HEAD~1");
        _flow.Machine.Change("fix: instead", "packages/app/index.js");
        _flow.Machine.Git("push", "--quiet", "--force", "origin", "main");

        (await Coded.ThrowsAsync(PrepareCodes.Base, () => _flow.PrepareAsync(stale, forge.Forge, _flow.Options))).Message.ShouldContain("is not on origin/main");
        (await PrepareAsync(forge)).State.ShouldBe("updated");
        (await forge.Forge.FindAsync(1, Cancellation))!.Body.ShouldContain("| `npm:app` | 1.0.0 | **1.0.1** | fix: instead |");

        var clone = _flow.Clone();
        _flow.Remote.Git("branch", "--move", "main", "trunk");
        (await Coded.ThrowsAsync(PrepareCodes.Base, () => _flow.PrepareAsync(clone, forge.Forge, _flow.Options))).Message.ShouldContain("Its default branch is trunk");
    }

    /// <summary>GitHub takes a hundred labels and not one more.</summary>
    [Theory]
    [InlineData(ForgeKind.GitHub, 99)]
    [InlineData(ForgeKind.GitHub, 100)]
    [InlineData(ForgeKind.GitLab, 100)]
    [InlineData(ForgeKind.Gitea, 100)]
    public async Task AHundredLabelsAreLeftAlone(ForgeKind kind, int count)
    {
        using var forge = await StartAsync(kind);
        _flow.Push("feat: more", "packages/core/index.js");
        await PrepareAsync(forge);
        string[] theirs = [.. Enumerable.Range(0, count).Select(i => $"label {i:000}")];
        await forge.Forge.LabelAsync(1, theirs, ["autorelease: pending"], Cancellation);
        string[] With(string state) => kind == ForgeKind.GitHub && count == 100 ? theirs : ["autorelease: " + state, .. theirs];

        await PrepareAsync(forge);
        (await forge.Forge.FindAsync(1, Cancellation))!.Labels.ShouldBe(With("pending"));
        await MergeAsync(forge, MergeMethod.Merge);
        await TagAsync(forge);
        (await forge.Forge.FindAsync(1, Cancellation))!.Labels.ShouldBe(With("tagged"));
        await _flow.PromoteAsync(forge.Forge, await PlanAsync(forge), _flow.Clone(), Core, App);
        (await forge.Forge.FindAsync(1, Cancellation))!.Labels.ShouldBe(With("published"));
        _flow.Said.Any(s => s.Contains("keeps the labels that it has", StringComparison.Ordinal)).ShouldBe(With("pending").Length == theirs.Length);
        _flow.Refs("refs/releasekit").ShouldBeEmpty();
    }

    [Fact]
    public async Task AThousandPackagesAreTakenByEveryForge()
    {
        using var flow = new FlowBench(initialize: false);
        flow.Machine.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""" + "\n");
        string[] names = [.. Enumerable.Range(0, 1000).Select(i => $"some-package-of-a-large-workspace-{i:000}")];
        Array.ForEach(names, name => flow.Npm(name, "1.0.0"));
        flow.Initialize();
        flow.Push("feat: a change to everything at once, whose words are as long as such words usually are", [.. names.Select(n => $"packages/{n}/index.js")]);
        foreach (var kind in Kinds.Select(k => k.Data))
        {
            using var forge = await ForgeBench.StartAsync(kind, flow.Remote, flow.Machine);
            var prepared = await flow.PrepareAsync(flow.Clone(), forge.Forge, flow.Options);
            prepared.Number.ShouldBe(1, kind.ToString());
            var page = (await forge.Forge.FindAsync(1, Cancellation))!;
            page.Body.Length.ShouldBeLessThanOrEqualTo(forge.Forge.Capabilities.LongestBody);
            var manifest = ManifestText.Read(page.Body);
            manifest.Releases.Length.ShouldBe(1000);
            PullRequestEdits.Read(page.Body, manifest).ShouldBe(ReleaseOverrides.None, "what was cut short is not an edit");
        }
    }

    private static readonly PackageId Core = PackageId.Parse("npm:core");
    private static readonly PackageId App = PackageId.Parse("npm:app");

    private Task<ForgeBench> StartAsync(ForgeKind kind) => ForgeBench.StartAsync(kind, _flow.Remote, _flow.Machine);

    private Task<Engine.Preparing.PreparedPullRequest> PrepareAsync(ForgeBench forge) => _flow.PrepareAsync(_flow.Clone(), forge.Forge, _flow.Options);

    private async Task<string[]> TagAsync(ForgeBench forge) => [.. (await _flow.TagAsync(_flow.Clone(), forge.Forge, new TagOptions { Branch = "main" })).Select(t => t.Tag)];

    private async Task<PullRequest> MergeAsync(ForgeBench forge, MergeMethod method, long number = 1) =>
        await forge.Forge.MergeAsync(number, _flow.Remote.Git("rev-parse", Branch).Trim(), method, Cancellation);

    private static async Task<string> PlanAsync(ForgeBench forge) => ManifestText.Read((await forge.Forge.FindAsync(1, Cancellation))!.Body).Plan;
}
