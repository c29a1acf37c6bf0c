namespace ReleaseKit.Engine.Processes;

/// <summary>What a client answered. Both outputs are redacted.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
