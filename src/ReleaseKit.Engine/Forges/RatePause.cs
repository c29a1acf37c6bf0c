using System.Globalization;
using System.Net.Http.Headers;

namespace ReleaseKit.Engine.Forges;

/// <summary>Reads from an answer whether, and for how long, a forge wants to be left alone.</summary>
internal static class RatePause
{
    /// <summary>What GitHub asks for where it does not say how long.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    /// <summary>The pause; null when the answer is no limit on requests.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its text.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Of(int status, HttpResponseHeaders headers, string body, DateTimeOffset now)
    {
        var asked = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        var isUsedUp = Number(headers, "x-ratelimit-remaining") == 0 || Number(headers, "ratelimit-remaining") == 0;

        // GitHub's second limit is a 403 with words and, mostly, Retry-After. A 403 without any of these is about rights.
        var isLimit = status == 429 || (status == 503 && asked is not null) || (status == 403 && (asked is not null || isUsedUp ||
            body.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) || body.Contains("abuse detection", StringComparison.OrdinalIgnoreCase)));
        if (!isLimit)
        {
            return null;
        }

        var pause = asked ?? (isUsedUp ? Reset(headers, now) : null) ?? Unsaid;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static TimeSpan? Reset(HttpResponseHeaders headers, DateTimeOffset now) =>
        (Number(headers, "x-ratelimit-reset") ?? Number(headers, "ratelimit-reset")) is { } second && second is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(second) - now + TimeSpan.FromSeconds(1)
            : null;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
