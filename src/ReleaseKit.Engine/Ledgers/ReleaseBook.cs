using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// The releases that were begun in a repository, from this machine or another: finds those that are open, begins, continues and
/// closes them. Whoever uses it holds the lease.
/// </summary>
public sealed partial class ReleaseBook
{
    /// <summary>Digits of a plan's hash that name a release.</summary>
    public const int IdLength = 12;

    private readonly IRepository _git;
    private readonly string _outputPath;
    private readonly string _folder;
    private readonly string? _remote;
    private readonly TimeProvider _time;

    /// <summary>The book of a work tree.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="remote">The remote that mirrors ledgers; null for none.</param>
    /// <param name="time">The clock.</param>
    public ReleaseBook(IRepository git, string outputPath, string? remote, TimeProvider time)
    {
        _git = git;
        _outputPath = outputPath;
        _folder = RunLedger.Folder(outputPath);
        _remote = remote;
        _time = time;
    }

    /// <summary>The release of a plan.</summary>
    public static string IdOf(ReleasePlan plan) => PlanDocument.Hash(plan)[..IdLength];

    /// <summary>The entries of a release as they are known here.</summary>
    public static Ledger Read(string outputPath, string release) =>
        new LedgerFile(Path.Combine(RunLedger.Folder(outputPath), release + ".jsonl")) is { Exists: true } file ? file.Read() : new Ledger([]);

    /// <summary>
    /// The open releases of the branch that is checked out, of this machine and of the remote, brought here as one. Releases of
    /// other branches are left alone; one that was ended elsewhere is closed here.
    /// </summary>
    /// <param name="isApplied">Whether the work tree says what a plan releases, to recognise a commit that was made in the moment of a kill.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>, <c>RK-LEDGER-DAMAGED</c>, <c>RK-DOCUMENT-SCHEMA</c>, <c>RK-PLAN-ALTERED</c>.</exception>
    public async Task<ImmutableArray<OpenRelease>> FindAsync(Func<ReleasePlan, Task<bool>> isApplied, CancellationToken cancellationToken)
    {
        var there = await FetchAsync(cancellationToken);
        var here = Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*.jsonl").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsId) : [];
        var found = ImmutableArray.CreateBuilder<OpenRelease>();
        foreach (var id in here.Concat(there.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            if (await LoadAsync(id, there.GetValueOrDefault(id), cancellationToken) is { } loaded &&
                await PlaceAsync(id, loaded.Ledger, loaded.Plan, isApplied, cancellationToken) is { } open)
            {
                Keep(id, loaded.Ledger, loaded.Plan, there.GetValueOrDefault(id), loaded.There);
                found.Add(open);
            }
            else if (there.ContainsKey(id))
            {
                await _git.Objects().SetRefAsync(LedgerMirror.Prefix + id, null, cancellationToken);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Takes an open release up again, here and on the remote, where that keeps the run it was taken from out.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task ContinueAsync(OpenRelease release, string runner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        RunLedger.Begin(_outputPath, new RunState(release.Id, runner, IsContinued: true));
        var ledger = await RunLedger.OpenAsync(_outputPath, () => Task.FromResult(_git), _time);
        await ledger.AppendAsync(LedgerKind.Plan, LedgerPhase.Intent, cancellationToken, ("continues", release.Id));
        if (release.Commit is { } commit && release.Ledger.Commit != commit)
        {
            await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Outcome, cancellationToken, ("commit", commit));
        }

        await ledger.FlushAsync(cancellationToken);
    }

    /// <summary>Begins the release of a plan. What open releases it takes the place of have uploaded is carried over; they are closed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runner">The run.</param>
    /// <param name="superseded">Ids of open releases.</param>
    /// <param name="isApplied">Whether what is checked out is the release commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task BeginAsync(ReleasePlan plan, string runner, IReadOnlyCollection<string> superseded, bool isApplied, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var id = IdOf(plan);
        var versions = plan.Releases.ToDictionary(r => r.Id, r => r.To);
        var carried = superseded.Where(s => s != id).SelectMany(s => Read(_outputPath, s).UploadsOf(versions)).ToArray();
        var continued = superseded.Contains(id);
        if (!continued)
        {
            Directory.CreateDirectory(_folder);
            System.IO.File.Delete(File(id).Path); // A closed one of the same plan.
            Keep(id, new Ledger([]), plan, null, 0);
        }

        RunLedger.Begin(_outputPath, new RunState(id, runner, IsContinued: continued || carried.Length > 0));
        var ledger = await RunLedger.OpenAsync(_outputPath, () => Task.FromResult(_git), _time);
        await ledger.AppendAsync(
            LedgerKind.Plan, continued ? LedgerPhase.Intent : LedgerPhase.Outcome, cancellationToken,
            ("hash", PlanDocument.Hash(plan)), ("base", plan.Base), ("branch", _git.Facts.Branch ?? ""));
        foreach (var entry in carried)
        {
            await File(id).AppendAsync(entry, cancellationToken);
        }

        if (isApplied)
        {
            await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Outcome, cancellationToken, ("commit", _git.Facts.Head));
        }

        await ledger.FlushAsync(cancellationToken);
        foreach (var old in superseded.Where(s => s != id))
        {
            await CloseAsync(old, runner, "superseded", cancellationToken);
        }
    }

    /// <summary>Closes the release that is under way: it is done.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task FinishAsync(RunLedger ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        await ledger.AppendAsync(LedgerKind.Close, LedgerPhase.Intent, cancellationToken);
        await ledger.RemoveMirrorAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Close, LedgerPhase.Outcome, cancellationToken, ("how", "finished"));
        RunLedger.End(_outputPath);
    }

    /// <summary>Closes an open release that nothing will continue, here and on the remote.</summary>
    public async Task CloseAsync(string release, string runner, string how, CancellationToken cancellationToken)
    {
        await Mirror(release).RemoveAsync(cancellationToken);
        await File(release).AppendAsync(
            new LedgerEntry
            {
                Sequence = 0,
                At = _time.GetUtcNow(),
                Runner = runner,
                Kind = LedgerKind.Close,
                Phase = LedgerPhase.Outcome,
                Detail = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("how", how),
            },
            cancellationToken);
    }

    private async Task<ImmutableDictionary<string, string>> FetchAsync(CancellationToken cancellationToken)
    {
        if (_remote is null)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        while (true)
        {
            var refs = (await _git.Refs().ListAsync(_remote, LedgerMirror.Prefix, cancellationToken)).Keys.Where(r => IsId(r[LedgerMirror.Prefix.Length..])).ToArray();
            if (refs.Length == 0 || await _git.Refs().FetchAsync(_remote, refs, cancellationToken))
            {
                var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
                foreach (var name in refs)
                {
                    values[name[LedgerMirror.Prefix.Length..]] = (await _git.Objects().FindRefAsync(name, cancellationToken))!;
                }

                return values.ToImmutable();
            }
        }
    }

    private async Task<(Ledger Ledger, ReleasePlan Plan, int There)?> LoadAsync(string id, string? value, CancellationToken cancellationToken)
    {
        var local = Read(_outputPath, id);
        if (local.IsClosed || (local.Entries.IsEmpty && value is null))
        {
            return null;
        }

        if (value is null)
        {
            var mirrored = Mirror(id).State is { Value.Length: > 0 } state && state.Remote == _remote;
            if (mirrored)
            {
                // It was there and is gone: whoever continued it has finished it.
                await CloseAsync(id, "", "elsewhere", cancellationToken);
                return null;
            }

            return System.IO.File.Exists(PlanPath(id)) ? (local, PlanDocument.Read(await System.IO.File.ReadAllTextAsync(PlanPath(id), cancellationToken), PlanPath(id)), 0) : null;
        }

        var name = LedgerMirror.Prefix + id;
        var entries = LedgerText.Read(await _git.Objects().ReadFileAsync(value, LedgerMirror.EntriesFile, cancellationToken) ?? "", name);
        var plan = PlanDocument.Read(await _git.Objects().ReadFileAsync(value, LedgerMirror.PlanFile, cancellationToken) ?? "", name);
        return IdOf(plan) != id || !LedgerText.IsObjectName(plan.Base) ? null : (new Ledger(LedgerText.Merge(local.Entries, entries)), plan, entries.Length);
    }

    private async Task<OpenRelease?> PlaceAsync(string id, Ledger ledger, ReleasePlan plan, Func<ReleasePlan, Task<bool>> isApplied, CancellationToken cancellationToken)
    {
        var (objects, head, branch) = (_git.Objects(), _git.Facts.Head, _git.Facts.Branch ?? "");
        if (ledger.Branch != branch && ledger.Branch.Length > 0 && branch.Length > 0)
        {
            return null;
        }

        var commit = ledger.Commit;
        if (commit is null && ledger.MayBeCommitted && await objects.ParentAsync(head, cancellationToken) == plan.Base && await isApplied(plan))
        {
            commit = head;
        }

        var point = commit ?? plan.Base;
        var relation = head == point || (commit is not null && await objects.IsAncestorAsync(head, commit, cancellationToken)) ? OpenReleaseRelation.Current
            : await objects.IsAncestorAsync(point, head, cancellationToken) ? OpenReleaseRelation.Past
            : OpenReleaseRelation.Diverged;

        // Without the name of a branch on both sides, only what can go on from here is known to be meant.
        return relation != OpenReleaseRelation.Current && ledger.Branch != branch ? null : new OpenRelease(id, ledger, plan, relation) { Commit = commit };
    }

    private void Keep(string id, Ledger ledger, ReleasePlan plan, string? value, int there)
    {
        Directory.CreateDirectory(_folder);
        Files.AtomicFile.Replace(PlanPath(id), System.Text.Encoding.UTF8.GetBytes(PlanDocument.Write(plan)));
        if (!ledger.Entries.IsEmpty)
        {
            File(id).Replace(ledger);
        }

        Mirror(id).State = _remote is null ? null : new MirrorState(_remote, value ?? "", there);
    }

    private static bool IsId(string name) => Id().IsMatch(name);

    private LedgerFile File(string release) => new(Path.Combine(_folder, release + ".jsonl"));

    private LedgerMirror Mirror(string release) => new(_git, _folder, release, _time);

    private string PlanPath(string release) => Path.Combine(_folder, release + ".plan.json");

    [GeneratedRegex(@"\A[0-9a-f]{12}\z")]
    private static partial Regex Id();
}
