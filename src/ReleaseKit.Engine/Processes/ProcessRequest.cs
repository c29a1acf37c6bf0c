using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Processes;

/// <summary>One run of a client: an executable and a list of arguments, never a shell string.</summary>
public sealed record ProcessRequest
{
    /// <summary>An executable's name, looked up on PATH, or its absolute path.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, each passed as it is.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The absolute directory to run in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables to set (or, when null, to remove) on top of the environment of the build.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Variables whose values are credentials: set for the child, redacted from everything that is kept of its output.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;

    /// <summary>Text for standard input; null closes it at once.</summary>
    public string? Input { get; init; }

    /// <summary>How long it may run before it is killed with all its children.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Exit codes that are an answer rather than a failure; 0 always is.</summary>
    public ImmutableArray<int> ExpectedExitCodes { get; init; } = [];

    /// <summary>File that receives the redacted transcript (command line, output, exit code); null keeps none.</summary>
    public string? TranscriptPath { get; init; }
}
