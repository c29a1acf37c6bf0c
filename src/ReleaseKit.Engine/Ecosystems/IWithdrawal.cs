using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Takes a published version back as far as the ecosystem's registry allows.</summary>
public interface IWithdrawal
{
    /// <summary>What the package's registry allows. Pure: no registry is asked.</summary>
    WithdrawalCapability Capability(PackageContext package);

    /// <summary>
    /// Whether all that <see cref="WithdrawAsync"/> does is done, by whomever. Also asked where
    /// <see cref="WithdrawalCapability.Kind"/> is <see cref="WithdrawalKind.None"/>, since a person may have done it.
    /// </summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the version back. Doing it twice is safe, also after a kill in the middle. Never asked of a registry whose
    /// <see cref="WithdrawalCapability.Kind"/> is <see cref="WithdrawalKind.None"/>.
    /// </summary>
    /// <param name="package">The package and the version, which the registry serves.</param>
    /// <param name="reason">What users are told where the registry can tell them: one line, not empty.</param>
    /// <param name="cancellationToken">Ends the client.</param>
    /// <returns>What was done, for people, without a full stop.</returns>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-ROLLBACK-FAILED</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, and as <see cref="IsWithdrawnAsync"/>.</exception>
    Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken);
}
