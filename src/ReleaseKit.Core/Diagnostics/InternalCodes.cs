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

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unexpected];
}
