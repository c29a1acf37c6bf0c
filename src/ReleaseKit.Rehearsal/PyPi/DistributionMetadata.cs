using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>The core metadata inside a distribution file.</summary>
/// <param name="Content">The bytes of <c>METADATA</c> or <c>PKG-INFO</c>.</param>
/// <param name="Fields">Its header fields; of a repeated one the first.</param>
internal sealed record DistributionMetadata(byte[] Content, IReadOnlyDictionary<string, string> Fields)
{
    private const int Largest = 16 * 1024 * 1024;

    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>Opens a distribution file; refuses with 400 one that is broken or has no metadata.</summary>
    public static DistributionMetadata Read(string kind, string file, byte[] content)
    {
        try
        {
            var found = kind == DistributionName.Wheel ? FromZip(content, IsWheelMetadata)
                : file.EndsWith(".zip", StringComparison.Ordinal) ? FromZip(content, IsSourceMetadata)
                : FromTar(content);
            return found is null
                ? throw new RefusedException(400, $"Invalid distribution file. No {(kind == DistributionName.Wheel ? "METADATA" : "PKG-INFO")} in {file}.")
                : new DistributionMetadata(found, ReadFields(found));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or FormatException)
        {
            throw new RefusedException(400, $"Invalid distribution file. {broken.Message}");
        }
    }

    private static bool IsWheelMetadata(string name) => name.Split('/') is [var folder, "METADATA"] && folder.EndsWith(".dist-info", StringComparison.Ordinal);

    private static bool IsSourceMetadata(string name) => name.Split('/') is [_, "PKG-INFO"];

    private static byte[]? FromZip(byte[] content, Func<string, bool> wanted)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        var entry = zip.Entries.FirstOrDefault(e => wanted(e.FullName));
        if (entry is null)
        {
            return null;
        }

        using var stream = entry.Open();
        return ReadBounded(stream);
    }

    private static byte[]? FromTar(byte[] content)
    {
        using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        byte[]? found = null;
        while (tar.GetNextEntry() is { } entry)
        {
            if (found is null && IsSourceMetadata(entry.Name) && entry.DataStream is { } stream)
            {
                found = ReadBounded(stream);
            }
        }

        return found;
    }

    private static byte[] ReadBounded(Stream stream)
    {
        using var result = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            result.Write(buffer, 0, read);
            if (result.Length > Largest)
            {
                throw new InvalidDataException("The metadata is too large.");
            }
        }

        return result.ToArray();
    }

    private static Dictionary<string, string> ReadFields(byte[] content)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var reader = new StringReader(Encoding.UTF8.GetString(content));
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !char.IsWhiteSpace(line[0]))
            {
                fields.TryAdd(line[..colon], line[(colon + 1)..].Trim());
            }
        }

        return fields;
    }
}
