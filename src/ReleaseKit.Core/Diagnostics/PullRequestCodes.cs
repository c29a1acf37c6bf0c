using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about release pull requests.</summary>
public static class PullRequestCodes
{
    /// <summary>The manifest is missing or damaged.</summary>
    public static readonly DiagnosticDescriptor Manifest = new(
        "RK-PULL-REQUEST-MANIFEST", Error, "The manifest in a pull request's description is missing or altered",
        "The last line of the description, which says for machines what is released, was removed or changed.",
        "Put the description back from its history, or run -t:Prepare while the pull request is open.");

    /// <summary>The number names nothing.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-PULL-REQUEST-UNKNOWN", Error, "There is no pull request of that number",
        "ReleasePullRequest names a pull request that the repository does not have, or it is no number.",
        "Pass the number of the release pull request that was merged, or leave the property out.");

    /// <summary>It is not merged.</summary>
    public static readonly DiagnosticDescriptor Unmerged = new(
        "RK-PULL-REQUEST-UNMERGED", Error, "The pull request is not merged",
        "Only what is merged is tagged, and this pull request is open, or was closed without being merged.",
        "Merge it, or run -t:Prepare, which opens a new one when there is something to release.");

    /// <summary>The plan cannot be found.</summary>
    public static readonly DiagnosticDescriptor Plan = new(
        "RK-PULL-REQUEST-PLAN", Error, "The plan of a merged pull request cannot be found",
        "The ref that Prepare keeps the plan under is gone from the remote, or holds another plan.",
        "Pass the plan with ReleasePlan, or plan again with -t:Prepare.");

    /// <summary>The merged plan is nowhere applied.</summary>
    public static readonly DiagnosticDescriptor Unapplied = new(
        "RK-PULL-REQUEST-UNAPPLIED", Error, "No commit of the branch says what the merged pull request releases",
        "The pull request is merged, and no commit since has the versions of its plan: they were changed in the pull request, or taken back before anything was tagged.",
        "Look at the manifests; -t:Prepare opens a new pull request with what they say now.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Manifest, Unknown, Unmerged, Plan, Unapplied];
}
