using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about pipelines of CI services.</summary>
public static class PipelineCodes
{
    /// <summary>A CI service that is not known.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-PIPELINE-UNKNOWN", Error, "No pipelines can be written for this CI service",
        "ReleaseCi names a service that there are no pipelines for.",
        "Choose one of the names in the message.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unknown];
}
