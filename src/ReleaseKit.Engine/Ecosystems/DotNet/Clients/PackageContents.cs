using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>Compares packages by what they hold.</summary>
internal static class PackageContents
{
    private const string Signature = ".signature.p7s";
    private const int BufferSize = 81920;

    /// <summary>
    /// Whether a published package is the built one with nothing but a signature added, which is what repositories that
    /// sign do.
    /// </summary>
    public static async Task<bool> IsSignedCopyAsync(string built, string published, CancellationToken cancellationToken)
    {
        try
        {
            await using var left = await ZipFile.OpenReadAsync(built, cancellationToken);
            await using var right = await ZipFile.OpenReadAsync(published, cancellationToken);
            return right.GetEntry(Signature) is not null && await AreEqualAsync(EntriesOf(left), EntriesOf(right), cancellationToken);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A digest of the names and bytes of everything but the signature; null for a file that is no package.</summary>
    public static async Task<string?> DigestAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(path, cancellationToken);
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var entry in EntriesOf(archive))
            {
                await using var stream = await entry.OpenAsync(cancellationToken);
                all.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(entry.FullName)));
                all.AppendData(await SHA256.HashDataAsync(stream, cancellationToken));
            }

            return Convert.ToHexStringLower(all.GetHashAndReset());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static ZipArchiveEntry[] EntriesOf(ZipArchive archive) =>
        [.. archive.Entries.Where(entry => entry.FullName != Signature).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];

    private static async Task<bool> AreEqualAsync(ZipArchiveEntry[] left, ZipArchiveEntry[] right, CancellationToken cancellationToken)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].FullName != right[i].FullName || left[i].Length != right[i].Length || !await HaveSameBytesAsync(left[i], right[i], cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> HaveSameBytesAsync(ZipArchiveEntry left, ZipArchiveEntry right, CancellationToken cancellationToken)
    {
        await using var leftStream = await left.OpenAsync(cancellationToken);
        await using var rightStream = await right.OpenAsync(cancellationToken);
        var (leftBuffer, rightBuffer) = (new byte[BufferSize], new byte[BufferSize]);
        while (true)
        {
            var leftCount = await leftStream.ReadAtLeastAsync(leftBuffer, BufferSize, throwOnEndOfStream: false, cancellationToken);
            var rightCount = await rightStream.ReadAtLeastAsync(rightBuffer, BufferSize, throwOnEndOfStream: false, cancellationToken);
            if (!leftBuffer.AsSpan(0, leftCount).SequenceEqual(rightBuffer.AsSpan(0, rightCount)))
            {
                return false;
            }

            if (leftCount == 0)
            {
                return true;
            }
        }
    }
}
