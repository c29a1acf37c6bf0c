using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about asking registries.</summary>
public static class RegistryCodes
{
    /// <summary>The registry cannot be talked to.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new(
        "RK-REGISTRY-UNREACHABLE", Error, "A registry cannot be reached",
        "Its name does not resolve, the connection fails or breaks, or it stays silent; reads were tried several times.",
        "Check the address, the network and the proxy variables, then run again: what is published already is skipped.");

    /// <summary>The registry answers something that its protocol does not foresee.</summary>
    public static readonly DiagnosticDescriptor Answer = new(
        "RK-REGISTRY-ANSWER", Error, "A registry gives an unusable answer",
        "The status or the body is not what the protocol foresees; the address may belong to something else, or the registry is ill.",
        "Check that the address is that of a registry of this ecosystem, and look at its status page.");

    /// <summary>The registry refuses the credential.</summary>
    public static readonly DiagnosticDescriptor Unauthorized = new(
        "RK-REGISTRY-UNAUTHORIZED", Error, "A registry refuses the credential",
        "There is no credential, it is wrong or expired, or it lacks the right for this package.",
        "Put a valid token into the environment variable that the message names.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Unreachable, Answer, Unauthorized];
}
