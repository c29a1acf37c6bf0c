using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about taking a release back.</summary>
public static class RollbackCodes
{
    /// <summary>The registry or its client refused to take a version back.</summary>
    public static readonly DiagnosticDescriptor Failed = new(
        "RK-ROLLBACK-FAILED", Error, "A published version could not be withdrawn",
        "The ecosystem's client or the registry refused. The message holds the end of the client's output.",
        "Mend what is reported and run the same command again: what is withdrawn already is skipped.");

    /// <summary>What <c>ReleaseTag</c> names is no release of this workspace.</summary>
    public static readonly DiagnosticDescriptor Unknown = new(
        "RK-ROLLBACK-UNKNOWN", Error, "There is no such release to take back",
        "ReleaseTag is empty, or names neither a tag of a package of this workspace nor the id of a release whose plan is known here.",
        "Give the tag as git tag --list shows it, several with semicolons, or the release's id as its ledger is called.");

    /// <summary>Nobody confirmed.</summary>
    public static readonly DiagnosticDescriptor Unconfirmed = new(
        "RK-ROLLBACK-UNCONFIRMED", Error, "A rollback was not confirmed",
        "What a rollback does is seen by every user of the packages, so it asks first; nobody answered yes.",
        "Read the table, then run again in a terminal and answer yes, or set ReleaseYes=true.");

    /// <summary>A person has to go on.</summary>
    public static readonly DiagnosticDescriptor Manual = new(
        "RK-ROLLBACK-MANUAL", Warning, "A version has to be withdrawn by a person",
        "Its registry has a page for that and no interface for programs.",
        "Follow the message; run the same command again to see whether the registry shows it.");

    /// <summary>The tag is not the same everywhere.</summary>
    public static readonly DiagnosticDescriptor TagDiffers = new(
        "RK-ROLLBACK-TAG-DIFFERS", Error, "A tag names one thing here and another on the remote",
        "Somebody moved the tag, so it cannot be told which of the two was released.",
        "Delete the wrong one by hand, then run again.");

    /// <summary>The forge's releases say nothing of it.</summary>
    public static readonly DiagnosticDescriptor Forge = new(
        "RK-ROLLBACK-FORGE", Warning, "A release of the forge could not be marked as withdrawn",
        "Versions and tags were treated as the table says; the forge could not be asked, or refused to change its release.",
        "Mend what the message says and run the same command again: only what is missing is done.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Failed, Unknown, Unconfirmed, Manual, TagDiffers, Forge];
}
