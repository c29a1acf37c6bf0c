using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about rehearsals.</summary>
public static class RehearsalCodes
{
    /// <summary>The loopback registry did not start.</summary>
    public static readonly DiagnosticDescriptor Start = new(
        "RK-REHEARSAL-START", Error, "The rehearsal registry did not start",
        "The program is missing, or it ended before it listened.",
        "Restore the SDK again; the message holds what the program said.");

    /// <summary>Uncommitted changes are not part of a rehearsal.</summary>
    public static readonly DiagnosticDescriptor Uncommitted = new(
        "RK-REHEARSAL-UNCOMMITTED", Warning, "Uncommitted changes are not rehearsed",
        "A rehearsal releases a clone of the last commit; the working tree has changes besides.",
        "Commit them first if they belong to the release.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Start, Uncommitted];
}
