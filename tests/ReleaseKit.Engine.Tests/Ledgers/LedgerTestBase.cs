using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Tests.Git;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

/// <summary>A repository, a bare remote, and clones of it as other machines.</summary>
public abstract class LedgerTestBase : GitTestBase
{
    protected static readonly PackageId Package = new("npm", "x");
    protected static readonly LedgerDigest Digest = new("x-1.1.0.tgz", "aa", "bb");

    protected LedgerTestBase()
    {
        Remote = GitRepositoryBuilder.Init(Scratch.File("remöte.git"), "--bare");
        Repository.Change("chore: first", "a");
        Repository.Git("remote", "add", "origin", Remote.Path);
        Repository.Git("push", "--quiet", "--set-upstream", "origin", "main");
    }

    protected GitRepositoryBuilder Remote { get; }

    protected static Task<bool> NotApplied(ReleasePlan plan) => Task.FromResult(false);

    protected static Task<bool> Applied(ReleasePlan plan) => Task.FromResult(true);

    /// <summary>Another machine, as it is after a fresh clone.</summary>
    protected GitRepositoryBuilder Clone(string name)
    {
        Repository.Git("clone", "--quiet", Remote.Path, Scratch.File(name));
        return GitRepositoryBuilder.Open(Scratch.File(name));
    }

    /// <summary>The output folder of a machine, beside its work tree, which stays clean.</summary>
    protected static string Output(GitRepositoryBuilder machine) => machine.Path + ".out";

    protected static Task<GitRepository> OpenAsync(GitRepositoryBuilder machine) => GitRepository.OpenAsync(Runner(), machine.Path, Cancellation);

    protected static async Task<ReleaseBook> BookAsync(GitRepositoryBuilder machine, string? remote = "origin") =>
        new(await OpenAsync(machine), Output(machine), remote, TimeProvider.System);

    protected static async Task<RunLedger> LedgerAsync(GitRepositoryBuilder machine)
    {
        var git = await OpenAsync(machine);
        return await RunLedger.OpenAsync(Output(machine), () => Task.FromResult<IRepository>(git), TimeProvider.System);
    }

    protected static ReleasePlan Plan(GitRepositoryBuilder machine, string version = "1.1.0") => new()
    {
        Base = machine.Head(),
        Date = "2026-01-01",
        Releases = [new PlannedRelease { Id = Package, To = version, Bump = BumpLevel.Minor, Tag = "x-v" + version, Reasons = [] }],
        Order = [[Package]],
        Skipped = [],
    };

    /// <summary>Begins a release on a machine.</summary>
    protected static async Task<ReleasePlan> BeginAsync(GitRepositoryBuilder machine, string runner = "r1", string? remote = "origin")
    {
        var plan = Plan(machine);
        await (await BookAsync(machine, remote)).BeginAsync(plan, runner, [], isApplied: false, Cancellation);
        return plan;
    }

    /// <summary>Makes the release commit and writes it down.</summary>
    protected static async Task<string> CommitAsync(GitRepositoryBuilder machine)
    {
        var commit = machine.Change("chore(release): x", "a");
        var ledger = await LedgerAsync(machine);
        await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Intent, Cancellation);
        await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Outcome, Cancellation, ("commit", commit));
        await ledger.FlushAsync(Cancellation);
        return commit;
    }

    /// <summary>Writes down, here and on the remote, that the package is about to be uploaded.</summary>
    protected static async Task AnnounceAsync(GitRepositoryBuilder machine, LedgerDigest? digest = null)
    {
        var ledger = await LedgerAsync(machine);
        await ledger.AppendAsync(LedgerKind.Upload, LedgerPhase.Intent, Package, "1.1.0", [digest ?? Digest], Cancellation);
        await ledger.FlushAsync(Cancellation);
    }

    protected string[] RemoteRefs() => [.. Remote.Git("for-each-ref", "--format=%(refname)", "refs/releasekit").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
