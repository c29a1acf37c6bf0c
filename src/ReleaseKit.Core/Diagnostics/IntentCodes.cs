using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about what change files declare.</summary>
public static class IntentCodes
{
    /// <summary>A change file names no package, or several.</summary>
    public static readonly DiagnosticDescriptor Package = new(
        "RK-CHANGE-PACKAGE", Error, "A change file names no package, or several",
        "The name at the place given is that of no package and no group, or of more than one.",
        "Write one of the ids that -t:Discover lists, such as npm:@acme/core, or the label of a group.");

    /// <summary>A change file names packages that can be released together with some that never are.</summary>
    public static readonly DiagnosticDescriptor Mixed = new(
        "RK-CHANGE-MIXED", Error, "A change file names released packages together with others that never are",
        "Some packages that the file names are private, ignored or excluded, so the file could never be used up.",
        "Take the packages that are not released out of the file, or into one of their own.");

    /// <summary>A change file names packages of which only some are selected.</summary>
    public static readonly DiagnosticDescriptor Split = new(
        "RK-CHANGE-SPLIT", Error, "A change file names packages of which only some are to be released",
        "ReleasePackages or ReleaseGroup selects some of the packages that the file names, and a file is used up as a whole.",
        "Select the other packages too, or give each its own change file.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Package, Mixed, Split];
}
