using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of trusted publishing.</summary>
public static class CredentialCodes
{
    /// <summary>A property has a value that it cannot have.</summary>
    public static readonly DiagnosticDescriptor Mode = new(
        "RK-CREDENTIAL-TRUST", Error, "ReleaseTrustedPublishing has no such value",
        "The property says when a CI service may vouch for a release in the place of a credential.",
        "Use auto, always or never.");

    /// <summary>The CI service vouches for nobody.</summary>
    public static readonly DiagnosticDescriptor Identity = new(
        "RK-CREDENTIAL-IDENTITY", Error, "The CI service gives no usable token of identity",
        "The job may not ask for one, the one that it got has expired, or it is for somebody else than the registry.",
        "GitHub Actions: permissions with id-token: write. GitLab: id_tokens with the aud that the message names. Or put an ordinary token into the registry's variable.");

    /// <summary>The registry does not trust the run.</summary>
    public static readonly DiagnosticDescriptor Exchange = new(
        "RK-CREDENTIAL-EXCHANGE", Error, "The registry gives no credential for what the CI service says of this run",
        "The registry knows no trusted publisher that fits this repository, workflow and environment, or the package is not there yet.",
        "Enter the repository and its workflow as a trusted publisher in the package's settings on the registry, or use an ordinary token.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Mode, Identity, Exchange];
}
