using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>Compares what a registry serves with the digests in ledgers; what it tells digests of is not downloaded.</summary>
internal static class ServedBytes
{
    /// <summary>How they differ, with both digests; empty when they do not, or nothing is known of what was uploaded.</summary>
    /// <exception cref="ReleaseException">A file cannot be downloaded.</exception>
    public static async Task<string> DifferenceAsync(
        IRegistry registry, PackageContext package, PublishedVersion published, ImmutableArray<LedgerDigest> uploads, CancellationToken cancellationToken)
    {
        if (uploads.IsEmpty || published.Files.All(f => uploads.Any(u => u.FileName == f.FileName && (u.Sha512 == f.Sha512 || u.Sha256 == f.Sha256))))
        {
            return "";
        }

        try
        {
            Directory.CreateDirectory(package.ScratchDirectory);
            await new UploadedArtifacts(registry, package, uploads).DownloadAsync(published, cancellationToken);
            return "";
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code == PublishCodes.Exists.Code)
        {
            return e.Diagnostics[0].Message;
        }
    }
}
