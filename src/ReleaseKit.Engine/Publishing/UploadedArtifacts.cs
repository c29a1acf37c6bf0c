using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// Artifacts that another machine built and uploaded: recognised by the digests in the ledger, and taken from the registry
/// instead of being built again.
/// </summary>
internal sealed class UploadedArtifacts
{
    private readonly IRegistry _registry;
    private readonly PackageContext _package;
    private readonly ImmutableArray<LedgerDigest> _uploads;

    /// <summary>The uploads of one package, perhaps of several runs; empty when the ledger has none.</summary>
    public UploadedArtifacts(IRegistry registry, PackageContext package, ImmutableArray<LedgerDigest> uploads)
    {
        _registry = registry;
        _package = package;
        _uploads = uploads;
    }

    /// <summary>Downloads what the registry serves of what was to be uploaded, by the name it was built with.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-EXISTS</c>: the registry serves something else, with both digests.</exception>
    public async Task<ImmutableArray<Artifact>> DownloadAsync(PublishedVersion published, CancellationToken cancellationToken)
    {
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        var folder = Path.Combine(_package.ScratchDirectory, "uploaded");
        foreach (var file in _uploads.IsEmpty ? [] : published.Files)
        {
            var expected = _uploads.Where(u => IsFor(u, file, published)).ToArray();
            if (expected.Length == 0)
            {
                continue; // Nothing of ours; whether it stands in the way is seen when ours is uploaded.
            }

            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, Path.GetFileName(expected[0].FileName));
            await _registry.DownloadAsync(_package, file, path, cancellationToken);
            var artifact = Artifact.FromFile(path);
            var content = await _registry.ContentDigestAsync(path, cancellationToken);
            if (!expected.Any(e => e.Sha512 == artifact.Sha512 || (e.Content is not null && e.Content == content)))
            {
                throw new ReleaseException(PublishCodes.Exists.Create(
                    $"{_package.Endpoint.Registry} serves {_package.Id} {_package.Version}, and its {file.FileName} is not the one that this release was uploading " +
                    $"(sha256 in the ledger {string.Join(" or ", expected.Select(e => e.Sha256))}, there {artifact.Sha256}). Release another version, or find out who uploaded it."));
            }

            artifacts.Add(artifact);
        }

        return artifacts.ToImmutable();
    }

    /// <summary>Whether nothing is left to be built.</summary>
    public bool AreComplete(ImmutableArray<Artifact> served) =>
        !served.IsEmpty && _uploads.All(u => served.Any(s => s.FileName == Path.GetFileName(u.FileName)));

    /// <summary>Puts downloads into the package's folder of artifacts, over what was built there.</summary>
    public ImmutableArray<Artifact> Keep(ImmutableArray<Artifact> served, ImmutableArray<Artifact> built)
    {
        var kept = served.Select(artifact =>
        {
            var path = Path.Combine(_package.ArtifactsDirectory, artifact.FileName);
            File.Move(artifact.Path, path, overwrite: true);
            return artifact with { Path = path };
        }).ToArray();
        return [.. built.Where(b => kept.All(k => k.FileName != b.FileName)).Concat(kept).OrderBy(a => a.FileName, StringComparer.Ordinal)];
    }

    private static bool IsFor(LedgerDigest upload, PublishedFile file, PublishedVersion published) =>
        string.Equals(upload.FileName, file.FileName, StringComparison.OrdinalIgnoreCase) ||
        (published.Files.Length == 1 && Path.GetExtension(file.FileName) == Path.GetExtension(upload.FileName));
}
