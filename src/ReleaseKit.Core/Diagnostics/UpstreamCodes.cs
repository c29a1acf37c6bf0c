using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about releases of other repositories that packages here depend on.</summary>
public static class UpstreamCodes
{
    /// <summary>An entry is no package and version.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-UPSTREAM-INVALID", Error, "What was announced is no package with a version",
        "ReleaseUpstream, or the payload that another repository sent, names something that its ecosystem takes for no package name or no version. Nothing was planned.",
        "Write ecosystem:name@version; in a payload, an id and a version such as npm:@acme/base and 1.4.0.");

    /// <summary>The payload cannot be read.</summary>
    public static readonly DiagnosticDescriptor Payload = new(
        "RK-UPSTREAM-PAYLOAD", Error, "The payload of another repository cannot be read",
        "ReleaseDispatchPayload, or the event that started this run, holds no JSON of the form that Publish sends to other repositories.",
        "Send {\"packages\":[{\"id\":\"…\",\"version\":\"…\"}]}, or leave the payload out.");

    /// <summary>It is for an ecosystem that is not followed.</summary>
    public static readonly DiagnosticDescriptor Ecosystem = new(
        "RK-UPSTREAM-ECOSYSTEM", Warning, "Packages of that ecosystem are not followed",
        "A release was announced of an ecosystem that is not known here, or whose dependencies are not brought up to date.",
        "Bring the dependency up to date by hand where something here needs it; otherwise there is nothing to do.");

    /// <summary>It changes nothing.</summary>
    public static readonly DiagnosticDescriptor Unused = new(
        "RK-UPSTREAM-UNUSED", Information, "A release of another repository changes nothing here",
        "Nothing here depends on the package, or everything that does takes the version already, or the package is one of this repository.",
        "Nothing.");

    /// <summary>A range cannot follow.</summary>
    public static readonly DiagnosticDescriptor Kept = new(
        "RK-UPSTREAM-KEPT", Warning, "A dependency does not follow a release of another repository",
        "The range cannot be read or moved, names a later version already, or asks for no prereleases. Ranges are never lowered.",
        "Change it by hand, if it should follow.");

    /// <summary>A lock file could not be brought up to date.</summary>
    public static readonly DiagnosticDescriptor Lock = new(
        "RK-UPSTREAM-LOCK", Error, "A lock file cannot be brought up to date",
        "The client that keeps the lock file failed, is not installed, or left an older version in it; or the file is of a kind that no client brings up to date for one package. Nothing was pushed.",
        "See what the client says. A registry may take some minutes to show a new version: run again then. Otherwise bring the lock file up to date by hand and commit it.");

    /// <summary>It is for Prepare.</summary>
    public static readonly DiagnosticDescriptor Apply = new(
        "RK-UPSTREAM-APPLY", Error, "A plan that follows other repositories is applied by Prepare only",
        "The plan was computed with ReleaseUpstream or a payload. Lock files have to be brought up to date with it, which Prepare does in a work tree of its own.",
        "Run -t:Prepare; or plan without ReleaseUpstream and ReleaseDispatchPayload.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Invalid, Payload, Ecosystem, Unused, Kept, Lock, Apply];
}
