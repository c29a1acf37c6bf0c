using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Engine.Withdrawing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>Rollbacks of a real repository with a remote, on a registry that remembers.</summary>
public sealed class RollbackTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();
    private readonly ScratchDirectory _scratch = new();
    private readonly MemoryRegistry _registry = new();
    private readonly EcosystemCatalog _catalog;

    public RollbackTests()
    {
        _catalog = new([.. TestEcosystems.Catalog.Adapters.Select(a => a with { Registry = _registry, Withdrawal = _registry })]);
        _workspace.Npm("", "root", more: "\"private\": true, \"workspaces\": [\"p/*\"]").Npm("p/core", "core", "1.2.0")
            .Npm("p/api", "api", "1.1.0", "\"dependencies\": { \"core\": \"1.2.0\" }").Npm("p/ui", "ui", "1.0.0", "\"dependencies\": { \"core\": \"^1.0.0\" }")
            .Write("releasekit.toml", "tag_format = \"{name}-v{version}\"\n")
            .Initialize("core-v1.1.0", "core-v1.2.0", "api-v1.1.0", "ui-v1.0.0");
        _workspace.Git("init", "--quiet", "--bare", Remote);
        _workspace.Git("remote", "add", "origin", Remote);
        _workspace.Git("push", "--quiet", "origin", "--all");
        _workspace.Git("push", "--quiet", "origin", "--tags");
        _registry.Versions.UnionWith(["core 1.1.0", "core 1.2.0", "api 1.1.0", "ui 1.0.0"]);
    }

    private string Remote => _scratch.File("remote.git");

    private string Output => _scratch.File("out");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DependentsAreTakenBackFirstAndTheirTagsStay()
    {
        var run = await RunAsync("core-v1.2.0;api-v1.1.0", "it leaks");
        run.Outcomes.Select(o => $"{o.Withdrawal.Package.Name} {o.Status}").ShouldBe(["api withdrawn", "core withdrawn"]);
        _registry.Calls.ShouldBe(["api 1.1.0: it leaks", "core 1.2.0: it leaks"]);
        run.Plan.Tags.ShouldAllBe(t => !t.IsRemoved);
        _workspace.Git("tag", "--list").Split('\n').Length.ShouldBe(4);

        (await RunAsync("core-v1.2.0;api-v1.1.0")).Plan.IsEmpty.ShouldBeTrue("a second run has nothing to do");
        _registry.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AKilledRollbackGoesOnWithWhatIsMissingThoughTheRegistryLags()
    {
        _registry.Lags = true;
        _registry.Fails = name => name.StartsWith("core", StringComparison.Ordinal) ? new OperationCanceledException("killed") : null;
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync("core-v1.2.0;api-v1.1.0"));
        _registry.Calls.Count.ShouldBe(1);

        _registry.Fails = _ => null;
        var run = await RunAsync("api-v1.1.0;core-v1.2.0");
        run.Outcomes.Select(o => o.Message).ShouldBe(["was withdrawn already", "deprecated"]);
        _registry.Calls.Count.ShouldBe(2);

        await RunAsync("api-v1.1.0;core-v1.2.0");
        _registry.Calls.Count.ShouldBe(4, "a rollback that came to its end is begun anew, as after somebody took it back");
    }

    [Fact]
    public async Task OneThatFailsDoesNotKeepTheOthers()
    {
        _registry.Fails = name => name.StartsWith("api", StringComparison.Ordinal) ? new ReleaseException(RollbackCodes.Failed.Create("no")) : null;
        var run = await RunAsync("core-v1.2.0;api-v1.1.0");
        run.Outcomes.Select(o => (o.Status, o.Problem?.Code)).ShouldBe([("failed", RollbackCodes.Failed.Code), ("withdrawn", null)]);
    }

    [Fact]
    public async Task WhatAPersonMustDoIsToldWithTheWay()
    {
        _registry.Kind = WithdrawalKind.None;
        var outcome = (await RunAsync("ui-v1.0.0")).Outcomes.ShouldHaveSingleItem();
        (outcome.Status, outcome.Problem?.Code).ShouldBe(("manual", RollbackCodes.Manual.Code));
        outcome.Problem!.Message.ShouldContain("Do it there");
        _registry.Withdrawn.Add("ui 1.0.0");
        (await RunAsync("ui-v1.0.0")).Outcomes.ShouldHaveSingleItem().Status.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task ATagWithoutAnyTraceOnARegistryIsDeletedHereAndThere()
    {
        _registry.Versions.Remove("ui 1.0.0");
        var run = await RunAsync("ui-v1.0.0");
        run.Outcomes.ShouldHaveSingleItem().Status.ShouldBe("absent");
        Tags().ShouldNotContain("ui-v1.0.0");
        RemoteTags().ShouldNotContain("ui-v1.0.0");
        (await Coded.ThrowsAsync(RollbackCodes.Unknown, () => RunAsync("ui-v1.0.0"))).Message.ShouldContain("nothing to take back");
    }

    [Fact]
    public async Task TagsOfTakenNumbersAreDeletedWhenToldSo()
    {
        await RunAsync("ui-v1.0.0", deleteTags: true);
        Tags().ShouldNotContain("ui-v1.0.0");
        RemoteTags().ShouldNotContain("ui-v1.0.0");
        _registry.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ATagThatSomebodyMovedIsNotDeleted()
    {
        _registry.Versions.Remove("ui 1.0.0");
        _workspace.Git("tag", "--force", "-a", "ui-v1.0.0", "-m", "moved");
        await Coded.ThrowsAsync(RollbackCodes.TagDiffers, () => RunAsync("ui-v1.0.0"));
        Tags().ShouldContain("ui-v1.0.0");
        RemoteTags().ShouldContain("ui-v1.0.0");
    }

    [Fact]
    public async Task ATagThatIsOnlyOnTheRemoteIsFoundThere()
    {
        _workspace.Git("tag", "--delete", "core-v1.2.0");
        (await RunAsync("core-v1.2.0")).Outcomes.ShouldHaveSingleItem().Status.ShouldBe("withdrawn");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("cor-v1.2.0", "core-v1.2.0")]
    [InlineData("--core", "'--core'")]
    public async Task WhatIsNoReleaseIsTold(string tag, string expected) =>
        (await Coded.ThrowsAsync(RollbackCodes.Unknown, () => RunAsync(tag))).Message.ShouldContain(expected);

    [Fact]
    public async Task TheProposalNamesTheNextVersionAndWhoPinsIt()
    {
        var run = await RunAsync("core-v1.2.0");
        run.Proposal.ShouldContain("  dotnet msbuild release.proj -t:Release \"-p:ReleaseAs=npm:core=1.2.1\"");
        run.Proposal[^1].ShouldEndWith("released with it: npm:api");
        (await RunAsync("core-v1.1.0")).Proposal.ShouldBeEmpty("1.2.0 takes its place already");
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _scratch.Dispose();
    }

    private string[] Tags() => _workspace.Git("tag", "--list").Split('\n');

    private string[] RemoteTags() => [.. _workspace.Git("ls-remote", "--tags", "--refs", "origin").Split('\n').Select(l => l[(l.LastIndexOf('/') + 1)..])];

    private async Task<Run> RunAsync(string tag, string reason = "wrong", bool deleteTags = false)
    {
        var git = await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), _workspace.Root, Token);
        var workspace = await _workspace.DiscoverAsync();
        var scope = await RollbackScope.FindAsync(tag, workspace, _catalog, git, "origin", Output, Token);
        var ledger = RollbackLedger.Open(Output, scope.Versions, "r1", TimeProvider.System);
        var rollback = new ReleaseRollback(scope, workspace, _catalog, (package, version) => new PackageContext
        {
            Id = package.Id,
            Version = version,
            WorkspaceRoot = _workspace.Root,
            Directory = _workspace.Root,
            Manifest = _workspace.Root,
            ArtifactsDirectory = Output,
            ScratchDirectory = Output,
            LogDirectory = Output,
            Endpoint = _registry.Default,
        }, ledger);
        var plan = await rollback.PlanAsync(deleteTags, Token);
        ledger.Begin();
        var outcomes = await rollback.WithdrawAsync(plan, reason, Token);
        foreach (var removal in plan.Tags.Where(t => t.IsRemoved))
        {
            await new TagDeletion(git, "origin", ledger).DeleteAsync(removal.Tag, scope.Tags[removal.Tag], Token);
        }

        await ledger.CloseAsync(Token);
        return new Run(plan, outcomes, new SupersedingProposal(workspace, _catalog, scope.Known).Describe(plan.Withdrawals));
    }

    private sealed record Run(WithdrawalPlan Plan, ImmutableArray<WithdrawalOutcome> Outcomes, ImmutableArray<string> Proposal);
}
