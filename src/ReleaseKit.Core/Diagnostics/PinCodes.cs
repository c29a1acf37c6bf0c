using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about turning references to siblings into versions.</summary>
public static class PinCodes
{
    /// <summary>A reference to a sibling cannot become a version.</summary>
    public static readonly DiagnosticDescriptor Unresolved = new(
        "RK-PIN-UNRESOLVED", Error, "A reference to a sibling cannot be pinned",
        "A published package would depend on a sibling that has no version, so that its users could not install it.",
        "Give the sibling a version, or move the reference to the development dependencies.");

    /// <summary>A pinned manifest was changed by somebody else.</summary>
    public static readonly DiagnosticDescriptor Conflict = new(
        "RK-PIN-CONFLICT", Error, "A pinned manifest was changed by somebody else",
        "The bytes of a manifest are neither the original nor the pinned ones, so putting the original back would lose an edit.",
        "Merge the kept original and the file by hand, then delete the journal folder that the message names.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unresolved, Conflict];
}
