namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>Something that goes wrong while one package is published.</summary>
/// <param name="Name">The row of the table.</param>
/// <param name="Rules">Rules of the loopback registry, with <c>NAME</c> for the package; empty for none.</param>
internal sealed record Fault(string Name, params string[] Rules)
{
    /// <summary>How long one upload may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the registry may take to show what it has.</summary>
    public TimeSpan Await { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the upload is tried.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>What is done before, to a lane and the name of the package.</summary>
    public Func<FaultLane, string, Task>? Before { get; init; }

    /// <summary>What the registry's own faults are.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("the registry answers 401", Upload("\"status\": 401")),
        new("the registry answers 403", Upload("\"status\": 403")),
        new("409: the same bytes are there, not shown yet", Upload("\"reset\": true, \"after\": true, \"indexDelayMs\": 4000, \"times\": 1")),
        new("409: other bytes are there") { Before = (lane, name) => lane.SeedAsync(name) },
        new("429 with Retry-After", Upload("\"status\": 429, \"retryAfter\": 1, \"times\": 1")),
        new("429 with \"try again in 1 second\"", Upload("\"status\": 429, \"message\": \"Slow down; try again in 1 second\", \"times\": 1")),
        new("429 without a hint, twice", Upload("\"status\": 429, \"times\": 2")),
        new("500, twice", Upload("\"status\": 500, \"times\": 2")),
        new("503, twice", Upload("\"status\": 503, \"times\": 2")),
        new("503 for the whole run", Upload("\"status\": 503")) { Attempts = 2 },
        new("connection reset in the middle of an upload", Upload("\"reset\": true, \"times\": 1")),
        new("connection reset after the upload arrived", Upload("\"reset\": true, \"after\": true, \"times\": 1")),
        new("500 after the upload arrived", Upload("\"status\": 500, \"after\": true, \"times\": 1")),
        new("truncated answer to a question, twice", """{ "package": "NAME", "operation": "read", "truncate": 10, "times": 2 }"""),
        new("truncated download, twice", """{ "package": "NAME", "operation": "download", "truncate": 10, "times": 2 }"""),
        new("the registry stalls in an upload", Upload("\"latencyMs\": 600000, \"times\": 1")) { Limit = TimeSpan.FromSeconds(20) },
        new("accepted, but never indexed", Upload("\"neverIndexed\": true")) { Await = TimeSpan.FromSeconds(1) },
        new("accepted, indexed late", Upload("\"indexDelayMs\": 1500")),
        new("the registry serves other bytes than it got", """{ "package": "NAME", "operation": "download", "wrongDigest": true }"""),
        new("the client is missing") { Before = (lane, _) => lane.UseClientAsync(FaultClient.Missing) },
        new("the client hangs") { Before = (lane, _) => lane.UseClientAsync(FaultClient.Hanging), Limit = TimeSpan.FromSeconds(2), Attempts = 1 },
        new("the disk is full where transcripts go") { Before = (lane, name) => lane.FillTranscriptAsync(name) },
    ];

    private static string Upload(string effect) => $$"""{ "package": "NAME", "operation": "upload", {{effect}} }""";
}
