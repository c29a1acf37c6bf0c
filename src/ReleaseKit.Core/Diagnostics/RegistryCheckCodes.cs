using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes of the checks of credentials and names on registries before a release.</summary>
public static class RegistryCheckCodes
{
    /// <summary>The registry refuses the credential.</summary>
    public static readonly DiagnosticDescriptor CredentialRefused = new(
        "RK-CHECK-CREDENTIALS-REFUSED", Error, "A registry refuses the credential",
        "The registry was asked whose the credential is, and says that it is no good: mistyped, expired or revoked.",
        "Put a valid one into the variable that the message names. Check credentials.");

    /// <summary>The credential's account does not own a package.</summary>
    public static readonly DiagnosticDescriptor NotOwner = new(
        "RK-CHECK-NOT-OWNER", Warning, "The credential belongs to somebody who is not among a package's owners",
        "The registry names the owners of the package and the account of the credential, and they do not fit. Rights that come from a team may not show.",
        "Have an owner add the account, or use the credential of one. Check ownership.");

    /// <summary>The name of a new package is taken.</summary>
    public static readonly DiagnosticDescriptor NameTaken = new(
        "RK-CHECK-NAME-TAKEN", Warning, "The name of a package that was never released is taken on its registry",
        "There is no tag of a release of this package, and the registry has a package of that name: somebody else's, or one that was published without a tag.",
        "If it is yours, tag its last release; if it is not, choose another name. Check ownership.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [CredentialRefused, NotOwner, NameTaken];
}
