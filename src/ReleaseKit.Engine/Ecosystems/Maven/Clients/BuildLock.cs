namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>Lets one build at a time write into folders that several builds share, across processes.</summary>
internal static class BuildLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until nobody else has the lock; who disposes it gives it back, and so does a process that ends.</summary>
    public static async Task<IDisposable> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".releasekit-build.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
