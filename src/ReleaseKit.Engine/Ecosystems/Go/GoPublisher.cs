using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Publishes a module by making its tag and pushing it: proxies fetch what it names. A proxy on loopback, as rehearsals have
/// it, gets the archive instead, so that nothing leaves the machine.
/// </summary>
public sealed class GoPublisher : IPublisher
{
    private readonly EcosystemServices _services;
    private readonly GoRegistry _registry;

    internal GoPublisher(EcosystemServices services, GoRegistry registry) => (_services, _registry) = (services, registry);

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (!package.Endpoint.IsLoopback)
        {
            await PushAsync(package, cancellationToken);
        }
        else if (!await IsThereAsync(package, artifacts.Single(), cancellationToken))
        {
            await UploadAsync(package, artifacts.Single(), cancellationToken);
        }
    }

    private async Task PushAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var git = await Repositories.OpenAsync(_services.Processes, package.WorkspaceRoot, cancellationToken);
        var remotes = git.Remotes();
        if (await remotes.FindTargetAsync(GoRegistry.Remote(package), cancellationToken) is not { } target)
        {
            throw NotPushed(package, "the repository has no remote. Add one with git remote add origin");
        }

        await git.Writer().TagAsync(package.Tag, package.Commit.Length > 0 ? package.Commit : git.Facts.Head, $"{package.Id.Name} {package.Version}", cancellationToken);
        if ((await remotes.TagsAsync(target.Remote, cancellationToken)).Any(tag => tag.Name == package.Tag))
        {
            return;
        }

        if (package.Settings.GetValueOrDefault("Push") == "false")
        {
            throw NotPushed(package, "ReleasePush=false keeps it here. Leave that out");
        }

        await remotes.PushAsync(target with { Branch = null }, [package.Tag], dryRun: false, cancellationToken);
    }

    private static ReleaseException NotPushed(PackageContext package, string why) =>
        new(PublishCodes.Failed.Create($"{package.Id} {package.Version} is published by pushing its tag {package.Tag}, and {why}, or rehearse with -t:Rehearse."));

    private async Task UploadAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        var address = GoRegistry.Address(package, "zip");
        try
        {
            await using var file = File.OpenRead(artifact.Path);
            using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StreamContent(file) };
            request.Headers.Authorization = package.Endpoint.Token is { } token ? new AuthenticationHeaderValue("Bearer", token.Reveal()) : null;
            using var response = await _services.Http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw await RefusalAsync(package, artifact, response, address, cancellationToken);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // An upload whose answer was lost is an upload.
            if (!await IsThereAsync(package, artifact, cancellationToken))
            {
                throw new ReleaseException(PublishCodes.Transient.Create($"{package.Id} {package.Version} was not uploaded to {address}: {e.GetBaseException().Message} Run again."), e);
            }
        }
    }

    private async Task<ReleaseException> RefusalAsync(PackageContext package, Artifact artifact, HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            await IsThereAsync(package, artifact, cancellationToken);
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500
            ? new ReleaseException(PublishCodes.Transient.Create($"{package.Id} {package.Version} was not uploaded: {address} answers {(int)response.StatusCode}. That is likely to pass; run again."))
            : await RegistryRequests.RefusalAsync(response, address, null, cancellationToken);
    }

    private async Task<bool> IsThereAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        if (await _registry.FindAsync(package, cancellationToken) is not { } published)
        {
            return false;
        }

        var copy = Path.Combine(GoTools.EmptyScratch(package, "published"), artifact.FileName);
        await _registry.DownloadAsync(package, published.Files[0], copy, cancellationToken);
        return await _registry.IsSameAsync(artifact, copy, cancellationToken) ? true : throw new ReleaseException(PublishCodes.Exists.Create(
            $"{package.Endpoint.Index} already serves {package.Id} {package.Version} with other content: {ModuleZip.Hash(copy)} there, {ModuleZip.Hash(artifact.Path)} here. A version of a module never changes; release a higher one."));
    }
}
