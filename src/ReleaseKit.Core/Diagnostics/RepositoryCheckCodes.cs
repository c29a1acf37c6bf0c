using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of the checks of the repository and the machine before a release.</summary>
public static class RepositoryCheckCodes
{
    /// <summary>No branch is checked out.</summary>
    public static readonly DiagnosticDescriptor Detached = new(
        "RK-CHECK-DETACHED", Warning, "No branch is checked out",
        "HEAD is detached, so that the release commit will be on no branch: only its tags are pushed.",
        "Check out the branch (git switch). Check branch.");

    /// <summary>The branch lacks commits of its upstream.</summary>
    public static readonly DiagnosticDescriptor Behind = new(
        "RK-CHECK-BEHIND", Error, "The branch is behind the one that it is pushed to",
        "The remote has commits that are not here, so that it will refuse the push.",
        "Pull (git pull --rebase or git merge) and run again. Check branch.");

    /// <summary>The branch has no channel although others have.</summary>
    public static readonly DiagnosticDescriptor BranchWithoutChannel = new(
        "RK-CHECK-BRANCH", Warning, "Nothing is said about releases of this branch",
        "[branches] of releasekit.toml says on which channels branches release, and no entry fits the one that is checked out.",
        "Check out the branch that is released, or give this one a channel. Check branch.");

    /// <summary>git is in the middle of something.</summary>
    public static readonly DiagnosticDescriptor Unfinished = new(
        "RK-CHECK-UNFINISHED", Error, "A git operation is not finished",
        "A merge, rebase, cherry-pick, revert or git am stopped half-way: the release commit would become a part of it.",
        "Finish it, or give it up with --abort. Check in-progress.");

    /// <summary>Another process writes to the index, or died while it did.</summary>
    public static readonly DiagnosticDescriptor Locked = new(
        "RK-CHECK-LOCKED", Warning, "Another git process holds the index",
        "index.lock exists: git is at work in this work tree, or was killed there. As long as it exists nothing can be committed.",
        "Wait for the other process; when there is none, delete the file. Check in-progress.");

    /// <summary>Somebody releases at this moment.</summary>
    public static readonly DiagnosticDescriptor Running = new(
        "RK-CHECK-RELEASE-RUNNING", Warning, "Somebody is releasing at this moment",
        "Another run holds the lease of the remote.",
        "Wait for it to end. Check in-progress.");

    /// <summary>git cannot have a planned tag beside another one.</summary>
    public static readonly DiagnosticDescriptor TagConflict = new(
        "RK-CHECK-TAG-CONFLICT", Error, "A planned tag cannot exist beside another one",
        "A tag cannot have a name that is a folder of another tag's name: v1 and v1/2.",
        "Choose another tag_format, or delete the old tag. Check tag-names.");

    /// <summary>Tags that differ in letter case only.</summary>
    public static readonly DiagnosticDescriptor TagCase = new(
        "RK-CHECK-TAG-CASE", Warning, "A planned tag differs from another one in letter case only",
        "On file systems that do not tell letter case apart (Windows, macOS) git takes them for one.",
        "Choose another tag_format. Check tag-names.");

    /// <summary>A submodule is empty.</summary>
    public static readonly DiagnosticDescriptor Submodule = new(
        "RK-CHECK-SUBMODULE", Warning, "A submodule is not there",
        "The repository has a submodule whose files were not fetched, so that a package may be built without them.",
        "Run git submodule update --init --recursive. Check submodules.");

    /// <summary>Paths that differ in letter case only.</summary>
    public static readonly DiagnosticDescriptor FileCase = new(
        "RK-CHECK-FILE-CASE", Warning, "Paths of a package differ in letter case only",
        "On file systems that do not tell letter case apart (Windows, macOS) only one of the two exists.",
        "Rename one of them. Check file-case.");

    /// <summary>The disk is full.</summary>
    public static readonly DiagnosticDescriptor DiskFull = new(
        "RK-CHECK-DISK-FULL", Error, "The disk is full",
        "The output folder or the temporary folder has next to no room left, so that nothing can be built.",
        "Make room, or set ReleaseOutputPath or TMPDIR to another disk. Check disk-space.");

    /// <summary>The disk is nearly full.</summary>
    public static readonly DiagnosticDescriptor DiskLow = new(
        "RK-CHECK-DISK-LOW", Warning, "The disk may become full",
        "The output folder or the temporary folder has less room than packages of this size are likely to take.",
        "Make room, or set ReleaseOutputPath or TMPDIR to another disk. Check disk-space.");

    /// <summary>A client is older than what is known to work.</summary>
    public static readonly DiagnosticDescriptor OldClient = new(
        "RK-CHECK-CLIENT-OLD", Warning, "A client is older than the versions that are known to work",
        "The message names the client, its version, and the first one that has what releases use.",
        "Update the client. Check client-versions.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All =>
    [
        Detached, Behind, BranchWithoutChannel, Unfinished, Locked, Running, TagConflict, TagCase, Submodule, FileCase, DiskFull, DiskLow, OldClient,
    ];
}
