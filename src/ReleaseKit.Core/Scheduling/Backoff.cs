namespace ReleaseKit.Core.Scheduling;

/// <summary>Pauses that double, each cut to a random part, so that many who failed together do not come back together.</summary>
/// <param name="First">The longest first pause.</param>
/// <param name="Longest">The longest pause of all.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The pause after a failed attempt.</summary>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    public TimeSpan Delay(int attempt, double chance)
    {
        var longest = First * Math.Pow(2, Math.Min(attempt - 1, 30));
        return (longest < Longest ? longest : Longest) * chance;
    }
}
