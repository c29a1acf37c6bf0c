using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Scheduling;

/// <summary>
/// Finds in what a client or a registry says until when one shall wait: <c>Retry-After: 120</c>, <c>try again in 30 seconds</c>,
/// <c>try again after Tue, 10 Sep 2024 12:30:00 GMT</c>.
/// </summary>
public static partial class RetryHint
{
    /// <summary>A registry that asks for more is not believed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly string[] DateForms =
    [
        "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'UTC'", "ddd, d MMM yyyy HH:mm:ss zzz",
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <summary>The latest moment that the text asks to wait for; null when it asks for none that is still to come.</summary>
    public static DateTimeOffset? Find(string text, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        var moments = Spans().Matches(text).Select(m => now + SpanOf(m))
            .Concat(Dates().Matches(text).Select(m => DateOf(m.Groups["date"].Value)).OfType<DateTimeOffset>())
            .Where(moment => moment > now)
            .Select(moment => moment > now + Longest ? now + Longest : moment)
            .ToArray();
        return moments.Length == 0 ? null : moments.Max();
    }

    private static TimeSpan SpanOf(Match match)
    {
        var number = Math.Min(long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), (long)Longest.TotalSeconds);
        return match.Groups["unit"].Value switch
        {
            var unit when unit.StartsWith('h') || unit.StartsWith('H') => TimeSpan.FromHours(number),
            var unit when unit.StartsWith('m') || unit.StartsWith('M') => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromSeconds(number),
        };
    }

    private static DateTimeOffset? DateOf(string text) =>
        DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    [GeneratedRegex(
        @"(?:retry[- ]after\W{0,3}|(?:try|retry|available)\s+(?:it\s+)?(?:again\s+)?(?:after|in)\s+|please\s+wait\s+)(?<number>\d{1,9})(?![\d\-:.])\s*(?<unit>s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spans();

    [GeneratedRegex(
        @"(?:retry[- ]after\W{0,3}|(?:try|retry)\s+(?:it\s+)?again\s+(?:after|at)\s+)(?<date>[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]\d{2}:?\d{2})|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?(?:Z| UTC|[+-]\d{2}:\d{2})?)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
