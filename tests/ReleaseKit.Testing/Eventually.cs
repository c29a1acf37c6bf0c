namespace ReleaseKit.Testing;

/// <summary>Waits for what another process does, which no clock of ours can be asked for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Returns as soon as the condition holds.</summary>
    /// <exception cref="OperationCanceledException">It did not within a minute, or the test was cancelled.</exception>
    public static async Task HoldsAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
