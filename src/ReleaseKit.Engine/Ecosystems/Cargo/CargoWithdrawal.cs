using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Yanks with <c>cargo yank</c>: resolvers pass over the version, unless a lock file names it already.</summary>
public sealed class CargoWithdrawal : IWithdrawal
{
    private readonly CargoRunner _cargo;
    private readonly SparseIndex _index;

    internal CargoWithdrawal(CargoRunner cargo, SparseIndex index)
    {
        _cargo = cargo;
        _index = index;
    }

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new WithdrawalCapability(
            WithdrawalKind.Yank, IsReversible: true, "the version is downloaded by whoever has it in a Cargo.lock; for nobody else does cargo choose it",
            $"Undo it with 'cargo yank --undo {package.Id.Name}@{package.Version}'");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _index.FindAsync(package, cancellationToken) is { IsYanked: true };
    }

    /// <inheritdoc/>
    public async Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var route = RegistryRoute.Of(package);
        Directory.CreateDirectory(package.ScratchDirectory);
        var run = new CargoRun("cargo-yank", ["yank", "--registry", route.Name, $"{package.Id.Name}@{package.Version}"], package.ScratchDirectory)
        {
            Route = route,
            Token = package.Endpoint.Token,
            Writes = true,
            Home = _cargo.HomeFor(package),
        };
        var result = await _cargo.RunAsync(package, run, cancellationToken);
        if (result.Succeeded)
        {
            return "yanked";
        }

        throw new ReleaseException(CargoOutput.SaysUnauthorized(result)
            ? RegistryCodes.Unauthorized.Create(
                $"{package.Endpoint.Registry} does not let {package.Id} {package.Version} be yanked. Put a token with that right into {package.Endpoint.Token?.Source ?? route.TokenVariable}.{CargoOutput.Tail(result)}")
            : RollbackCodes.Failed.Create($"{package.Id} {package.Version} could not be withdrawn: 'cargo yank' failed.{CargoOutput.Tail(result)}"));
    }
}
