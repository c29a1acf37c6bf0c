using System.Collections.Immutable;
using System.Net;
using System.Text;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>
/// Puts the files of a version into a repository, the pom last: whoever sees it sees all of the version. What is there with the
/// same bytes is passed over, so that an upload that was broken off goes on where it ended.
/// </summary>
/// <param name="repository">Where to.</param>
/// <param name="package">The package, for messages.</param>
/// <param name="coordinate">Where it lies there.</param>
/// <param name="time">The clock.</param>
internal sealed class RepositoryUpload(IMavenRepository repository, PackageContext package, MavenCoordinate coordinate, TimeProvider time)
{
    private const int LooksForTaken = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Uploads what is not there, and has the list of versions say so.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-EXISTS</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-PUBLISH-TRANSIENT</c>, <c>RK-PUBLISH-FAILED</c>.</exception>
    public async Task RunAsync(ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        foreach (var artifact in artifacts.OrderBy(a => a.FileName == coordinate.PomName).ThenBy(a => a.FileName, StringComparer.Ordinal))
        {
            var isNew = !await IsThereAsync(artifact, cancellationToken);
            if (isNew)
            {
                await PutAsync(artifact, cancellationToken);
            }

            await PutChecksumsAsync(coordinate.PathOf(artifact.FileName), () => File.OpenRead(artifact.Path), isNew, cancellationToken);
        }

        await ListAsync(cancellationToken);
    }

    private async Task PutAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var path = coordinate.PathOf(artifact.FileName);
        var answer = await repository.WriteAsync(path, () => File.OpenRead(artifact.Path), cancellationToken);
        for (var looks = 1; !answer.Succeeded && !await ArrivedAsync(artifact, cancellationToken); looks++)
        {
            // What is taken is there, though perhaps not to be seen yet.
            if (answer.Status != HttpStatusCode.Conflict || looks == LooksForTaken)
            {
                throw Refusal(artifact.FileName, answer);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>An upload whose answer was lost is an upload; one that lost a race against other bytes is told as such.</summary>
    private async Task<bool> ArrivedAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        try
        {
            return await IsThereAsync(artifact, cancellationToken);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code != PublishCodes.Exists.Code)
        {
            // The repository that just refused the file does not answer either; the refusal says more.
            return false;
        }
    }

    private async Task<bool> IsThereAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var path = coordinate.PathOf(artifact.FileName);
        var served = await repository.ReadAsync($"{path}.sha256", cancellationToken) is { } checksum ? Checksums.Parse("sha256", checksum) : null;
        if (served is null && await repository.HasAsync(path, cancellationToken))
        {
            served = await HashAsync(path, cancellationToken);
        }

        return served is null ? false
            : served == artifact.Sha256 ? await repository.HasAsync(path, cancellationToken)
            : throw new ReleaseException(PublishCodes.Exists.Create(
                $"{package.Endpoint.Registry} already has {artifact.FileName} of {package.Id} {package.Version} with other content (sha256 {served}; built here: {artifact.Sha256}). Release a higher version."));
    }

    private async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(package.ScratchDirectory, $"served-{Guid.NewGuid():N}");
        try
        {
            await repository.DownloadAsync(path, copy, cancellationToken);
            return Artifact.FromFile(copy).Sha256;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Writes the checksums of a new file, and those that are missing of one that was there.</summary>
    private async Task PutChecksumsAsync(string path, Func<Stream> content, bool isNew, CancellationToken cancellationToken)
    {
        foreach (var algorithm in Checksums.Usual.Concat(Checksums.Further))
        {
            if (!isNew && await repository.HasAsync($"{path}.{algorithm}", cancellationToken))
            {
                continue;
            }

            await using var stream = content();
            var checksum = Encoding.ASCII.GetBytes(Checksums.Compute(algorithm, stream));
            var answer = await repository.WriteAsync($"{path}.{algorithm}", () => new MemoryStream(checksum), cancellationToken);

            // Not every repository knows the longer ones.
            if (!answer.Succeeded && (Checksums.Usual.Contains(algorithm) || answer.IsTransient))
            {
                throw Refusal($"{path}.{algorithm}", answer);
            }
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var listed = await repository.ReadAsync(coordinate.Metadata, cancellationToken) is { } current ? VersionList.Parse(repository.AddressOf(coordinate.Metadata), current) : new VersionList([]);
        if (listed.Versions.Contains(coordinate.Version))
        {
            return;
        }

        var document = listed.With(coordinate, time.GetUtcNow());
        var answer = await repository.WriteAsync(coordinate.Metadata, () => new MemoryStream(document), cancellationToken);
        if (!answer.Succeeded)
        {
            throw Refusal(coordinate.Metadata, answer);
        }

        await PutChecksumsAsync(coordinate.Metadata, () => new MemoryStream(document), isNew: true, cancellationToken);
    }

    private ReleaseException Refusal(string file, WriteAnswer answer)
    {
        var (descriptor, advice) =
            answer.IsUnauthorized ? (RegistryCodes.Unauthorized, Credential())
            : answer.Status == HttpStatusCode.Conflict ? (PublishCodes.Pending, "The repository has this file, though it does not show it yet. Run again later, or release a higher version.")
            : answer.IsTransient ? (PublishCodes.Transient, $"That is likely to pass.{(answer.Patience is null ? "" : $" Retry-After: {answer.Patience}.")} Run again: what is uploaded already is skipped.")
            : (PublishCodes.Failed, "Mend what the repository reports and run again: what is uploaded already is skipped.");
        return new ReleaseException(descriptor.Create($"{Path.GetFileName(file)} of {package.Id} {package.Version} could not be uploaded to {package.Endpoint.Registry}: {answer.Text}. {advice}"));
    }

    private string Credential() => package.Endpoint.Token is { } token
        ? $"Put a valid credential with the right to publish {package.Id.Name} into {token.Source}, and its user into {string.Join(" or ", RepositoryCredential.UserVariables(token.Source).DefaultIfEmpty("the same variable, before a colon"))}."
        : $"Set MAVEN_USERNAME and MAVEN_PASSWORD, or the variable that ReleaseMavenTokenVariable names, to a credential with the right to publish {package.Id.Name}.";
}
