namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// The wish to stop at once instead of finishing the uploads on their way: a file <c>stop-now</c> in the output folder, because
/// only one process of a build gets to see the signals.
/// </summary>
public sealed class StopRequest
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly string _path;

    /// <summary>The request of one output folder.</summary>
    public StopRequest(string outputPath) => _path = Path.Combine(outputPath, "stop-now");

    /// <summary>Whether it was made.</summary>
    public bool IsMade => File.Exists(_path);

    /// <summary>Makes it.</summary>
    public void Make()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllBytes(_path, []);
    }

    /// <summary>Takes it back.</summary>
    public void Clear()
    {
        if (IsMade)
        {
            File.Delete(_path);
        }
    }

    /// <summary>Once the run stops, waits for the request and then calls <paramref name="stop"/>; ends without it when <paramref name="finished"/>.</summary>
    public async Task WatchAsync(Action stop, TimeProvider time, CancellationToken stopping, CancellationToken finished)
    {
        ArgumentNullException.ThrowIfNull(stop);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, finished);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!finished.IsCancellationRequested)
        {
            if (IsMade)
            {
                stop();
                return;
            }

            await Task.Delay(Look, time, CancellationToken.None);
        }
    }
}
