using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>A registry that lets nothing be taken back from here.</summary>
public sealed class NoWithdrawal : IWithdrawal
{
    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package) => new(
        WithdrawalKind.None, IsReversible: false, "the version stays as it is", "Look in the registry's documentation for what its owners can do.");

    /// <inheritdoc/>
    public Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This registry lets nothing be taken back.");
}
