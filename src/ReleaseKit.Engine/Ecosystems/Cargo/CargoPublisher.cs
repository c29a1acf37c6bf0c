using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>
/// Uploads with <c>cargo publish</c>, which packages anew and cannot be handed a crate. What it is about to upload is therefore
/// compared with what was built; as that was compiled already, it is not compiled again (<c>--no-verify</c>).
/// </summary>
public sealed class CargoPublisher : IPublisher
{
    private readonly CargoRunner _cargo;
    private readonly CratePacking _packing;
    private readonly SparseIndex _index;

    internal CargoPublisher(CargoRunner cargo, CratePacking packing, SparseIndex index)
    {
        _cargo = cargo;
        _packing = packing;
        _index = index;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var artifact = artifacts.Single();
        if (IsThere(package, await _index.FindAsync(package, cancellationToken), artifact))
        {
            return;
        }

        var target = Path.Combine(package.ScratchDirectory, "cargo-publish");
        await RequireSameBytesAsync(package, artifact, target, cancellationToken);
        var route = RegistryRoute.Of(package);
        var run = new CargoRun("cargo-publish", ["publish", .. CratePacking.Arguments(package, target), "--no-verify", "--registry", route.Name, .. route.Replacement], package.Directory)
        {
            Route = route,
            Token = package.Endpoint.Token,
            Writes = true,
            Home = _cargo.HomeFor(package),
        };
        var result = await _cargo.RunAsync(package, run, cancellationToken);
        if (!result.Succeeded && !await ArrivedAsync(package, artifact, cancellationToken))
        {
            throw Failure(package, result, route);
        }
    }

    private async Task RequireSameBytesAsync(PackageContext package, Artifact artifact, string target, CancellationToken cancellationToken)
    {
        var (result, crate) = await _packing.RunAsync(package, "cargo-repackage", target, verify: false, cancellationToken);
        if (crate is null)
        {
            throw Failure(package, result, RegistryRoute.Of(package));
        }

        if (Artifact.FromFile(crate).Sha256 is var sha256 && sha256 != artifact.Sha256)
        {
            throw new ReleaseException(PublishCodes.Failed.Create(
                $"cargo would upload another {artifact.FileName} than was built (sha256 {sha256[..16]}…; built: {artifact.Sha256[..16]}…): files of {package.Directory} changed since, or the commit did. " +
                "Build again from the sources that are there."));
        }
    }

    /// <summary>An upload whose answer was lost is an upload; one that lost a race against other bytes is told as such.</summary>
    private async Task<bool> ArrivedAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        try
        {
            return IsThere(package, await _index.FindAsync(package, cancellationToken), artifact);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code != PublishCodes.Exists.Code)
        {
            // The registry that just refused the upload does not answer either; the refusal says more.
            return false;
        }
    }

    private static bool IsThere(PackageContext package, IndexedVersion? published, Artifact artifact) =>
        published is null ? false
        : published.Sha256 == artifact.Sha256 ? true
        : throw new ReleaseException(PublishCodes.Exists.Create(
            $"{package.Endpoint.Index} already has {package.Id} {published.Version} with other content (sha256 {published.Sha256}; built here: {artifact.Sha256}). Release a higher version."));

    private static ReleaseException Failure(PackageContext package, ProcessResult result, RegistryRoute route)
    {
        var (descriptor, advice) =
            CargoOutput.SaysTaken(result) ? (PublishCodes.Pending, "The registry has this version, though its index does not show it yet. Run again later, or release a higher one.")
            : CargoOutput.SaysUnauthorized(result) ? (RegistryCodes.Unauthorized, Credential(package, route))
            : CargoOutput.SaysTransient(result) ? (PublishCodes.Transient, "That is likely to pass. Run again: what is published already is skipped.")
            : (PublishCodes.Failed, "Mend what cargo reports and run again: what is published already is skipped.");
        return new ReleaseException(descriptor.Create($"cargo could not upload {package.Id} {package.Version} to {package.Endpoint.Registry}. {advice}{CargoOutput.Tail(result)}"));
    }

    private static string Credential(PackageContext package, RegistryRoute route) => package.Endpoint.Token is { } token
        ? $"Put a valid token with the right to publish {package.Id.Name} into {token.Source}."
        : $"Set {route.TokenVariable} to a token with the right to publish {package.Id.Name}.";
}
