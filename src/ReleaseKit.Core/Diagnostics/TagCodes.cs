using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the names of tags.</summary>
public static class TagCodes
{
    /// <summary>The tag format cannot be used.</summary>
    public static readonly DiagnosticDescriptor Format = new(
        "RK-TAG-FORMAT", Error, "tag_format cannot be used",
        "The format has no {version} or an unknown placeholder, gives a name that git refuses, or gives two packages the same tags.",
        "Use {version} once, and {name}, {unscoped}, {directory}, {label} and {ecosystem} as needed, for example {name}-v{version}.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Format];
}
