using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>Maven Central never takes a version back, and other repositories have no way in common to do it.</summary>
public sealed class GradleWithdrawal : IWithdrawal
{
    private readonly GradleRegistry _registry;

    internal GradleWithdrawal(GradleRegistry registry) => _registry = registry;

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return CentralPortal.IsPortal(package.Endpoint.Registry) || MavenRepositories.IsCentral(package.Endpoint.Index)
            ? new WithdrawalCapability(WithdrawalKind.None, IsReversible: false, "the version is there for ever, for everybody", "Release a version that mends it, and say in its notes which one not to use")
            : new WithdrawalCapability(WithdrawalKind.None, IsReversible: false, "the version is there until somebody deletes it", "Delete it on the repository's own pages, where its rules allow that");
    }

    /// <summary>Whether the repository, where owners may delete versions, has this one no more.</summary>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken) => await _registry.FindAsync(package, cancellationToken) is null;

    /// <inheritdoc/>
    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Maven repositories let nothing be taken back by programs.");
}
