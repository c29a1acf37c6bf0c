using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal;

/// <summary>How one rehearsal registry is to run.</summary>
public sealed record RehearsalOptions
{
    /// <summary>The folder that holds everything uploaded; made when absent, and one registry's alone while it runs.</summary>
    public required string Storage { get; init; }

    /// <summary>The loopback port; 0, the default, takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>A file that receives the URL once the registry listens; null for none.</summary>
    public string? ReadyFile { get; init; }

    /// <summary>The npm registry that answers for unknown npm packages; null for none.</summary>
    public Uri? UpstreamNpm { get; init; }

    /// <summary>The simple index that answers for unknown Python projects; null for none.</summary>
    public Uri? UpstreamPyPi { get; init; }

    /// <summary>The sparse index that answers for unknown crates; null for none.</summary>
    public Uri? UpstreamCargo { get; init; }

    /// <summary>The hosted pub repository that answers for unknown Dart packages; null for none.</summary>
    public Uri? UpstreamPub { get; init; }

    /// <summary>The repositories that forges have here; by default none.</summary>
    public IReadOnlyList<HostedRepository> Repositories { get; init; } = [];

    /// <summary>Whether what forges are asked and answer is kept, in <c>requests.jsonl</c> of the storage folder.</summary>
    public bool LogRequests { get; init; }

    /// <summary>What uploads have to present; by default nothing.</summary>
    public RequiredToken Token { get; init; } = RequiredToken.None;

    /// <summary>What a run has to present for the CI service of <c>/_identity</c> to vouch for it; null for no trusted publishing.</summary>
    public RequiredToken? Trust { get; init; }

    /// <summary>The faults to play from the start, first match first.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Whether the program ends when its standard input does, and so never outlives its parent.</summary>
    public bool ExitWithStdin { get; init; }

    /// <summary>The clock that index delays, latencies and the log go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
