using System.Text.Json.Serialization;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>One line of a fault table: which requests it meets, and what befalls them. What is absent matches anything, or does nothing.</summary>
public sealed record FaultRule
{
    /// <summary>The ecosystem as in package ids, or the forge as in the key <c>forge</c>.</summary>
    public string? Ecosystem { get; init; }

    /// <summary>A glob over the package's normalised name, or, on a forge, over the method and the path below the repository, such as <c>PUT pulls/1/merge</c>; <c>*</c> is any run of characters, <c>?</c> any one.</summary>
    public string? Package { get; init; }

    /// <summary>The kind of request.</summary>
    [JsonConverter(typeof(OperationConverter))]
    public Operation? Operation { get; init; }

    /// <summary>How many requests it befalls before it is spent; unlimited when absent.</summary>
    public int? Times { get; init; }

    /// <summary>Answers with this status instead: 401, 403, 409, 429, 500, 502, 503 or 504.</summary>
    public int? Status { get; init; }

    /// <summary>Seconds for the <c>Retry-After</c> header of 403, 429 and 503.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Seconds from now for <c>X-RateLimit-Reset</c> of 403 and 429, with nothing remaining until then.</summary>
    public int? RateLimitReset { get; init; }

    /// <summary>The sentence in the body of <see cref="Status"/>; one that begins with <c>&lt;</c> is the body itself, a page as of a proxy.</summary>
    public string? Message { get; init; }

    /// <summary>Cuts the connection without an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>Does what was asked first, and only then answers with <see cref="Status"/> or cuts the connection.</summary>
    public bool After { get; init; }

    /// <summary>Milliseconds to wait before anything else.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>Bytes of the body that are sent before the connection is cut.</summary>
    public long? Truncate { get; init; }

    /// <summary>Milliseconds for which an accepted upload stays invisible.</summary>
    public long? IndexDelayMs { get; init; }

    /// <summary>An accepted upload stays invisible for ever.</summary>
    public bool NeverIndexed { get; init; }

    /// <summary>A download has one wrong byte; a read states wrong digests.</summary>
    public bool WrongDigest { get; init; }

    /// <summary>When an upload that meets this rule can be seen; null when the rule does not say.</summary>
    internal DateTimeOffset? VisibleFrom(DateTimeOffset now) =>
        NeverIndexed ? DateTimeOffset.MaxValue : IndexDelayMs is { } delay ? now.AddMilliseconds(delay) : null;
}
