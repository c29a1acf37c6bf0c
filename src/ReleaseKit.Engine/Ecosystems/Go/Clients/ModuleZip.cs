using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Clients;

/// <summary>Archives of modules, and the hash that <c>go.sum</c> holds of them.</summary>
internal static class ModuleZip
{
    /// <summary>No date that archives can hold is earlier; the go command writes none at all.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] EndRecord = [0x50, 0x4B, 0x05, 0x06];
    private const int EndRecordLength = 22;

    /// <summary>Writes an archive: every file below <c>module@version/</c>, in ordinal order, and no entries for folders.</summary>
    public static void Write(string path, string module, string version, IEnumerable<(string Path, byte[] Content)> files)
    {
        using var archive = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        foreach (var (name, content) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry($"{module}@{version}/{name}", CompressionLevel.Optimal);
            entry.LastWriteTime = Epoch;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    /// <summary>The hash of an archive's files by <c>golang.org/x/mod/sumdb/dirhash</c>, such as <c>h1:…=</c>; null when the archive is damaged.</summary>
    public static string? Hash(string path)
    {
        if (!EndsWell(path))
        {
            return null;
        }

        try
        {
            using var archive = ZipFile.OpenRead(path);
            var summary = new StringBuilder();
            foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                using var stream = entry.Open();
                summary.Append(Convert.ToHexStringLower(SHA256.HashData(stream))).Append("  ").Append(entry.FullName).Append('\n');
            }

            return "h1:" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(summary.ToString())));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Whether the last bytes are the end record, without the comment that neither we nor the go command write.</summary>
    private static bool EndsWell(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < EndRecordLength)
        {
            return false;
        }

        Span<byte> end = stackalloc byte[EndRecordLength];
        file.Seek(-EndRecordLength, SeekOrigin.End);
        file.ReadExactly(end);
        return end.StartsWith(EndRecord) && end[^2] == 0 && end[^1] == 0;
    }
}
