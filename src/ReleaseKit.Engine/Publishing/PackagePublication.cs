using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// The stages of one package between its pins and its tag, in terms of the adapter's facets. Each stage may be repeated:
/// it first looks at what is already there.
/// </summary>
public sealed class PackagePublication
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);
    private readonly EcosystemAdapter _adapter;
    private readonly PackageContext _package;
    private readonly TimeProvider _time;

    /// <summary>The stages of <paramref name="package"/>.</summary>
    public PackagePublication(EcosystemAdapter adapter, PackageContext package, TimeProvider time)
    {
        _adapter = adapter;
        _package = package;
        _time = time;
    }

    /// <summary>
    /// Builds the artifacts, or gives those of an earlier run: of the same commit, or of any commit when the registry
    /// already serves this version (they are then what was uploaded).
    /// </summary>
    /// <param name="commit">The commit that is released.</param>
    /// <param name="uploads">
    /// What the ledger says was about to be uploaded as this version, from whichever machine. What the registry serves of it is taken
    /// from there, because a build of another machine need not have the same bytes.
    /// </param>
    /// <param name="cancellationToken">Stops clients.</param>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-EXISTS</c>: the registry serves something else. <c>RK-BUILD-FAILED</c>.</exception>
    public async Task<ImmutableArray<Artifact>> BuildAsync(string commit, ImmutableArray<LedgerDigest> uploads, CancellationToken cancellationToken)
    {
        var store = new ArtifactStore(_package);
        var earlier = store.Load();
        if (earlier is not null && earlier.Commit == commit && uploads.IsEmpty)
        {
            return earlier.Artifacts;
        }

        var published = earlier is null && uploads.IsEmpty ? null : await _adapter.Registry.FindAsync(_package, cancellationToken);
        if (earlier is not null && (published is null ? earlier.Commit == commit : uploads.IsEmpty || await IsServedAsync(published, earlier.Artifacts, cancellationToken)))
        {
            return earlier.Artifacts;
        }

        var uploaded = new UploadedArtifacts(_adapter.Registry, _package, uploads);
        var served = published is null ? [] : await uploaded.DownloadAsync(published, cancellationToken);
        store.Clear();
        var artifacts = uploaded.AreComplete(served)
            ? uploaded.Keep(served, [])
            : uploaded.Keep(served, await _adapter.Packager.BuildAsync(_package, cancellationToken));
        if (artifacts.IsEmpty)
        {
            throw new ReleaseException(BuildCodes.Failed.Create($"The build of {_package.Id} {_package.Version} left no artifact in {_package.ArtifactsDirectory}."));
        }

        store.Save(commit, artifacts);
        return artifacts;
    }

    /// <summary>Uploads, unless the registry already serves these very bytes.</summary>
    /// <returns>Whether anything was uploaded.</returns>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-EXISTS</c>: the version is there with other bytes.</exception>
    public async Task<bool> PublishAsync(ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var published = await _adapter.Registry.FindAsync(_package, cancellationToken);
        if (published is not null && (published.IsOpaque || await MissingAsync(published, artifacts, cancellationToken) == 0))
        {
            return false;
        }

        await _adapter.Publisher.PublishAsync(_package, artifacts, cancellationToken);
        return true;
    }

    /// <summary>Waits until the registry serves the version with every artifact that it lists.</summary>
    /// <exception cref="ReleaseException"><c>RK-AWAIT-TIMEOUT</c>.</exception>
    public async Task<PublishedVersion> AwaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var pause = FirstPoll;
        while (true)
        {
            if (await _adapter.Registry.FindAsync(_package, cancellationToken) is { } published)
            {
                return published;
            }

            if (_time.GetElapsedTime(start) >= timeout)
            {
                throw new ReleaseException(VerifyCodes.AwaitTimeout.Create(
                    $"{_package.Id} {_package.Version} was uploaded to {_package.Endpoint.Registry}, which does not serve it after {timeout.TotalSeconds:0} s. " +
                    "Run the release again to go on waiting, or raise ReleaseAwaitTimeout."));
            }

            await Task.Delay(pause, _time, cancellationToken);
            // A part of the time waited so far: what comes late is seen as little late, in proportion.
            var next = _time.GetElapsedTime(start) / 12;
            pause = next > LongestPoll ? LongestPoll : next > FirstPoll ? next : FirstPoll;
        }
    }

    /// <summary>Downloads every artifact, compares it with what was built, and has the ecosystem's client install and load the package.</summary>
    /// <returns>What the consumer loaded, in words for people.</returns>
    /// <exception cref="ReleaseException"><c>RK-VERIFY-DIGEST</c>, <c>RK-VERIFY-INSTALL</c>, <c>RK-VERIFY-LOAD</c>.</exception>
    public async Task<string> VerifyAsync(ImmutableArray<Artifact> artifacts, bool smokeTest, CancellationToken cancellationToken)
    {
        var published = await AwaitAsync(TimeSpan.Zero, cancellationToken);
        foreach (var artifact in artifacts)
        {
            if (FileFor(published, artifact) is { } file && !await IsSameAsync(file, artifact, cancellationToken))
            {
                throw new ReleaseException(VerifyCodes.Digest.Create(
                    $"{_package.Id} {_package.Version}: {file.FileName} downloaded from {file.Address} is not the file that was built (sha256 {artifact.Sha256}). " +
                    "Do not announce this version; find out who uploaded it."));
            }
        }

        return smokeTest ? await _adapter.Consumer.InstallAndLoadAsync(_package, artifacts, cancellationToken) : "digests compared; smoke_test is off";
    }

    /// <summary>Whether the registry serves nothing but what is here, as far as it serves it.</summary>
    private async Task<bool> IsServedAsync(PublishedVersion published, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        foreach (var artifact in artifacts)
        {
            if (FileFor(published, artifact) is { } file && !await IsSameAsync(file, artifact, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<int> MissingAsync(PublishedVersion published, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var missing = 0;
        foreach (var artifact in artifacts)
        {
            if (FileFor(published, artifact) is not { } file)
            {
                missing++;
            }
            else if (!await IsSameAsync(file, artifact, cancellationToken))
            {
                throw new ReleaseException(PublishCodes.Exists.Create(
                    $"{_package.Endpoint.Registry} already serves {_package.Id} {_package.Version}, and its {file.FileName} is not the one built here " +
                    $"(sha256 here {artifact.Sha256}{(file.Sha256 is null ? "" : $", there {file.Sha256}")}). Release another version, or find out who uploaded it."));
            }
        }

        return missing;
    }

    private static PublishedFile? FileFor(PublishedVersion published, Artifact artifact) =>
        published.Files.FirstOrDefault(f => string.Equals(f.FileName, artifact.FileName, StringComparison.OrdinalIgnoreCase)) ??
        (published.Files.Length == 1 && Path.GetExtension(published.Files[0].FileName) == Path.GetExtension(artifact.FileName) ? published.Files[0] : null);

    private async Task<bool> IsSameAsync(PublishedFile file, Artifact artifact, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_package.ScratchDirectory);
        var download = Path.Combine(_package.ScratchDirectory, $"download-{Guid.NewGuid():N}{Path.GetExtension(artifact.FileName)}");
        try
        {
            await _adapter.Registry.DownloadAsync(_package, file, download, cancellationToken);
            return await _adapter.Registry.IsSameAsync(artifact, download, cancellationToken);
        }
        finally
        {
            File.Delete(download);
        }
    }
}
