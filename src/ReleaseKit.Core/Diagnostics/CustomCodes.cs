using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about packages that items declare.</summary>
public static class CustomCodes
{
    /// <summary>An item cannot be understood.</summary>
    public static readonly DiagnosticDescriptor Item = new(
        "RK-CUSTOM-ITEM", Error, "A ReleasePackage item is no package",
        "The item's folder does not exist or leaves the workspace, its Ecosystem is not custom, or a value of its metadata is none that it can have.",
        "Correct the item in release.proj; docs/extending.md has every metadata name.");

    /// <summary>An item lacks a command without which its release could not be continued.</summary>
    public static readonly DiagnosticDescriptor Incomplete = new(
        "RK-CUSTOM-INCOMPLETE", Error, "A ReleasePackage item publishes and cannot tell what is published",
        "It has a PublishCommand and no ExistsCommand: a release that was interrupted could not know whether to publish again.",
        "Add an ExistsCommand that ends with exit code 0 when RELEASE_VERSION is published and with 1 when it is not.");

    /// <summary>An item has metadata that nothing reads.</summary>
    public static readonly DiagnosticDescriptor Metadata = new(
        "RK-CUSTOM-METADATA", Warning, "A ReleasePackage item has unknown metadata",
        "The name is mistyped, or meant for another version of the SDK.",
        "Correct or remove it.");

    /// <summary>Two claim one folder.</summary>
    public static readonly DiagnosticDescriptor Claimed = new(
        "RK-CUSTOM-CLAIMED", Warning, "Two claim one folder, and the first registered has it",
        "A ReleasePackage item or the adapter of a ReleaseEcosystem item has the folder of another package. Items go before adapters, those of ReleaseEcosystem in their order, and these before the SDK's own.",
        "Move one of them to a folder of its own, remove the item, or leave the folder out with exclude in the table of the other ecosystem.");

    /// <summary>The version of an item's package cannot be read.</summary>
    public static readonly DiagnosticDescriptor Version = new(
        "RK-CUSTOM-VERSION", Error, "A ReleasePackage item's version cannot be read",
        "VersionFile does not exist, VersionPattern finds nothing in it, or what it finds is no SemVer version.",
        "Correct VersionFile, VersionPattern or the version itself.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Item, Incomplete, Metadata, Claimed, Version];
}
