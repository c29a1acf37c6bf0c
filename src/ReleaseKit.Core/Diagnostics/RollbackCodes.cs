using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about taking a release back.</summary>
public static class RollbackCodes
{
    /// <summary>The registry or its client refused to take a version back.</summary>
    public static readonly DiagnosticDescriptor Failed = new(
        "RK-ROLLBACK-FAILED", Error, "A published version could not be withdrawn",
        "The ecosystem's client or the registry refused. The message holds the end of the client's output.",
        "Mend what is reported and run the same command again: what is withdrawn already is skipped.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Failed];
}
