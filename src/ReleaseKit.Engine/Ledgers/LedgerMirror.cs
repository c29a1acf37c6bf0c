using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// A ledger's copy on the remote: the ref <c>refs/releasekit/&lt;release&gt;</c> names a commit with the plan and the entries, whose
/// parent is the release commit, so that its objects travel along. The ref is changed by compare and swap only.
/// </summary>
internal sealed class LedgerMirror
{
    /// <summary>Refs of releases begin so.</summary>
    public const string Prefix = "refs/releasekit/";

    /// <summary>The plan in the commit.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>The entries in the commit.</summary>
    public const string EntriesFile = "ledger.jsonl";

    private const string CommitFile = "release-commit";
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private readonly IRepository _git;
    private readonly LedgerFile _ledger;
    private readonly string _release;
    private readonly string _planPath;
    private readonly string _statePath;
    private readonly TimeProvider _time;

    /// <summary>The mirror of one release.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="folder">Absolute path of the folder with ledgers.</param>
    /// <param name="release">The release's id.</param>
    /// <param name="time">The clock.</param>
    public LedgerMirror(IRepository git, string folder, string release, TimeProvider time)
    {
        _git = git;
        _release = release;
        _time = time;
        _ledger = new LedgerFile(Path.Combine(folder, release + ".jsonl"));
        _planPath = Path.Combine(folder, release + ".plan.json");
        _statePath = Path.Combine(folder, release + ".mirror.json");
    }

    /// <summary>What the remote is known to have; null for a release that is not mirrored.</summary>
    public MirrorState? State
    {
        get => File.Exists(_statePath) ? JsonSerializer.Deserialize<MirrorState>(File.ReadAllBytes(_statePath)) : null;
        set
        {
            if (value is null)
            {
                File.Delete(_statePath);
            }
            else
            {
                AtomicFile.Replace(_statePath, JsonSerializer.SerializeToUtf8Bytes(value));
            }
        }
    }

    private string Ref => Prefix + _release;

    /// <summary>
    /// Returns when the remote has the entry and all before it. One push is under way at a time, from whichever process; what was
    /// written while it was goes with the next.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task FlushAsync(int sequence, CancellationToken cancellationToken)
    {
        if (State is null)
        {
            return;
        }

        using var alone = await FileLock.TakeAsync(_statePath + ".lock", cancellationToken);
        var state = State!;
        if (state.Sequence >= sequence)
        {
            return;
        }

        var ledger = _ledger.Read();
        var objects = _git.Objects();

        // A plan may be large, and stays the same.
        var plan = state.Plan ?? await objects.WriteAsync(await File.ReadAllTextAsync(_planPath, cancellationToken), cancellationToken);
        var files = ImmutableDictionary<string, string>.Empty
            .Add(PlanFile, plan)
            .Add(EntriesFile, await objects.WriteAsync(string.Concat(ledger.Entries.Select(LedgerText.Write)), cancellationToken))
            .Add(CommitFile, await objects.WriteAsync((ledger.Commit ?? "") + "\n", cancellationToken));
        var value = await objects.CommitAsync(files, ledger.Commit is { } commit ? [commit] : [], $"ReleaseKit ledger of {_release}", cancellationToken);
        if (!await SwapAsync(state, value, cancellationToken) &&
            !await SwapAsync(state with { Value = await RequireOursAsync(state.Remote, ledger, cancellationToken) }, value, cancellationToken))
        {
            throw Lost(state.Remote);
        }

        await objects.SetRefAsync(Ref, value, cancellationToken);
        State = state with { Value = value, Sequence = ledger.Entries.Length, Plan = plan };
    }

    /// <summary>Removes the copy, here and there, when the release is over. Doing it twice is safe.</summary>
    /// <exception cref="ReleaseException"><c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (State is { } state)
        {
            var there = (await _git.Refs().ListAsync(state.Remote, Ref, cancellationToken)).GetValueOrDefault(Ref);
            if (there is not null && !await SwapAsync(state with { Value = there }, null, cancellationToken))
            {
                throw Lost(state.Remote);
            }
        }

        await _git.Objects().SetRefAsync(Ref, null, cancellationToken);
        State = null;
    }

    private async Task<bool> SwapAsync(MirrorState state, string? value, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _git.Refs().SwapAsync(state.Remote, Ref, state.Value.Length == 0 ? null : state.Value, value, cancellationToken);
            }
            catch (ReleaseException e) when (attempt < Attempts && e.Diagnostics[0].Code == GitCodes.RemoteUnreachable.Code)
            {
                await Task.Delay(FirstPause * (1 << attempt), _time, cancellationToken);
            }
        }
    }

    /// <summary>What the remote has when it is not what we knew: ours if it is the beginning of what we have, as after a kill between a push and its record.</summary>
    private async Task<string> RequireOursAsync(string remote, Ledger ledger, CancellationToken cancellationToken)
    {
        if (!await _git.Refs().FetchAsync(remote, [Ref], cancellationToken) ||
            await _git.Objects().FindRefAsync(Ref, cancellationToken) is not { } there ||
            await _git.Objects().ReadFileAsync(there, EntriesFile, cancellationToken) is not { } text ||
            !string.Concat(ledger.Entries.Select(LedgerText.Write)).StartsWith(text, StringComparison.Ordinal))
        {
            throw Lost(remote);
        }

        return there;
    }

    private ReleaseException Lost(string remote) => new(LedgerCodes.LeaseLost.Create(
        string.Create(CultureInfo.InvariantCulture, $"Another run has changed or ended release {_release} on {remote}, so nothing more is uploaded from here. Let it finish, then fetch.")));
}
