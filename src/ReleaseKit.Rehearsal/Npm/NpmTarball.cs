using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>What a package tarball says of itself.</summary>
/// <param name="Manifest">Its <c>package.json</c>.</param>
/// <param name="FileCount">Regular files in it.</param>
/// <param name="UnpackedSize">Their bytes.</param>
internal sealed record NpmTarball(JsonElement Manifest, int FileCount, long UnpackedSize)
{
    private const int LargestManifest = 16 * 1024 * 1024;

    /// <summary>Reads a <c>.tgz</c> to its end; refuses with 400 one that is broken or has no manifest.</summary>
    public static NpmTarball Read(byte[] content)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            JsonElement? manifest = null;
            var (files, size) = (0, 0L);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                {
                    continue;
                }

                files++;
                size += entry.Length;
                manifest ??= IsManifest(entry) ? ReadManifest(entry) : null;
            }

            return new NpmTarball(manifest ?? throw new RefusedException(400, "The tarball has no package.json in its top folder."), files, size);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or JsonException or FormatException)
        {
            throw new RefusedException(400, $"The tarball cannot be read: {broken.Message}");
        }
    }

    private static bool IsManifest(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return name.Split('/') is [_, "package.json"] && entry.Length <= LargestManifest;
    }

    private static JsonElement ReadManifest(TarEntry entry)
    {
        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        // A byte order mark is legal in a package.json and not in JSON.
        var json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
