namespace ReleaseKit.Engine.Scheduling;

/// <summary>
/// Counts the uploads on their way in this process. A cancelled multithreaded build does not wait for its tasks; whoever ends
/// the process, or takes away what uploads need, waits here.
/// </summary>
public sealed class RunningUploads
{
    private readonly object _lock = new();
    private int _running;

    /// <summary>An upload begins; it has ended when the result is disposed.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            _running++;
        }

        return new Upload(this);
    }

    /// <summary>Waits until none is on its way.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            while (_running > 0)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _running--;
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Upload(RunningUploads owner) : IDisposable
    {
        public void Dispose() => owner.End();
    }
}
