using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Uploads the archive that was built, with <c>dart pub publish --from-archive</c>.</summary>
public sealed class DartPublisher : IPublisher
{
    private readonly PubRunner _dart;
    private readonly PubRepository _repository;

    internal DartPublisher(PubRunner dart, PubRepository repository)
    {
        _dart = dart;
        _repository = repository;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var artifact = artifacts.Single();
        if (IsThere(package, await _repository.FindAsync(package, cancellationToken), artifact))
        {
            return;
        }

        var result = await UploadAsync(package, artifact, cancellationToken);
        if (!result.Succeeded && !await ArrivedAsync(package, artifact, cancellationToken))
        {
            throw Failure(package, result);
        }
    }

    private async Task<ProcessResult> UploadAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        var registry = package.Endpoint.Registry;
        var ownLogin = package.Endpoint.Token is null && !registry.IsLoopback;
        if (ownLogin && !_dart.IsLoggedIn(registry))
        {
            // Without this the client waits for somebody to open a page.
            throw new ReleaseException(RegistryCodes.Unauthorized.Create($"{package.Id} {package.Version} cannot be uploaded to {registry} without a credential. {Credential(package)}"));
        }

        var home = ownLogin ? null : PubRunner.Folder(package.ScratchDirectory, "dart");
        if (package.Endpoint.Token is not null && await _dart.UseTokenAsync(package, home!, registry, cancellationToken) is { Succeeded: false } refused)
        {
            return refused;
        }

        // The address is said only where the pubspec says another one, since pub calls the option deprecated.
        string[] server = PubRepository.IsPublic(registry) && DeclaredRepository.Of(package) is null || DeclaredRepository.Of(package) == PubRepository.Normalize(registry) ? [] : ["--server", PubRepository.Normalize(registry)];
        var run = new PubRun(
            "dart-publish", ["pub", "--verbose", "publish", "--force", $"--from-archive={artifact.Path}", .. server], PubRunner.Folder(package.ScratchDirectory, "dart-publish"))
        {
            Home = home,
            Token = package.Endpoint.Token,
        };
        return await _dart.RunAsync(package, run, cancellationToken);
    }

    /// <summary>An upload whose answer was lost is an upload; one that lost a race against other bytes is told as such.</summary>
    private async Task<bool> ArrivedAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        try
        {
            return IsThere(package, await _repository.FindAsync(package, cancellationToken), artifact);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code != PublishCodes.Exists.Code)
        {
            // The registry that just refused the upload does not answer either; the refusal says more.
            return false;
        }
    }

    private static bool IsThere(PackageContext package, ListedVersion? published, Artifact artifact) =>
        published is null ? false
        : published.Sha256 is null || published.Sha256 == artifact.Sha256 ? true
        : throw new ReleaseException(PublishCodes.Exists.Create(
            $"{package.Endpoint.Index} already has {package.Id} {published.Version} with other content (sha256 {published.Sha256}; built here: {artifact.Sha256}). Release a higher version."));

    private static ReleaseException Failure(PackageContext package, ProcessResult result)
    {
        var (descriptor, advice) =
            PubOutput.SaysTaken(result) ? (PublishCodes.Pending, "The repository has this version, though its listing does not show it yet. Run again later, or release a higher one.")
            : PubOutput.SaysUnauthorized(result) ? (RegistryCodes.Unauthorized, Credential(package))
            : PubOutput.SaysTransient(result) ? (PublishCodes.Transient, $"That is likely to pass.{PubOutput.Patience(result)} Run again: what is published already is skipped.")
            : (PublishCodes.Failed, "Mend what pub reports and run again: what is published already is skipped.");
        return new ReleaseException(descriptor.Create($"pub could not upload {package.Id} {package.Version} to {package.Endpoint.Registry}. {advice}{PubOutput.Tail(result)}"));
    }

    private static string Credential(PackageContext package) => package.Endpoint.Token is { } token
        ? $"Put a valid token with the right to publish {package.Id.Name} into {token.Source}."
        : PubRepository.IsPublic(package.Endpoint.Registry)
            ? $"Set PUB_TOKEN to a token with the right to publish {package.Id.Name}, or run 'dart pub login' once."
            : $"Set {PubRepository.TokenVariable(package.Endpoint.Registry)}, or the variable that ReleaseDartTokenVariable names, to a token with the right to publish {package.Id.Name}.";
}
