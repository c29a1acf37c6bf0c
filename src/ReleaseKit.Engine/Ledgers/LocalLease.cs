using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>One release at a time in a work tree: a lock that the operating system takes back when its holder dies.</summary>
public sealed class LocalLease : IDisposable
{
    private readonly FileLock _lock;
    private readonly string _holder;

    private LocalLease(FileLock @lock, string holder)
    {
        _lock = @lock;
        _holder = holder;
    }

    /// <summary>Takes the lease.</summary>
    /// <param name="gitDirectory">Absolute path of the work tree's git directory.</param>
    /// <param name="mine">What others are told meanwhile.</param>
    /// <exception cref="ReleaseException"><c>RK-LEASE-HELD</c>: who, where, since when.</exception>
    public static LocalLease Take(string gitDirectory, LeaseRecord mine)
    {
        var taken = TryTake(gitDirectory) ?? throw new ReleaseException(LedgerCodes.LeaseHeld.Create(
            $"{HolderOf(gitDirectory)?.Describe() ?? "Another process"} is releasing in this work tree. Wait for it to end; when its process ends in any way, the next release can begin."));
        AtomicFile.Replace(taken._holder, Encoding.UTF8.GetBytes(mine.Write()));
        return taken;
    }

    /// <summary>Takes the lease for a moment, without a name; null when somebody releases.</summary>
    public static LocalLease? TryTake(string gitDirectory)
    {
        var folder = Path.Combine(gitDirectory, "releasekit");
        return FileLock.TryTake(Path.Combine(folder, "lock")) is { } taken ? new LocalLease(taken, Path.Combine(folder, "holder.json")) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Who took the lease last; null when nobody has.</summary>
    internal static LeaseRecord? HolderOf(string gitDirectory)
    {
        var path = Path.Combine(gitDirectory, "releasekit", "holder.json");
        return File.Exists(path) ? LeaseRecord.Read(File.ReadAllText(path)) : null;
    }
}
