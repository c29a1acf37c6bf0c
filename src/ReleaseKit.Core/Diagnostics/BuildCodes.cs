using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about building the files that are uploaded.</summary>
public static class BuildCodes
{
    /// <summary>The ecosystem's client could not build the package.</summary>
    public static readonly DiagnosticDescriptor Failed = new(
        "RK-BUILD-FAILED", Error, "A package does not build",
        "The client that builds the package failed, or left no artifact behind. The message holds the end of its output.",
        "Run the command of the message in the package's folder, mend what it reports, and release again.");

    /// <summary>The artifact names another package or version than the one that is released.</summary>
    public static readonly DiagnosticDescriptor Version = new(
        "RK-BUILD-VERSION", Error, "A built artifact is not the release that was planned",
        "The metadata inside the artifact names another package or another version than the plan.",
        "Let the build take name and version from the manifest, and remove steps that change them.");

    /// <summary>The artifact could be uploaded, yet nobody could install it.</summary>
    public static readonly DiagnosticDescriptor Unpublishable = new(
        "RK-BUILD-UNPUBLISHABLE", Error, "A built artifact refers to things that exist only in the workspace",
        "The metadata inside the artifact depends on a workspace protocol, a path or a catalogue that its users do not have.",
        "Give the dependency a version range, or let it point to a package of this workspace that is released too.");

    /// <summary>The command that prepares the work tree for builds failed.</summary>
    public static readonly DiagnosticDescriptor Setup = new(
        "RK-BUILD-SETUP", Error, "The command that prepares the work tree for builds failed",
        "isolation is worktree, and isolation_setup ended with another exit code than 0 in the throw-away work tree.",
        "Run the command in a fresh clone and mend what it reports.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Failed, Version, Unpublishable, Setup];
}
