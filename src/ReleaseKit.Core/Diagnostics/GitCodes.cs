using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the repository.</summary>
public static class GitCodes
{
    /// <summary>The workspace is not in a git repository.</summary>
    public static readonly DiagnosticDescriptor NotARepository = new(
        "RK-GIT-NOT-A-REPOSITORY", Error, "The workspace is not in a git repository",
        "Versions are computed from history, so the workspace root must lie in a git work tree.",
        "Run in a clone, or run git init and commit.");

    /// <summary>The repository has no commit.</summary>
    public static readonly DiagnosticDescriptor Unborn = new(
        "RK-GIT-UNBORN", Error, "The repository has no commit yet",
        "There is nothing to release before the first commit.",
        "Commit, then run again.");

    /// <summary>Git does not know who commits.</summary>
    public static readonly DiagnosticDescriptor Identity = new(
        "RK-GIT-IDENTITY", Error, "Git does not know who commits",
        "The release commit and its tags need a name and an e-mail address.",
        "Set user.name and user.email with git config, or GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL.");

    /// <summary>The remote refused a push.</summary>
    public static readonly DiagnosticDescriptor PushRejected = new(
        "RK-GIT-PUSH-REJECTED", Error, "The remote refused the push",
        "The branch moved, is protected, or a tag exists there with another commit. Nothing was pushed: the push is atomic.",
        "Follow the reason that the remote gives for each ref, then run the release again.");

    /// <summary>A tag names another commit.</summary>
    public static readonly DiagnosticDescriptor TagExists = new(
        "RK-TAG-EXISTS", Error, "A tag exists and names another commit",
        "The tag that should name the released commit is taken.",
        "Delete the tag if it is a mistake, or change tag_format.");

    /// <summary>ReleaseRemote names no remote.</summary>
    public static readonly DiagnosticDescriptor RemoteMissing = new(
        "RK-GIT-REMOTE-MISSING", Error, "The remote to push to does not exist",
        "ReleaseRemote names a remote that the repository does not have.",
        "Name one of the remotes that git remote lists, or set ReleasePush=false.");

    /// <summary>The clone is shallow.</summary>
    public static readonly DiagnosticDescriptor Shallow = new(
        "RK-GIT-SHALLOW", Error, "The clone is shallow",
        "Versions are computed from the history since each package's last release, which was cut off.",
        "Run git fetch --unshallow --tags, or set fetch-depth: 0 in CI.");

    /// <summary>Git cannot talk to the remote.</summary>
    public static readonly DiagnosticDescriptor RemoteUnreachable = new(
        "RK-GIT-REMOTE-UNREACHABLE", Error, "Git cannot talk to the remote",
        "The address is wrong, the network fails, the repository is not there, or git has no credential for it.",
        "Check the remote's address and that git ls-remote works without a prompt, then run again.");

    /// <summary>Git cannot sign.</summary>
    public static readonly DiagnosticDescriptor Sign = new(
        "RK-GIT-SIGN", Error, "Git cannot sign",
        "Git is set up to sign commits or tags, and the key or the program that signs is not there, or refuses. Nothing was pushed.",
        "Give the machine the key that user.signingKey names, or set commit.gpgSign and tag.gpgSign to false there.");

    /// <summary>Packages are left out of the checkout.</summary>
    public static readonly DiagnosticDescriptor Sparse = new(
        "RK-GIT-SPARSE", Error, "The sparse checkout leaves manifests out",
        "Packages that are not checked out would be missing from the plan: nothing would raise them, or the packages that need them.",
        "Run git sparse-checkout add with their folders, or git sparse-checkout disable. -t:Prepare looks at all files by itself.");

    /// <summary>A submodule has packages.</summary>
    public static readonly DiagnosticDescriptor Submodule = new(
        "RK-GIT-SUBMODULE", Information, "A submodule has packages, which are released where it comes from",
        "A submodule is a commit of another repository: its packages have their history and tags there, and are no packages of this workspace.",
        "Release them in that repository. Nothing has to be done here.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [NotARepository, Unborn, Identity, PushRejected, TagExists, RemoteMissing, RemoteUnreachable, Shallow, Sign, Sparse, Submodule];
}
