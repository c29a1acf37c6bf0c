using System.Collections.Immutable;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>What a ledger is told of artifacts.</summary>
public static class LedgerDigests
{
    /// <summary>The digests by which another machine recognises these files.</summary>
    public static async Task<ImmutableArray<LedgerDigest>> OfAsync(IRegistry registry, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var digests = ImmutableArray.CreateBuilder<LedgerDigest>(artifacts.Length);
        foreach (var artifact in artifacts)
        {
            digests.Add(new LedgerDigest(artifact.FileName, artifact.Sha256, artifact.Sha512, await registry.ContentDigestAsync(artifact.Path, cancellationToken)));
        }

        return digests.MoveToImmutable();
    }
}
