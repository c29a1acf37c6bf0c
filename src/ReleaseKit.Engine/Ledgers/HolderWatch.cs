namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// Watches, in a worker process, the process that holds the lease of the work tree. When that dies its lock is free, and what the
/// worker still did would meet the next release.
/// </summary>
public sealed class HolderWatch : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly ITimer _timer;
    private int _told;

    private HolderWatch(Func<bool> lives, Action orphaned, TimeProvider time) => _timer = time.CreateTimer(
        _ =>
        {
            if (!lives() && Interlocked.Exchange(ref _told, 1) == 0)
            {
                orphaned();
            }
        },
        null, Look, Look);

    /// <summary>Watches the holder; null when that is this process, is gone already, or cannot be seen from here.</summary>
    /// <param name="gitDirectory">Absolute path of the work tree's git directory.</param>
    /// <param name="identity">Tells whether a process lives.</param>
    /// <param name="orphaned">Called once when the holder is gone.</param>
    /// <param name="time">The clock.</param>
    public static HolderWatch? Start(string gitDirectory, RunnerIdentity identity, Action orphaned, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(orphaned);
        ArgumentNullException.ThrowIfNull(time);
        return LocalLease.HolderOf(gitDirectory) is { } holder && holder.ProcessId != Environment.ProcessId && identity.IsAlive(holder) == true
            ? new HolderWatch(() => identity.IsAlive(holder) != false, orphaned, time)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
