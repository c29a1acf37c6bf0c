using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Retraction, for which pub.dev has a page and no interface for programs. Whether it was done can be seen in the listing.</summary>
public sealed class DartWithdrawal : IWithdrawal
{
    private readonly PubRepository _repository;

    internal DartWithdrawal(PubRepository repository) => _repository = repository;

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new WithdrawalCapability(
            WithdrawalKind.None, IsReversible: true, "the version is there for whoever names it; once it is retracted, which can be done for seven days, pub chooses it for nobody else",
            PubRepository.IsPublic(package.Endpoint.Registry) ? $"Retract it on https://pub.dev/packages/{Uri.EscapeDataString(package.Id.Name)}/admin" : "Retract it on the repository's own pages");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _repository.FindAsync(package, cancellationToken) is { IsRetracted: true };
    }

    /// <inheritdoc/>
    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("pub repositories let nothing be taken back by programs.");
}
