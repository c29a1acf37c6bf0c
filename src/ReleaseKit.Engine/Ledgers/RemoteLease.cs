using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// One release at a time on a remote: <c>refs/releasekit/lease</c>, taken by compare and swap, with a beat for as long as the
/// holder lives. A lease is taken over when its beat stood still while we watched, for three beats by our own clock; clocks of
/// two machines are never compared, and no lease is too old. A holder on this machine whose process is gone is not waited for.
/// </summary>
public sealed class RemoteLease : IAsyncDisposable
{
    /// <summary>The ref.</summary>
    public const string Ref = "refs/releasekit/lease";

    /// <summary>Refs of leases of shares begin so; the share's id follows.</summary>
    public const string SharePrefix = "refs/releasekit/share-";

    /// <summary>The file in the commit that the ref names.</summary>
    private const string FileName = "lease.json";

    /// <summary>How often the holder shows that it lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patience = 3 * Beat;
    private static readonly TimeSpan Look = Beat / 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(15);
    private readonly IRepository _git;
    private readonly string _remote;
    private readonly string _ref;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private LeaseRecord _record;
    private string _value;
    private Task _beating = Task.CompletedTask;

    private RemoteLease(IRepository git, string remote, string @ref, TimeProvider time, LeaseRecord record, string value)
    {
        _ref = @ref;
        _git = git;
        _remote = remote;
        _time = time;
        _record = record;
        _value = value;
    }

    /// <summary>Takes the lease, watching a holder of whom nothing is known for as long as it takes.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="mine">What others are told meanwhile.</param>
    /// <param name="isAlive">Whether a holder's process lives; null when that cannot be told.</param>
    /// <param name="break">Whether to take it from a holder that may live.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Tells people what is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-LEASE-HELD</c>: who, where, since when.</exception>
    public static async Task<RemoteLease> TakeAsync(
        IRepository git, string remote, LeaseRecord mine, Func<LeaseRecord, bool?> isAlive, bool @break, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        var lease = await TakeAsync(git, remote, Ref, mine, isAlive, @break, time, say, cancellationToken);
        try
        {
            // No share begins while we hold the lease; those that have begun are waited for, or removed when they are dead.
            foreach (var share in (await git.Refs().ListAsync(remote, SharePrefix, cancellationToken)).Keys.Order(StringComparer.Ordinal))
            {
                await using var removed = await TakeAsync(git, remote, share, mine, isAlive, @break, time, say, cancellationToken);
            }

            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes the lease of a share, beside which other shares of releases may be published, and nothing else: the lease of the whole
    /// is held for the moment in which the share begins.
    /// </summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="share">The share's id.</param>
    /// <param name="mine">What others are told meanwhile.</param>
    /// <param name="isAlive">Whether a holder's process lives; null when that cannot be told.</param>
    /// <param name="break">Whether to take it from a holder that may live.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Tells people what is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-LEASE-HELD</c>: who, where, since when.</exception>
    public static async Task<RemoteLease> TakeShareAsync(
        IRepository git, string remote, string share, LeaseRecord mine, Func<LeaseRecord, bool?> isAlive, bool @break, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                await using var whole = await TakeAsync(git, remote, Ref, mine, isAlive, @break, time, say, cancellationToken);
                return await TakeAsync(git, remote, SharePrefix + share, mine, isAlive, @break, time, say, cancellationToken);
            }
            catch (ReleaseException e) when (e.Diagnostics[0].Code == LedgerCodes.LeaseHeld.Code && time.GetElapsedTime(since) < Patience)
            {
                // Another share begins, for a moment; a release of the whole goes on, which is told after a while.
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static async Task<RemoteLease> TakeAsync(
        IRepository git, string remote, string @ref, LeaseRecord mine, Func<LeaseRecord, bool?> isAlive, bool @break, TimeProvider time, Action<string> say, CancellationToken cancellationToken)
    {
        var refs = git.Refs();
        string? watched = null;
        var since = time.GetTimestamp();
        while (true)
        {
            var value = (await refs.ListAsync(remote, @ref, cancellationToken)).GetValueOrDefault(@ref);
            var holder = value is null ? null : await ReadAsync(git, remote, @ref, cancellationToken);
            var alive = holder is null ? null : isAlive(holder);
            if (value is null || @break || alive == false || (value == watched && time.GetElapsedTime(since) >= Patience))
            {
                var mineValue = await WriteAsync(git.Objects(), mine, cancellationToken);
                if (await refs.SwapAsync(remote, @ref, value, mineValue, cancellationToken))
                {
                    var lease = new RemoteLease(git, remote, @ref, time, mine, mineValue) { Replaced = holder };
                    lease._beating = lease.KeepBeatingAsync();
                    return lease;
                }

                continue; // Somebody was faster; what is there now is looked at anew.
            }

            if (alive == true || (watched is not null && value != watched))
            {
                throw Held(remote, holder);
            }

            if (watched is null)
            {
                (watched, since) = (value, time.GetTimestamp());
                say($"{holder?.Describe() ?? "Somebody"} holds the lease on {remote}. Watching for {Patience.TotalSeconds:0} s whether it is alive.");
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>Who holds the lease, without waiting and without a trace; null when nobody does, or somebody whose words this version does not understand.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote's name.</param>
    /// <param name="value">What the lease's ref names.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<LeaseRecord?> FindHolderAsync(IRepository git, string remote, string value, CancellationToken cancellationToken) =>
        await git.Refs().FetchObjectsAsync(remote, [Ref], cancellationToken) && await git.Objects().ReadFileAsync(value, FileName, cancellationToken) is { } text
            ? LeaseRecord.Read(text)
            : null;

    /// <summary>Whom the lease was taken from, who did not give it back; null when nobody held it.</summary>
    public LeaseRecord? Replaced { get; private init; }

    /// <summary>Gives the lease back, if it is still ours.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _beating;
        await TryAsync(async token => await SwapAsync(null, null, token));
        _ended.Dispose();
    }

    private async Task KeepBeatingAsync()
    {
        var held = true;
        try
        {
            while (held)
            {
                await Task.Delay(Beat, _time, _ended.Token);
                await TryAsync(async token =>
                {
                    var record = _record with { Beat = _record.Beat + 1 };
                    held = await SwapAsync(await WriteAsync(_git.Objects(), record, token), record, token);
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The build is over.
        }
    }

    /// <summary>Changes the ref, also when an earlier change of ours arrived although its answer did not.</summary>
    private async Task<bool> SwapAsync(string? value, LeaseRecord? record, CancellationToken cancellationToken)
    {
        var refs = _git.Refs();
        if (!await refs.SwapAsync(_remote, _ref, _value, value, cancellationToken))
        {
            var there = (await refs.ListAsync(_remote, _ref, cancellationToken)).GetValueOrDefault(_ref);
            if (there is null || (await ReadAsync(_git, _remote, _ref, cancellationToken))?.Runner != _record.Runner ||
                !await refs.SwapAsync(_remote, _ref, there, value, cancellationToken))
            {
                return false; // Taken over: the next entry of the ledger that should be mirrored fails, and says so.
            }
        }

        (_value, _record) = (value ?? "", record ?? _record);
        return true;
    }

    /// <summary>Tries within a time that leaves room for the next beat. Whoever waits for us sees the beat stand still meanwhile.</summary>
    private static async Task TryAsync(Func<CancellationToken, Task> action)
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await action(patience.Token);
        }
        catch (Exception e) when (e is ReleaseException or OperationCanceledException)
        {
            // The remote cannot be reached now.
        }
    }

    private static Task<string> WriteAsync(IObjectStore objects, LeaseRecord record, CancellationToken cancellationToken) =>
        objects.CommitFilesAsync(ImmutableDictionary<string, string>.Empty.Add(FileName, record.Write()), [], "ReleaseKit lease", cancellationToken);

    private static async Task<LeaseRecord?> ReadAsync(IRepository git, string remote, string @ref, CancellationToken cancellationToken)
    {
        if (!await git.Refs().FetchAsync(remote, [@ref], cancellationToken))
        {
            return null;
        }

        var text = await git.Objects().ReadFileAsync(@ref, FileName, cancellationToken);
        await git.Objects().SetRefAsync(@ref, null, cancellationToken);
        return text is null ? null : LeaseRecord.Read(text);
    }

    private static ReleaseException Held(string remote, LeaseRecord? holder) => new(LedgerCodes.LeaseHeld.Create(
        $"{holder?.Describe() ?? "Somebody with another version of ReleaseKit.Sdk"} is releasing to {remote}. Wait for it to end, and watch it there. " +
        "If it is certain that it is dead, ReleaseBreakLease=true takes the lease from it; if it is not, packages may be published twice."));
}
