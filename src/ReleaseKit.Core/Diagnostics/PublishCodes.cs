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

    /// <summary>The registry refuses the version as taken, yet does not show it.</summary>
    public static readonly DiagnosticDescriptor Pending = new(
        "RK-REGISTRY-PENDING", Error, "The registry refuses a version as taken and does not show it",
        "The version was uploaded a moment ago and its index lags, or it was removed there: a registry never takes a removed version again.",
        "Run again later: what is the same is skipped. If the version was removed, release a higher one.");

    /// <summary>An upload failed for a reason that passes.</summary>
    public static readonly DiagnosticDescriptor Transient = new(
        "RK-PUBLISH-TRANSIENT", Error, "An upload failed again and again, for a reason that passes",
        "The registry was overloaded or ill, or the connection broke. The upload was repeated, with pauses, as often as ReleasePublishAttempts allows.",
        "Look at the registry's status page and run again: what is published already is skipped.");

    /// <summary>The registry asks for more patience than this run has.</summary>
    public static readonly DiagnosticDescriptor Busy = new(
        "RK-REGISTRY-BUSY", Error, "A registry asks to be left alone for longer than this run waits",
        "Its rate limit is used up; its answer says until when.",
        "Run again at the time that the message names, or raise ReleaseLongestWait.");

    /// <summary>A registry address cannot be used.</summary>
    public static readonly DiagnosticDescriptor Address = new(
        "RK-REGISTRY-ADDRESS", Error, "A registry address cannot be used",
        "The address is not an absolute https URL, carries credentials, or is plain http to another machine.",
        "Correct the property, publishConfig or releasekit.toml entry that gives the address; credentials go into environment variables.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Failed, Exists, Pending, Transient, Busy, Address];
}
