using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Withdrawing;

/// <summary>One version that shall be taken back.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">The version, as its ecosystem writes it.</param>
/// <param name="Tag">The tag that names it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Capability">What its registry allows.</param>
public sealed record Withdrawal(PackageId Package, string Version, string Tag, WithdrawalState State, WithdrawalCapability Capability)
{
    /// <summary>What will be done, for people.</summary>
    public string Action => State switch
    {
        WithdrawalState.Pending => Capability.Kind.ToString().ToLowerInvariant(),
        WithdrawalState.Withdrawn => "nothing: it is withdrawn already",
        WithdrawalState.Manual => "nothing from here",
        _ => "nothing: the registry does not have it",
    };
}
