namespace ReleaseKit.Engine.Processes;

/// <summary>
/// Reads a child's pipe on a thread of its own. On Unix such a read blocks its thread even when it is asynchronous; on the
/// pool, a few dozen clients would take every thread that the rest of the build needs.
/// </summary>
internal static class ReaderThread
{
    private const int StackBytes = 512 * 1024;

    /// <summary>Starts reading; the task ends with what <paramref name="read"/> threw, if anything.</summary>
    public static Task Start(Stream stream, Action<Stream> read)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    read(stream);
                    done.SetResult();
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "ReleaseKit output",
        };
        thread.Start();
        return done.Task;
    }
}
