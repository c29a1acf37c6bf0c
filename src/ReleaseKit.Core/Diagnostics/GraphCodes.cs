using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about how packages depend on each other.</summary>
public static class GraphCodes
{
    /// <summary>Packages need each other in a circle.</summary>
    public static readonly DiagnosticDescriptor Cycle = new(
        "RK-GRAPH-CYCLE", Error, "Packages depend on each other in a circle",
        "None of the packages can be published before the others, so that no order is right.",
        "Remove one of the dependencies named, make it a development dependency, or merge the packages.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Cycle];
}
