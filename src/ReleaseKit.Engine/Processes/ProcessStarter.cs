using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReleaseKit.Engine.Processes;

/// <summary>
/// Starts all children of this process from one thread that lives as long as the process. Linux delivers the parent-death
/// signal when the <em>thread</em> that forked ends, so a pool thread that retires would kill clients that are at work.
/// The thread is process-wide state on purpose: one per runner would either die too early or be leaked by every task.
/// </summary>
internal static class ProcessStarter
{
    private static readonly Lazy<BlockingCollection<Action>> Work = new(StartThread);

    /// <summary>Starts the process; the task fails with what <see cref="Process.Start()"/> throws.</summary>
    public static Task<Process> StartAsync(ProcessStartInfo start) => Run(() => Process.Start(start)!);

    /// <summary>Runs something on the thread that forks.</summary>
    public static Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Value.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var queue = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var work in queue.GetConsumingEnumerable())
            {
                work();
            }
        })
        {
            IsBackground = true,
            Name = "ReleaseKit process starter",
        };
        thread.Start();
        return queue;
    }
}
