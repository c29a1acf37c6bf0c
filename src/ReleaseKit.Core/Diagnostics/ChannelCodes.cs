using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about channels and snapshots.</summary>
public static class ChannelCodes
{
    /// <summary>ReleaseChannel is no channel.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-CHANNEL-INVALID", Error, "ReleaseChannel is no channel",
        "The property is neither stable, nor a label of prereleases, nor a line of versions such as 1.x.",
        "Use stable, a label such as beta, or a line such as 1.x.");

    /// <summary>An ecosystem does not have the channel.</summary>
    public static readonly DiagnosticDescriptor Unsupported = new(
        "RK-CHANNEL-UNSUPPORTED", Error, "An ecosystem has no versions of the channel",
        "Post-releases, which follow the version that they correct, exist in PEP 440 only.",
        "Select Python packages with ReleasePackages, or release a patch.");

    /// <summary>A prerelease line cannot be continued.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "RK-CHANNEL-UNREADABLE", Error, "The next version of a prerelease line cannot be told",
        "No channel was asked for, and the manifest's prerelease is not of the form base-label.number.",
        "Say ReleaseChannel=stable or the channel to go on with, or map the branch in [branches].");

    /// <summary>A prerelease would be lower than what is released.</summary>
    public static readonly DiagnosticDescriptor Lower = new(
        "RK-CHANNEL-LOWER", Error, "A prerelease would be lower than what is released already",
        "The channel asked for comes before the one that the line is on, as alpha comes before beta.",
        "Go on with the line's channel, move on to a later one, or ask for a higher version with a Release-As footer.");

    /// <summary>A release would leave its maintenance line.</summary>
    public static readonly DiagnosticDescriptor LeavesLine = new(
        "RK-CHANNEL-LEAVES-LINE", Error, "A release would leave its maintenance line",
        "The branch or ReleaseChannel limits versions to a line such as 1.x, and the changes ask for a version outside of it.",
        "Take the change to another branch, or ask for a version inside the line.");

    /// <summary>A stable release depends on a prerelease.</summary>
    public static readonly DiagnosticDescriptor StableNeedsPrerelease = new(
        "RK-CHANNEL-STABLE-NEEDS-PRERELEASE", Warning, "A stable release depends on a prerelease",
        "A dependency stays on its prerelease line while the package that needs it is released as stable.",
        "Release both on one channel, or promote the dependency with ReleaseChannel=stable.");

    /// <summary>The branch is unknown.</summary>
    public static readonly DiagnosticDescriptor Detached = new(
        "RK-CHANNEL-DETACHED", Error, "No branch is checked out, so that its channel is unknown",
        "[branches] gives branches their channels, and HEAD is detached, as in some CI jobs.",
        "Check out the branch (git switch), or set ReleaseChannel.");

    /// <summary>The snapshot template gives no version of an ecosystem.</summary>
    public static readonly DiagnosticDescriptor Snapshot = new(
        "RK-CHANNEL-SNAPSHOT", Error, "The snapshot template gives no version of an ecosystem",
        "PEP 440 has no place for letters, so that a snapshot of a Python package needs a point in time.",
        "Put {timestamp}, {datetime} or {date} into snapshot (or ReleaseSnapshotTemplate).");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Invalid, Unsupported, Unreadable, Lower, LeavesLine, StableNeedsPrerelease, Detached, Snapshot];
}
