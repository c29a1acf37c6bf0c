using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about preparing a release on a branch of its own.</summary>
public static class PrepareCodes
{
    /// <summary>No branch to release from.</summary>
    public static readonly DiagnosticDescriptor Branch = new(
        "RK-PREPARE-BRANCH", Error, "It cannot be told which branch is released",
        "HEAD is detached, and neither ReleaseBaseBranch nor the variables of the CI say which branch it stands for.",
        "Check the branch out, or pass -p:ReleaseBaseBranch=main.");

    /// <summary>What is checked out is not what the remote has.</summary>
    public static readonly DiagnosticDescriptor Base = new(
        "RK-PREPARE-BASE", Error, "What is checked out is not on the remote's branch",
        "A release is prepared for commits that everybody has. The branch is gone from the remote, was renamed, was pushed over, or lacks commits that are only here.",
        "Fetch and check out what the remote has, or push what is only here.");

    /// <summary>No remote.</summary>
    public static readonly DiagnosticDescriptor Remote = new(
        "RK-PREPARE-REMOTE", Error, "There is no remote to prepare a release on",
        "Prepare pushes a branch, and the repository has no remote.",
        "Add one with git remote add origin <address>.");

    /// <summary>Commits of people do not fit.</summary>
    public static readonly DiagnosticDescriptor Conflict = new(
        "RK-PREPARE-CONFLICT", Error, "A commit on the release branch conflicts with what is released now",
        "People committed to the release branch, and one of their commits cannot be put on top of the release as it is planned now.",
        "Rebase the release branch onto the base branch and resolve the conflict there, or take the commit out, then run again.");

    /// <summary>A decision in the pull request is refused.</summary>
    public static readonly DiagnosticDescriptor Override = new(
        "RK-PREPARE-OVERRIDE", Error, "A version that was written into the pull request cannot be released",
        "The version in the table of the pull request, or in a manifest on its branch, is no version, or is not above the last release.",
        "Write another version into the table of the pull request, or put the planned one back.");

    /// <summary>Nothing keeps the plan.</summary>
    public static readonly DiagnosticDescriptor Plan = new(
        "RK-PREPARE-PLAN", Warning, "The plan is kept in a file only",
        "The remote takes neither refs below refs/releasekit/plans/ nor branches below releasekit/plans/, and the description of the pull request has no room for the plan, or there is no forge.",
        "Let whoever prepares push refs/releasekit/*; or keep plan.json of the output folder and pass it to Tag and Publish with ReleasePlan.");

    /// <summary>No branches of that kind.</summary>
    public static readonly DiagnosticDescriptor Vcs = new(
        "RK-PREPARE-VCS", Error, "Releases are prepared in git only",
        "Prepare and Tag keep plans and release branches on a git remote, and the workspace is under another version control system.",
        "Release in one go with -t:Release.");

    /// <summary>Releases come from CI.</summary>
    public static readonly DiagnosticDescriptor FromCi = new(
        "RK-RELEASE-FROM-CI", Error, "This workspace is released by CI",
        "publish_from = \"ci\" says that releases are prepared in a pull request and published by CI, and -t:Release does all at once.",
        "Merge the release pull request; or pass -p:ReleasePublishFrom=local to release from here all the same.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Branch, Base, Remote, Conflict, Override, Plan, Vcs, FromCi];
}
