using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about uploads.</summary>
public static class PublishCodes
{
    /// <summary>The client could not upload, for a reason without a code of its own.</summary>
    public static readonly DiagnosticDescriptor Failed = new(
        "RK-PUBLISH-FAILED", Error, "An upload failed",
        "The ecosystem's client or the registry refused the upload. The message holds the end of the client's output.",
        "Mend what the client reports and run again: what is published already is skipped.");

    /// <summary>The registry has the version with other content.</summary>
    public static readonly DiagnosticDescriptor Exists = new(
        "RK-REGISTRY-EXISTS", Error, "The registry already has this version with other content",
        "The version was published before from other sources, and registries do not replace a version.",
        "Release a higher version; if the published one is wrong, deprecate or yank it.");

    /// <summary>A registry address cannot be used.</summary>
    public static readonly DiagnosticDescriptor Address = new(
        "RK-REGISTRY-ADDRESS", Error, "A registry address cannot be used",
        "The address is not an absolute https URL, carries credentials, or is plain http to another machine.",
        "Correct the property, publishConfig or releasekit.toml entry that gives the address; credentials go into environment variables.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Failed, Exists, Address];
}
