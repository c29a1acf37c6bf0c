namespace ReleaseKit.Core.Scheduling;

/// <summary>What is left of a <see cref="RateBudget"/> at a moment. More than there is may be taken at once; it is owed then.</summary>
/// <param name="Tokens">How many are there; below 0 when some are owed.</param>
/// <param name="At">When that was so.</param>
public readonly record struct TokenBucket(double Tokens, DateTimeOffset At)
{
    /// <summary>What rounding may lose of a token.</summary>
    private const double Dust = 1e-6;

    private const double MillisecondsPerMinute = 60_000;

    /// <summary>The bucket as it is later. A clock that went back fills nothing.</summary>
    public TokenBucket Refilled(RateBudget budget, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (budget.IsUnlimited)
        {
            return new TokenBucket(budget.Burst, now);
        }

        var minutes = Math.Max(0, (now - At).TotalMinutes);
        return new TokenBucket(Math.Min(budget.Burst, Tokens + (minutes * budget.PerMinute)), now);
    }

    /// <summary>How long until one can be taken; zero when it can be now.</summary>
    public TimeSpan Wait(RateBudget budget, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var tokens = Refilled(budget, now).Tokens;
        return tokens >= 1 - Dust ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(((1 - tokens) / budget.PerMinute * MillisecondsPerMinute) - Dust));
    }

    /// <summary>The bucket without what was taken.</summary>
    public TokenBucket Take(RateBudget budget, DateTimeOffset now, int count)
    {
        var refilled = Refilled(budget, now);
        return refilled with { Tokens = refilled.Tokens - count };
    }
}
