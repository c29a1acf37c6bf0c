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

    /// <summary>A form of annotations that is not known.</summary>
    public static readonly DiagnosticDescriptor Annotations = new(
        "RK-PIPELINE-ANNOTATIONS", Error, "Unknown form of annotations",
        "ReleaseAnnotations names no form in which a CI service is told of diagnostics.",
        "Choose one of the names in the message, or leave the property out.");

    /// <summary>A share of a release that has nothing in it.</summary>
    public static readonly DiagnosticDescriptor Share = new(
        "RK-PIPELINE-SHARE", Error, "A share of a release names a package that the plan does not release",
        "ReleaseShare lists the packages that this job publishes, and one of them is none that the plan uploads.",
        "Correct the list, or emit the job graph anew from the plan that is published.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unknown, Annotations, Share];
}
