using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about a release as a whole.</summary>
public static class ReleaseCodes
{
    /// <summary>A package was not started because of its dependencies.</summary>
    public static readonly DiagnosticDescriptor Blocked = new(
        "RK-RELEASE-BLOCKED", Warning, "A package was not released because a dependency is not live",
        "A package it depends on failed, or is blocked itself.",
        "Mend the package at the end of the path and run the release again: only what is missing is published.");

    /// <summary>Not everything that was planned is live.</summary>
    public static readonly DiagnosticDescriptor Incomplete = new(
        "RK-RELEASE-INCOMPLETE", Error, "Not every planned package is live",
        "At least one package failed. Packages that do not depend on it were released.",
        "Mend the failures listed above and run the same command again: what is live is not published twice.");

    /// <summary>The forge did not make a release of what is live.</summary>
    public static readonly DiagnosticDescriptor Unannounced = new(
        "RK-RELEASE-UNANNOUNCED", Warning, "A release could not be made on the forge",
        "The packages are published and their tags pushed; the forge refused its own release of them, or could not be asked.",
        "Mend what the message says, then run -t:Release again, or -t:Reconcile with ReleaseFix=true: only what is missing is made. forge_releases = false does without.");

    /// <summary>A stage of a package ran too long.</summary>
    public static readonly DiagnosticDescriptor StageTimeout = new(
        "RK-STAGE-TIMEOUT", Error, "A stage of a package ran too long",
        "The stage did not end within the time it is given; the client it waited for was ended with everything that had started.",
        "See in the client's transcript what it was waiting for; give the stage more time with the property that the message names.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Blocked, Incomplete, Unannounced, StageTimeout];
}
