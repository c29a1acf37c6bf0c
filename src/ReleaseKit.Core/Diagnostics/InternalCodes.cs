using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes for defects in this product itself.</summary>
public static class InternalCodes
{
    /// <summary>Something failed that should not be able to.</summary>
    public static readonly DiagnosticDescriptor Unexpected = new(
        "RK-INTERNAL", Error, "An unexpected failure",
        "A defect in ReleaseKit, or an environment it does not expect. The stack is in the detailed log.",
        "Run again with -v:detailed and report the stack.");

    /// <summary>The user cancelled.</summary>
    public static readonly DiagnosticDescriptor Cancelled = new(
        "RK-CANCELLED", Error, "The run was cancelled",
        "Ctrl-C, or the end of the build for another reason.",
        "Run the same command again: it continues with what is missing.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unexpected, Cancelled];
}
