using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>The core metadata inside a built distribution.</summary>
/// <param name="Name">As the back end wrote it.</param>
/// <param name="Version">As the back end wrote it.</param>
/// <param name="Requires">The <c>Requires-Dist</c> lines.</param>
/// <param name="HasDescription">Whether there is a long description, that is a readme.</param>
internal sealed record DistributionMetadata(string Name, string Version, ImmutableArray<string> Requires, bool HasDescription)
{
    /// <summary>Headers longer than this are no headers.</summary>
    private const int LongestHeader = 1 << 20;

    /// <summary>Reads <c>*.dist-info/METADATA</c> of a wheel, or <c>*/PKG-INFO</c> of a source distribution; nothing is unpacked.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or does not hold exactly one such entry with name and version.</exception>
    public static DistributionMetadata Read(string path)
    {
        try
        {
            return path.EndsWith(".tar.gz", StringComparison.Ordinal) ? ReadTar(path) : ReadZip(path);
        }
        catch (Exception e) when (e is IOException or FormatException && e is not FileNotFoundException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static DistributionMetadata ReadZip(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var wheel = DistributionFile.IsWheel(path);
        var entries = archive.Entries.Where(e => wheel ? IsBelow(e.FullName, ".dist-info/METADATA") : IsBelow(e.FullName, "/PKG-INFO")).ToArray();
        if (entries.Length != 1)
        {
            throw new InvalidDataException($"it holds {entries.Length} metadata files where it should hold one");
        }

        using var stream = entries[0].Open();
        return Parse(stream);
    }

    private static DistributionMetadata ReadTar(string path)
    {
        using var file = File.OpenRead(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (archive.GetNextEntry() is { } entry)
        {
            if (IsBelow(entry.Name, "/PKG-INFO") && entry.DataStream is { } stream)
            {
                return Parse(stream);
            }
        }

        throw new InvalidDataException("it holds no PKG-INFO");
    }

    /// <summary>Whether the entry is directly in a top folder that, with the suffix, ends so.</summary>
    private static bool IsBelow(string entry, string suffix)
    {
        var name = entry.StartsWith("./", StringComparison.Ordinal) ? entry[2..] : entry;
        return name.EndsWith(suffix, StringComparison.Ordinal) && name.Count(c => c == '/') == 1;
    }

    private static DistributionMetadata Parse(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 4096, leaveOpen: true);
        string? name = null, version = null;
        var described = false;
        var requires = ImmutableArray.CreateBuilder<string>();
        foreach (var line in Headers(reader))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].Trim();
            switch (colon < 0 ? "" : line[..colon].ToLowerInvariant())
            {
                case "name":
                    name ??= value;
                    break;
                case "version":
                    version ??= value;
                    break;
                case "requires-dist":
                    requires.Add(value);
                    break;
                case "description":
                    described |= value.Length > 0;
                    break;
            }
        }

        return name is null || version is null
            ? throw new InvalidDataException("its metadata has no name or no version")
            : new DistributionMetadata(name, version, requires.ToImmutable(), described || HasText(reader));
    }

    /// <summary>The lines before the empty one that begins the description, without continuation lines.</summary>
    private static IEnumerable<string> Headers(StreamReader reader)
    {
        var total = 0;
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            total += line.Length;
            if (total > LongestHeader)
            {
                throw new InvalidDataException("its metadata headers are unreasonably long");
            }

            if (line[0] is not (' ' or '\t'))
            {
                yield return line;
            }
        }
    }

    private static bool HasText(StreamReader reader)
    {
        int c;
        do
        {
            c = reader.Read();
        }
        while (c >= 0 && char.IsWhiteSpace((char)c));
        return c >= 0;
    }
}
