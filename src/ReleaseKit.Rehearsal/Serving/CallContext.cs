namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What an answer may depend on besides its request.</summary>
/// <param name="Now">The time of the request.</param>
/// <param name="VisibleFrom">When what this request uploads is to be seen; <see cref="DateTimeOffset.MaxValue"/> for never.</param>
internal sealed record CallContext(DateTimeOffset Now, DateTimeOffset VisibleFrom)
{
    /// <summary>What the log is to say beside the upload.</summary>
    public List<string> Warnings { get; } = [];
}
