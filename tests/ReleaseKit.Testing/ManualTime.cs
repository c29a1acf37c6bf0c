namespace ReleaseKit.Testing;

/// <summary>A clock that stands still until a test moves it, so that hours of waiting take no time.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _created = New();
    private DateTimeOffset _now = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How far each step of <see cref="RunAsync"/> moved the clock, in order.</summary>
    public List<TimeSpan> Steps { get; } = [];

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the next timer whenever the work waits for one, until the work is done.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> start)
    {
        var work = start();
        while (!work.IsCompleted)
        {
            Task created;
            Action? fire;
            lock (_lock)
            {
                created = _created.Task;
                fire = TakeNext();
            }

            if (fire is null)
            {
                await Task.WhenAny(work, created);
            }
            else
            {
                fire();
            }
        }

        return await work;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Action? TakeNext()
    {
        if (_timers.MinBy(timer => timer.Due) is not { } next)
        {
            return null;
        }

        _timers.Remove(next);
        Steps.Add(next.Due - _now);
        _now = next.Due > _now ? next.Due : _now;
        return next.Fire;
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = owner._now + dueTime;
                    owner._timers.Add(this);
                    owner._created.TrySetResult();
                    owner._created = New();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
