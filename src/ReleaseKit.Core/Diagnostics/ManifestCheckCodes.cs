using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of the checks of manifests before a release.</summary>
public static class ManifestCheckCodes
{
    /// <summary>The client or the registry will refuse the package.</summary>
    public static readonly DiagnosticDescriptor Refused = new(
        "RK-CHECK-METADATA-REFUSED", Error, "A package will be refused for what its manifest says",
        "The ecosystem's client does not build a package with such a manifest, or its registry does not take it.",
        "Mend the manifest as the message says. Check metadata.");

    /// <summary>The manifest lacks what users look for.</summary>
    public static readonly DiagnosticDescriptor Poor = new(
        "RK-CHECK-METADATA", Warning, "A manifest lacks something that users look for, or contradicts itself",
        "The package can be published; its page on the registry, or the package itself, will not be what was meant.",
        "Add what the message names. Check metadata.");

    /// <summary>A package has no licence.</summary>
    public static readonly DiagnosticDescriptor Licence = new(
        "RK-CHECK-LICENCE", Warning, "A package has no licence",
        "Neither its manifest names a licence nor is there a LICENSE file in its folder or at the root.",
        "Name the licence in the manifest, or add a LICENSE file. Check licences.");

    /// <summary>Users cannot have what the package needs.</summary>
    public static readonly DiagnosticDescriptor Dependency = new(
        "RK-CHECK-DEPENDENCY", Error, "A package needs what its users cannot have",
        "A range that nobody can read, a folder outside the workspace, an address that the registry refuses, or a package of this workspace that no registry has.",
        "Give the dependency a version range of something that is published, or move it to the development dependencies. Check dependencies.");

    /// <summary>Users may not be able to have what the package needs.</summary>
    public static readonly DiagnosticDescriptor DoubtfulDependency = new(
        "RK-CHECK-DEPENDENCY-DOUBTFUL", Warning, "A package needs something doubtful",
        "An address instead of a version, a package that takes part in no release, or the package itself.",
        "Give the dependency a version range of something that is published. Check dependencies.");

    /// <summary>A lock file is older than the manifests.</summary>
    public static readonly DiagnosticDescriptor LockStale = new(
        "RK-CHECK-LOCK-STALE", Warning, "A lock file does not fit the manifests",
        "A manifest was changed and the lock file was not brought up to date, so that installs in CI fail or resolve anew.",
        "Run the command that the message names, and commit the lock file. Check lock-files.");

    /// <summary>Packed artifacts lie where a build takes them along.</summary>
    public static readonly DiagnosticDescriptor Leftovers = new(
        "RK-CHECK-LEFTOVERS", Warning, "Packed artifacts of earlier builds lie in a package's folder",
        "The client packs every file of the folder that is not left out, so that the next package would hold the last one.",
        "Delete them, and let git ignore such files. Check artifacts-clean.");

    /// <summary>A workspace's definition names what is not there.</summary>
    public static readonly DiagnosticDescriptor Members = new(
        "RK-CHECK-MEMBERS", Warning, "A workspace's definition names members that are not there",
        "A pattern fits no folder with a manifest, or fits one that git ignores, which takes part in no release.",
        "Correct or remove the pattern, or take the folder out of .gitignore. Check members.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Refused, Poor, Licence, Dependency, DoubtfulDependency, LockStale, Leftovers, Members];
}
