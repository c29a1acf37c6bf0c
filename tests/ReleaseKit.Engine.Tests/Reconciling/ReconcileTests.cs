using System.Collections.Immutable;
using System.Security.Cryptography;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Reconciling;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Engine.Tests.Withdrawing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Reconciling;

/// <summary>A real repository with a remote, a registry that remembers, and what becomes of each way to disagree.</summary>
public sealed class ReconcileTests : IDisposable
{
    private static readonly LedgerDigest Digest = new("core.tgz", "aa", "bb");
    private readonly GitWorkspace _workspace = new();
    private readonly ScratchDirectory _scratch = new();
    private readonly MemoryRegistry _registry = new();
    private readonly EcosystemCatalog _catalog;

    public ReconcileTests()
    {
        _catalog = new([.. TestEcosystems.Catalog.Adapters.Select(a => a with { Registry = _registry })]);
        _workspace.Npm("", "root", more: "\"private\": true, \"workspaces\": [\"p/*\"]").Npm("p/core", "core", "1.0.0").Npm("p/ui", "ui", "1.0.0")
            .Write("releasekit.toml", "tag_format = \"{name}-v{version}\"\n").Initialize("core-v1.0.0", "ui-v1.0.0");
        _workspace.Npm("p/core", "core", "1.1.0").Commit("chore(release): core 1.1.0").Git("tag", "-a", "core-v1.1.0", "-m", "core");
        _workspace.Commit("feat: more", "p/core/a.js");
        _workspace.Git("init", "--quiet", "--bare", Remote);
        _workspace.Git("remote", "add", "origin", Remote);
        _workspace.Git("push", "--quiet", "--set-upstream", "origin", "main");
        _workspace.Git("push", "--quiet", "origin", "--tags");
        _registry.Versions.UnionWith(["core 1.0.0", "core 1.1.0", "ui 1.0.0"]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Remote => _scratch.File("remote.git");

    private string Output => _scratch.File("out");

    [Fact]
    public async Task WhereAllAgreeNothingIsFound() => (await FindAsync()).ShouldBeEmpty();

    [Fact]
    public async Task ALiveVersionIsTaggedAtTheCommitWhereItsManifestGotIt()
    {
        var commit = _workspace.Git("rev-parse", "core-v1.1.0^{commit}");
        Untag("core-v1.1.0");
        _workspace.Git("mv", "p/core", "p/kernel");
        _workspace.Commit("chore: move");

        (await MendAsync()).ShouldBe(["package-without-tag npm:core 1.1.0: fixed"]);
        _workspace.Git("rev-parse", "core-v1.1.0^{commit}").ShouldBe(commit);
        RemoteTag("core-v1.1.0").ShouldBe(_workspace.Git("rev-parse", "core-v1.1.0"));
        (await FindAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhichCommitItIsIsNotGuessed()
    {
        Untag("core-v1.1.0");
        _workspace.Npm("p/core", "core", "1.2.0").Commit("chore: no").Npm("p/core", "core", "1.1.0").Commit("chore: back");
        (await MendAsync()).ShouldBe(["package-without-tag npm:core 1.1.0: left"]);
        _workspace.Git("tag", "--list", "core-v1.1.0").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheReleaseCommitOfALedgerIsCertain()
    {
        Untag("core-v1.1.0");
        _workspace.Npm("p/core", "core", "1.2.0").Commit("chore: no").Npm("p/core", "core", "1.1.0").Commit("chore: back");
        var commit = _workspace.Git("rev-parse", "HEAD~2");
        await ReleaseAsync("core", "1.1.0", commit, close: true, uploads: false);
        (await MendAsync()).ShouldBe(["package-without-tag npm:core 1.1.0: fixed"]);
        _workspace.Git("rev-parse", "core-v1.1.0^{commit}").ShouldBe(commit);
    }

    [Fact]
    public async Task ATagWithoutItsPackageIsNeverForgottenForARegistryThatIsDown()
    {
        _registry.Versions.Remove("core 1.1.0");
        (await FindAsync()).ShouldBe(["tag-without-package npm:core 1.1.0"]);
        _registry.Unreachable.Add("core 1.1.0");
        (await MendAsync()).ShouldBe(["registry-unknown npm:core 1.1.0: left"]);
    }

    [Fact]
    public async Task TagsThatAreOnlyOnOneSideGoToTheOtherAloneAndNoneIsMoved()
    {
        _workspace.Git("push", "--quiet", "origin", "--delete", "core-v1.1.0");
        _workspace.Git("tag", "mine");
        _workspace.Git("tag", "--delete", "ui-v1.0.0");
        (await MendAsync()).ShouldBe(["tag-only-here refs/tags/core-v1.1.0 1.1.0: fixed", "tag-only-there refs/tags/ui-v1.0.0 1.0.0: fixed"]);
        RemoteTag("core-v1.1.0").ShouldBe(_workspace.Git("rev-parse", "core-v1.1.0"));
        RemoteTag("ui-v1.0.0").ShouldBe(_workspace.Git("rev-parse", "ui-v1.0.0"));
        RemoteTag("mine").ShouldBeEmpty();

        var there = RemoteTag("ui-v1.0.0");
        _workspace.Git("tag", "--force", "-a", "ui-v1.0.0", "-m", "moved");
        (await MendAsync()).ShouldBe(["tag-differs refs/tags/ui-v1.0.0 1.0.0: left"]);
        RemoteTag("ui-v1.0.0").ShouldBe(there);
        (await FindAsync(push: false)).ShouldBeEmpty("tags that are not pushed are not compared");
    }

    [Fact]
    public async Task OtherBytesThanTheLedgerHasAreToldWithBothDigests()
    {
        await ReleaseAsync("core", "1.1.0", _workspace.Git("rev-parse", "core-v1.1.0^{commit}"), close: true);
        var results = await ResultsAsync();
        results.Select(r => r.Disagreement.KindName).ShouldBe(["other-bytes"]);
        results[0].Disagreement.Message.ShouldContain($"sha256 in the ledger aa, there {Convert.ToHexStringLower(SHA256.HashData("served"u8))}");
        results[0].Status.ShouldBe("left");
    }

    [Fact]
    public async Task AnInterruptedReleaseIsToldAndADoneOneIsClosedHereAndThere()
    {
        _registry.Versions.Add("ui 1.1.0");
        _workspace.Npm("p/core", "core", "1.2.0").Commit("chore(release): core 1.2.0");
        var id = await ReleaseAsync("core", "1.2.0", _workspace.Git("rev-parse", "HEAD"), close: false, uploads: false);
        (await MendAsync()).ShouldBe([$"release-interrupted refs/releasekit/{id}: left"]);

        // From a fresh clone the remote's copy tells.
        Directory.Delete(Output, recursive: true);
        (await FindAsync()).ShouldBe([$"release-interrupted refs/releasekit/{id}"]);

        _registry.Versions.Add("core 1.2.0");
        (await MendAsync()).ShouldBe(["package-without-tag npm:core 1.2.0: fixed", $"unclosed-ledger refs/releasekit/{id}: fixed"]);
        _workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
        (await FindAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheLedgerOfAReleaseThatIsOverIsRemovedFromTheRemote()
    {
        var id = await ReleaseAsync("core", "1.1.0", _workspace.Git("rev-parse", "core-v1.1.0^{commit}"), close: false, uploads: false);
        var copy = _workspace.Git("ls-remote", "origin", $"refs/releasekit/{id}").Split('\t')[0];
        await (await BookAsync()).CloseAsync(id, "r1", "finished", Token);
        _workspace.Git("push", "--quiet", "origin", $"{copy}:refs/releasekit/{id}");
        (await FindAsync()).ShouldBe([$"leftover-ref refs/releasekit/{id}"]);

        (await MendAsync(() => _workspace.Git("push", "--quiet", "--force", "origin", $"HEAD:refs/releasekit/{id}"))).ShouldBe([$"leftover-ref refs/releasekit/{id}: left"], "it was changed meanwhile");
        _workspace.Git("push", "--quiet", "--force", "origin", $"{copy}:refs/releasekit/{id}");
        (await MendAsync()).ShouldBe([$"leftover-ref refs/releasekit/{id}: fixed"]);
        _workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    [Fact]
    public async Task ADeadHolderOfTheLeaseIsToldApartFromOneThatMayLive()
    {
        var git = await GitAsync();
        (await LeaseFinding.LookAsync(git, "origin", _ => null, Token)).ShouldBeNull();
        var mine = new RunnerIdentity(new ProcessEnvironment(), git.Facts.GitDirectory).Describe(TimeProvider.System.GetUtcNow());
        await using var lease = await RemoteLease.TakeAsync(git, "origin", mine, _ => null, @break: false, TimeProvider.System, _ => { }, Token);
        (await LeaseFinding.LookAsync(git, "origin", _ => false, Token))!.KindName.ShouldBe("leftover-lease");
        (await LeaseFinding.LookAsync(git, "origin", _ => null, Token))!.KindName.ShouldBe("release-running");
        var running = (await LeaseFinding.LookAsync(git, "origin", _ => true, Token))!;
        running.Message.ShouldContain(Environment.MachineName);
        running.CanBeFixed.ShouldBeFalse();
    }

    [Fact]
    public async Task WhatIsMissingIsPublishedFromAThrowAwayTreeOfItsTag()
    {
        _registry.Versions.Remove("core 1.1.0");
        var git = await GitAsync();
        var (_, facts, _) = await AskAsync(push: true);
        var made = await Republication.PrepareAsync(git, (await _workspace.DiscoverAsync()).Workspace, Output, facts.Where(f => f.Registry == RegistryAnswer.Absent), Token);
        var one = made.ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(one.Root, "p", "core", "package.json")).ShouldContain("1.1.0");
        File.Exists(Path.Combine(one.Root, "p", "core", "a.js")).ShouldBeFalse("the tag is older than HEAD");
        var plan = Core.Documents.PlanDocument.Read(File.ReadAllText(Path.Combine(one.OutputPath, "plan.json")), "plan.json");
        plan.Published.Select(r => $"{r.Id} {r.To} {r.Tag}").ShouldBe(["npm:core 1.1.0 core-v1.1.0"]);
        _workspace.Git("status", "--porcelain").ShouldBeEmpty();

        await Republication.RemoveAllAsync(git, Output, Token);
        await Republication.RemoveAllAsync(git, Output, Token);
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
        Directory.Exists(Path.Combine(Output, "reconcile")).ShouldBeFalse();
    }

    [Fact]
    public async Task OnlyWhatIsAskedForIsLookedAt()
    {
        var workspace = await _workspace.DiscoverAsync();
        ReconcileScope.Select(workspace, "", ["npm:ui"]).Select(p => p.Name).ShouldBe(["ui"]);
        Coded.Throws(Core.Diagnostics.PlanCodes.UnknownPackage, () => ReconcileScope.Select(workspace, "", ["uii"])).Message.ShouldContain("ui");
        Coded.Throws(Core.Diagnostics.PlanCodes.UnknownPackage, () => ReconcileScope.Select(workspace, "backend", []));
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _scratch.Dispose();
    }

    private void Untag(string tag)
    {
        _workspace.Git("tag", "--delete", tag);
        _workspace.Git("push", "--quiet", "origin", "--delete", tag);
    }

    private string RemoteTag(string tag) => _workspace.Git("ls-remote", "--refs", "origin", "refs/tags/" + tag).Split('\t')[0];

    private Task<GitRepository> GitAsync() => GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), _workspace.Root, Token);

    private async Task<ReleaseBook> BookAsync() => new(await GitAsync(), Output, "origin", TimeProvider.System);

    /// <summary>Begins a release on a commit, with a mirror; an upload of one file is announced.</summary>
    private async Task<string> ReleaseAsync(string name, string version, string commit, bool close, bool uploads = true)
    {
        var id = new PackageId("npm", name);
        var plan = new ReleasePlan
        {
            Base = commit,
            Date = "2026-01-01",
            Releases = [new PlannedRelease { Id = id, To = version, Bump = BumpLevel.Minor, Tag = $"{name}-v{version}", Reasons = [] }],
            Order = [[id]],
            Skipped = [],
        };
        var book = await BookAsync();
        await book.BeginAsync(plan, "r1", [], isApplied: false, Token);
        var git = await GitAsync();
        var ledger = await RunLedger.OpenAsync(Output, () => Task.FromResult<IRepository>(git), TimeProvider.System);
        await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Outcome, Token, ("commit", commit));
        if (uploads)
        {
            await ledger.AppendAsync(LedgerKind.Upload, LedgerPhase.Intent, id, version, [Digest], Token);
        }

        await ledger.FlushAsync(Token);
        if (close)
        {
            await book.FinishAsync(ledger, Token);
        }

        return ReleaseBook.IdOf(plan);
    }

    private async Task<(ImmutableArray<Disagreement> Found, ImmutableArray<VersionFacts> Facts, ImmutableArray<ReleaseRecord> Records)> AskAsync(bool push)
    {
        var git = await GitAsync();
        var workspace = await _workspace.DiscoverAsync();
        var remote = push ? "origin" : null;
        var records = await ReleaseRecord.ReadAllAsync(git, Output, remote, Token);
        var survey = new ReconcileSurvey(git, workspace, _catalog, (package, version) => new PackageContext
        {
            Id = package.Id,
            Version = version,
            WorkspaceRoot = _workspace.Root,
            Directory = _workspace.Root,
            Manifest = _workspace.Root,
            ArtifactsDirectory = _scratch.File("dist"),
            ScratchDirectory = _scratch.File("scratch"),
            LogDirectory = _scratch.File("log"),
            Endpoint = _registry.Default,
        }, remote);
        var facts = await survey.AskAsync(ReconcileScope.Select(workspace, "", []), records, Token);
        return (Comparison.Compare(facts).AddRange(OpenReleases.Judge(records, facts)), facts, records);
    }

    private async Task<string[]> FindAsync(bool push = true) => [.. (await AskAsync(push)).Found.Select(d => $"{d.KindName} {d.Subject} {d.Version}".Trim())];

    private async Task<List<ReconciledDisagreement>> ResultsAsync(Action? meanwhile = null)
    {
        var (found, facts, records) = await AskAsync(push: true);
        meanwhile?.Invoke();
        var repair = new ReconcileRepair(await GitAsync(), await BookAsync(), "origin", "r2", facts, records);
        var results = new List<ReconciledDisagreement>();
        foreach (var disagreement in found)
        {
            results.Add(disagreement.CanBeFixed ? await repair.MendAsync(disagreement, Token) : new ReconciledDisagreement(disagreement, "left"));
        }

        return results;
    }

    private async Task<string[]> MendAsync(Action? meanwhile = null) =>
        [.. (await ResultsAsync(meanwhile)).Select(r => $"{r.Disagreement.KindName} {r.Disagreement.Subject} {r.Disagreement.Version}".Trim() + $": {r.Status}")];
}
