using System.Globalization;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>Plays the rule that befalls a request around its answer; the only place where faults happen.</summary>
internal sealed class FaultMiddleware(TimeProvider clock)
{
    /// <summary>The reply to send, or null to cut the connection.</summary>
    public async Task<Reply?> PlayAsync(FaultRule? rule, IRegistryProtocol protocol, Func<Reply> answer, CancellationToken cancellation)
    {
        if (rule is null)
        {
            return answer();
        }

        if (rule.LatencyMs is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency), clock, cancellation);
        }

        var instead = rule.Status is not null || rule.Reset;
        var reply = instead && !rule.After ? new Reply(0) : answer();
        if (rule.Status is { } status)
        {
            var refusal = rule.Message is ['<', ..] page ? Reply.Text(status, page, "text/html; charset=utf-8") : protocol.Refuse(status, rule.Message ?? "A scripted fault.");
            return refusal with { RetryAfterSeconds = rule.RetryAfter, Headers = rule.RateLimitReset is { } seconds ? Limit(seconds) : refusal.Headers };
        }

        return rule.Reset ? null : Alter(rule, reply);
    }

    private Dictionary<string, string> Limit(int seconds) => new()
    {
        ["x-ratelimit-remaining"] = "0",
        ["x-ratelimit-reset"] = clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
    };

    private static Reply Alter(FaultRule rule, Reply reply)
    {
        var altered = rule.WrongDigest && reply.Status == StatusCodes.Status200OK ? Damage.Apply(reply, rule.Operation) : reply;
        return rule.Truncate is { } bytes ? altered with { CutAfter = bytes } : altered;
    }
}
