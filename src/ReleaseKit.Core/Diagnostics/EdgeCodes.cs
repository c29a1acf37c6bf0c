using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about edges that are declared beside manifests.</summary>
public static class EdgeCodes
{
    /// <summary>An end of an edge is no package.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-EDGE-UNKNOWN", Error, "A declared edge names no package",
        "An [[edges]] table of releasekit.toml or DependsOn of a ReleasePackage item names something that was not discovered.",
        "Correct the name; -t:Discover lists the id of every package.");

    /// <summary>An end of an edge could be several packages.</summary>
    public static readonly DiagnosticDescriptor Ambiguous = new(
        "RK-EDGE-AMBIGUOUS", Error, "A declared edge names several packages",
        "Packages of several ecosystems have the name.",
        "Write the id instead, such as npm:core.");

    /// <summary>A package is said to need itself.</summary>
    public static readonly DiagnosticDescriptor Self = new(
        "RK-EDGE-SELF", Error, "A package is declared to depend on itself",
        "Both ends of the edge are the same package, which could never be published before itself.",
        "Remove the edge, or correct one of its ends.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unknown, Ambiguous, Self];
}
