using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the clients that are started.</summary>
public static class ToolCodes
{
    /// <summary>An executable is not on this machine.</summary>
    public static readonly DiagnosticDescriptor Missing = new(
        "RK-TOOL-MISSING", Error, "A client is not installed",
        "The executable is not in any folder of PATH, or cannot be started.",
        "Install the client, or add its folder to PATH.");

    /// <summary>A client ended with an exit code that means failure.</summary>
    public static readonly DiagnosticDescriptor Failed = new(
        "RK-TOOL-FAILED", Error, "A client failed",
        "The client ended with an exit code other than 0. The message holds the end of its output.",
        "Mend what the client complains about and run again.");

    /// <summary>A client ran too long and was killed.</summary>
    public static readonly DiagnosticDescriptor Timeout = new(
        "RK-TOOL-TIMEOUT", Error, "A client ran too long",
        "The client did not end within the time it is given and was ended together with everything it had started.",
        "See in its transcript what it was waiting for; give it more time if it was working.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Missing, Failed, Timeout];
}
