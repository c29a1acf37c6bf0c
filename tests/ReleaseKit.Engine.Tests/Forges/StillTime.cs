namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>A clock that leaps over every wait, and remembers it. Time limits, which are timers of half a minute and more that nobody awaits, never end.</summary>
internal sealed class StillTime : TimeProvider
{
    private DateTimeOffset _now = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Task.Delay's state is its own promise; a time limit's is a token source.
        if (state is CancellationTokenSource)
        {
            return new Timer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Waits.Add(dueTime);
        _now += dueTime;
        return new Timer(s => callback(s), state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
