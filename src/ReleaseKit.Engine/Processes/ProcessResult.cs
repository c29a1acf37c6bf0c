namespace ReleaseKit.Engine.Processes;

/// <summary>What a client answered. Both outputs are redacted.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>
    /// Whether an output was too long to keep (16 million characters) and lacks its middle, where a line says so. The
    /// transcript has all of it.
    /// </summary>
    public bool Shortened { get; init; }
}
