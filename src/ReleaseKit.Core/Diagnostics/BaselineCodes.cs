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
        "The tag names a commit of another branch, or history was rewritten after the release.",
        "Merge the branch that was released from, or move the tag.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Foreign, Unknown, Unreachable];
}
