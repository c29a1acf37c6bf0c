using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about using a published package as its users will.</summary>
public static class VerifyCodes
{
    /// <summary>The ecosystem's own resolver cannot install what was published.</summary>
    public static readonly DiagnosticDescriptor Install = new(
        "RK-VERIFY-INSTALL", Error, "A published package cannot be installed",
        "The client could not install the released version from its index in a clean place. The message holds the end of its output.",
        "Run the install command of the message; a missing dependency must be published to the same index.");

    /// <summary>The package installs and does not load.</summary>
    public static readonly DiagnosticDescriptor Load = new(
        "RK-VERIFY-LOAD", Error, "A published package cannot be loaded",
        "The released version was installed in a clean place, and loading it failed: a file is missing from the package, or a dependency is undeclared.",
        "Mend the package's file list or dependencies and release a fixed version.");

    /// <summary>The registry serves other bytes than were built.</summary>
    public static readonly DiagnosticDescriptor Digest = new(
        "RK-VERIFY-DIGEST", Error, "A downloaded artifact is not the one that was built",
        "The digest of the file that the registry serves differs from the digest of the file that was uploaded.",
        "Do not announce the version; find out who uploaded it, then release another one.");

    /// <summary>An uploaded version does not appear.</summary>
    public static readonly DiagnosticDescriptor AwaitTimeout = new(
        "RK-AWAIT-TIMEOUT", Error, "An uploaded version does not appear on its registry",
        "The upload succeeded, yet the registry does not serve the version within ReleaseAwaitTimeout.",
        "Run the release again: it goes on waiting and uploads nothing twice. Raise ReleaseAwaitTimeout for slow registries.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Install, Load, Digest, AwaitTimeout];
}
