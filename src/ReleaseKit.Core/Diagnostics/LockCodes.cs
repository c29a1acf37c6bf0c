using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about lock files.</summary>
public static class LockCodes
{
    /// <summary>An edit of a lock file would change more than our own packages' entries.</summary>
    public static readonly DiagnosticDescriptor Moved = new(
        "RK-LOCK-MOVED", Error, "A release would move a third party in a lock file",
        "A lock file, compared before and after the edits of the plan, holds another version, source, digest or range of a package that is not of this repository.",
        "Have the lock file's client bring it up to date and commit it, then plan again. An adapter of your own must edit the entries of your packages only. Check third-parties.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Moved];
}
