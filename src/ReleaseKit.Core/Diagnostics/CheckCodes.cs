using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of the checks before a release.</summary>
public static class CheckCodes
{
    /// <summary>The working tree has uncommitted changes.</summary>
    public static readonly DiagnosticDescriptor Dirty = new(
        "RK-CHECK-DIRTY", Error, "The working tree has uncommitted changes",
        "They would be packed without being part of the commit that is tagged.",
        "Commit or stash them. Check clean-tree.");

    /// <summary>The working tree has untracked files.</summary>
    public static readonly DiagnosticDescriptor Untracked = new(
        "RK-CHECK-UNTRACKED", Warning, "The working tree has untracked files",
        "A build may pack them although they are no part of the commit that is tagged.",
        "Commit, ignore or remove them. Check clean-tree.");

    /// <summary>No credential is at hand.</summary>
    public static readonly DiagnosticDescriptor Credentials = new(
        "RK-CHECK-CREDENTIALS", Error, "No credential for a registry is at hand",
        "None of the environment variables that may hold the credential is set.",
        "Set one of the variables that the message names, or set ReleaseSkipChecks=credentials when the client is logged in by itself. Check credentials.");

    /// <summary>A planned version is on its registry already.</summary>
    public static readonly DiagnosticDescriptor VersionTaken = new(
        "RK-CHECK-VERSION-TAKEN", Error, "A planned version is on its registry already",
        "The version was published without the tag that the plan looks for, or by somebody else.",
        "Create the missing tag, or raise the version in the manifest. Check versions-free.");

    /// <summary>A planned tag is on the remote already.</summary>
    public static readonly DiagnosticDescriptor TagTaken = new(
        "RK-CHECK-TAG-TAKEN", Error, "A planned tag is on the remote already",
        "The local clone does not have all tags of its remote.",
        "Fetch the tags and run again. Check remote.");

    /// <summary>ReleaseSkipChecks names no check.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-CHECK-UNKNOWN", Error, "A check that should be skipped does not exist",
        "ReleaseSkipChecks holds a name that no check has.",
        "Use the names that the message lists.");

    /// <summary>ReleaseSince cannot be compared with.</summary>
    public static readonly DiagnosticDescriptor Since = new(
        "RK-CHECK-SINCE", Error, "The branch to compare with cannot be found",
        "ReleaseSince names no commit of this clone, or one that shares no history with the commit that is checked out.",
        "Fetch the branch with its history, or set ReleaseSince to one that is there.");

    /// <summary>A changed package has no intent.</summary>
    public static readonly DiagnosticDescriptor IntentMissing = new(
        "RK-CHECK-INTENT", Warning, "A package was changed and nothing says what that means for its users",
        "A branch changes files of a package and has neither a change file that names it nor, where commits count, a conventional commit.",
        "Add a change file with -t:Change; one with the type none says that nothing is to be released.");

    /// <summary>The same, where it is required.</summary>
    public static readonly DiagnosticDescriptor IntentRequired = new(
        "RK-CHECK-INTENT-REQUIRED", Error, "A package was changed and nothing says what that means for its users, which is required",
        "require_intent is true, and a branch changes files of a package without saying what that means for its users.",
        "Add a change file with -t:Change; one with the type none says that nothing is to be released.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All =>
        [Dirty, Untracked, Credentials, VersionTaken, TagTaken, Unknown, Since, IntentMissing, IntentRequired];
}
