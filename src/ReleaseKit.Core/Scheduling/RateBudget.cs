namespace ReleaseKit.Core.Scheduling;

/// <summary>How often something may be done: a bucket that starts full and fills again.</summary>
/// <param name="Burst">How many at once, at least 1; infinity for no limit.</param>
/// <param name="PerMinute">How many come back each minute, above 0.</param>
public sealed record RateBudget(double Burst, double PerMinute)
{
    /// <summary>As often as one likes.</summary>
    public static RateBudget Unlimited { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Whether there is no limit.</summary>
    public bool IsUnlimited => double.IsPositiveInfinity(Burst);
}
