using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about the ledger of a release and about who may release.</summary>
public static class LedgerCodes
{
    /// <summary>A line of a ledger is none.</summary>
    public static readonly DiagnosticDescriptor Damaged = new(
        "RK-LEDGER-DAMAGED", Error, "A ledger cannot be read",
        "A line in the middle of the file is no entry: something else wrote to the file, or the disk lost it.",
        "Compare the registries and the tags with the other lines, then delete the ledger and plan again.");

    /// <summary>The remote does not take the ledger.</summary>
    public static readonly DiagnosticDescriptor Refused = new(
        "RK-LEDGER-REFUSED", Error, "The remote does not take the ledger",
        "The ledger is kept in refs/releasekit/ of the remote, so that another machine can continue a release; a rule of the remote forbids to push there.",
        "Allow pushes to refs/releasekit/*, or set ReleaseMirror=false: the release can then be continued on this machine only.");

    /// <summary>Somebody else releases.</summary>
    public static readonly DiagnosticDescriptor LeaseHeld = new(
        "RK-LEASE-HELD", Error, "Somebody else is releasing",
        "Another run holds the lease of this work tree or of this remote, and it is alive.",
        "Wait for it to end. If it is certain that it is dead, set ReleaseBreakLease=true; breaking a living one can publish twice.");

    /// <summary>Somebody else has taken over.</summary>
    public static readonly DiagnosticDescriptor LeaseLost = new(
        "RK-LEASE-LOST", Error, "Somebody else continues this release",
        "Another run took the release over while this one could not be heard (suspended, cut off from the remote), or its lease was broken. Nothing more is uploaded here.",
        "Let the other run finish; then fetch.");

    /// <summary>An interrupted release does not fit what is checked out.</summary>
    public static readonly DiagnosticDescriptor Diverged = new(
        "RK-RELEASE-DIVERGED", Error, "An interrupted release and what is checked out have gone separate ways",
        "A release of this branch was interrupted after its first upload. Its release commit is not part of what is checked out, which has commits of its own.",
        "Merge the release commit, or check it out and finish the release there; the message names it.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Damaged, Refused, LeaseHeld, LeaseLost, Diverged];
}
