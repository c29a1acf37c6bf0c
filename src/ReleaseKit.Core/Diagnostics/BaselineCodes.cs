using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about where a package's unreleased history begins.</summary>
public static class BaselineCodes
{
    /// <summary>Tags look like releases in another format.</summary>
    public static readonly DiagnosticDescriptor Foreign = new(
        "RK-BASELINE-FOREIGN", Error, "Tags look like releases, in another format",
        "No tag matches tag_format, while existing tags hold the packages' names and versions in another form.",
        "Set tag_format to the form that the message suggests, or bootstrap_sha to the commit of the last release.");

    /// <summary>bootstrap_sha names no commit.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-BASELINE-UNKNOWN", Error, "bootstrap_sha names no commit",
        "The commit is not in this clone.",
        "Correct bootstrap_sha, or fetch the history that holds it.");

    /// <summary>The last release is not in the history of HEAD.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new(
        "RK-BASELINE-UNREACHABLE", Error, "The last release is not in the history of what is checked out",
        "The tag names a commit that comes after what is checked out, or one that shares no history with it, as after a rewrite.",
        "Check out the branch that was released from, or move the tag.");

    /// <summary>The last release was made on another branch.</summary>
    public static readonly DiagnosticDescriptor Branched = new(
        "RK-BASELINE-BRANCHED", Warning, "The last release was made on another branch",
        "The tag names a commit of a branch that was not merged, or that was merged as other commits (squashed or rebased).",
        "Everything since that branch began counts. If that is too much, merge the branch, or move the tag to the commit that corresponds to it here.");

    /// <summary>It cannot be told which commit a release is, or whose.</summary>
    public static readonly DiagnosticDescriptor Ambiguous = new(
        "RK-BASELINE-AMBIGUOUS", Error, "It cannot be told which commit the last release is",
        "Two tags name the last released version on different commits, or the tag of it fits several packages.",
        "Delete the wrong tag, or choose a tag_format that tells packages apart.");

    /// <summary>The clone was made without tags.</summary>
    public static readonly DiagnosticDescriptor Unfetched = new(
        "RK-BASELINE-UNFETCHED", Error, "The clone was made without tags",
        "The remote is configured not to fetch tags, and there is none, so every package would look as if it had never been released.",
        "Run git fetch --tags; if there has been no release yet, git config --unset remote.origin.tagOpt.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Ambiguous, Branched, Foreign, Unfetched, Unknown, Unreachable];
}
