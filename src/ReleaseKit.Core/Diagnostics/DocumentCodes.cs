using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the documents that steps hand to each other.</summary>
public static class DocumentCodes
{
    /// <summary>A document has another schema than the one that is read.</summary>
    public static readonly DiagnosticDescriptor Schema = new(
        "RK-DOCUMENT-SCHEMA", Error, "A document has an unknown schema",
        "The document was written by another version of ReleaseKit.Sdk, or is another document altogether.",
        "Write it again with this version: run -t:Plan (or -t:Discover).");

    /// <summary>A document is damaged: no JSON, or a field has the wrong form.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-DOCUMENT-INVALID", Error, "A document cannot be read",
        "The file is no JSON, or a field is missing or has a form that its schema does not allow.",
        "Write it again: run -t:Plan (or -t:Discover). Documents are not meant to be edited by hand.");

    /// <summary>The plan's hash does not match its content.</summary>
    public static readonly DiagnosticDescriptor PlanAltered = new(
        "RK-PLAN-ALTERED", Error, "The plan was altered after it was computed",
        "The hash in plan.json does not match the rest of the file.",
        "Run -t:Plan to compute the plan again; change releasekit.toml, change files or commits to change the plan.");

    /// <summary>A step that executes a plan finds none.</summary>
    public static readonly DiagnosticDescriptor PlanMissing = new(
        "RK-PLAN-MISSING", Error, "There is no plan to execute",
        "The step runs on its own, and plan.json is not in the output folder.",
        "Run -t:Plan first, or hand over the plan.json of an earlier job.");

    /// <summary>The manifests do not say what the plan releases.</summary>
    public static readonly DiagnosticDescriptor PlanStale = new(
        "RK-PLAN-STALE", Error, "The manifests do not say what the plan releases",
        "The plan was not applied, or the workspace changed after it was.",
        "Run -t:Apply, or plan again.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Schema, Invalid, PlanAltered, PlanMissing, PlanStale];
}
