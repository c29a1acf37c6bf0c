using System.Collections.Concurrent;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>A clock that moves when it is told to, and tells when somebody waits for it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly ConcurrentBag<Timer> _timers = [];
    private readonly TaskCompletionSource<TimeSpan> _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first delay that anybody asked for, once somebody did.</summary>
    public Task<TimeSpan> FirstDelay => _waited.Task;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time)
    {
        _now += time;
        foreach (var timer in _timers)
        {
            timer.FireWhenDue(_now);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state), _now + dueTime);
        _timers.Add(timer);
        _waited.TrySetResult(dueTime);
        return timer;
    }

    private sealed class Timer(Action fire, DateTimeOffset due) : ITimer
    {
        private int _done;

        public void FireWhenDue(DateTimeOffset now)
        {
            if (now >= due && Interlocked.Exchange(ref _done, 1) == 0)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _done = 1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
