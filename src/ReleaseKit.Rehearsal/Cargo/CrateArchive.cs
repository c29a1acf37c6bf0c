using System.Formats.Tar;
using System.IO.Compression;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>Looks into an uploaded crate as crates.io does.</summary>
internal static class CrateArchive
{
    private const int LargestManifest = 16 * 1024 * 1024;

    /// <summary>The manifest in it; refuses with 400 what is no crate of that name and version.</summary>
    public static TomlTable Read(byte[] content, string name, string version)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            TomlTable? manifest = null;
            while (tar.GetNextEntry() is { } entry)
            {
                Check(entry, $"{name}-{version}/");
                manifest = entry.Name == $"{name}-{version}/Cargo.toml" ? Parse(entry) : manifest;
            }

            manifest = manifest ?? throw new RefusedException(400, "uploaded tarball is missing a `Cargo.toml` manifest file");
            return manifest.FindString("package", "name")?.Value == name && manifest.FindString("package", "version")?.Value == version
                ? manifest
                : throw new RefusedException(400, "metadata and Cargo.toml name different packages");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or FormatException)
        {
            throw new RefusedException(400, $"uploaded tarball is malformed or too large when decompressed: {broken.Message}");
        }
        catch (ReleaseException malformed)
        {
            throw new RefusedException(400, $"failed to parse `Cargo.toml` manifest file: {malformed.Message}");
        }
    }

    private static void Check(TarEntry entry, string folder)
    {
        if (!entry.Name.StartsWith(folder, StringComparison.Ordinal) || entry.Name.Contains("..", StringComparison.Ordinal))
        {
            throw new RefusedException(400, "invalid path found in the uploaded tarball");
        }

        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            throw new RefusedException(400, $"unexpected symlink or hard link found: {entry.Name}");
        }
    }

    private static TomlTable Parse(TarEntry entry)
    {
        if (entry.Length > LargestManifest)
        {
            throw new InvalidDataException("its Cargo.toml is too large.");
        }

        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        return TomlDocument.Parse(SourceText.Decode("Cargo.toml", bytes)).Root;
    }
}
