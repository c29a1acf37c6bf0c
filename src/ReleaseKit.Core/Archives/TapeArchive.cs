using System.Text;

namespace ReleaseKit.Core.Archives;

/// <summary>
/// Reads tar archives by their POSIX headers, with long names of PAX and GNU. Lenient where the platform's own reader is not: the
/// headers that Dart's client writes say <c>ustar</c> with a version that POSIX does not know.
/// </summary>
public static class TapeArchive
{
    internal const char File = '0';
    private const int BlockSize = 512;
    private const char PaxHeader = 'x';
    private const char PaxGlobalHeader = 'g';
    private const char GnuLongName = 'L';

    /// <summary>The entries in their order.</summary>
    /// <param name="tar">The archive, not compressed.</param>
    /// <param name="largestEntry">Bytes that an entry may have.</param>
    /// <exception cref="InvalidDataException">It is no tar archive, is cut short, or an entry is larger.</exception>
    public static IEnumerable<ArchivedFile> Read(Stream tar, long largestEntry = 256L * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(tar);
        return ReadEntries(tar, largestEntry);
    }

    private static IEnumerable<ArchivedFile> ReadEntries(Stream tar, long largestEntry)
    {
        var block = new byte[BlockSize];
        string? longName = null;
        while (tar.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false) is var read and > 0)
        {
            if (read < BlockSize)
            {
                throw new InvalidDataException("The archive is cut short.");
            }

            if (!block.AsSpan().ContainsAnyExcept((byte)0))
            {
                yield break;
            }

            RequireChecksum(block);
            var content = ReadContent(tar, Number(block, 124, 12), largestEntry);
            switch (block[156] == 0 ? File : (char)block[156])
            {
                case PaxHeader:
                    longName = PathOf(content) ?? longName;
                    break;
                case PaxGlobalHeader:
                    break;
                case GnuLongName:
                    longName = Encoding.UTF8.GetString(content).TrimEnd('\0');
                    break;
                case var kind:
                    yield return new ArchivedFile(longName ?? NameOf(block), kind, content);
                    longName = null;
                    break;
            }
        }
    }

    private static byte[] ReadContent(Stream tar, long size, long largestEntry)
    {
        if (size < 0 || size > largestEntry)
        {
            throw new InvalidDataException($"An entry of the archive has {size} bytes.");
        }

        var padded = new byte[(size + BlockSize - 1) / BlockSize * BlockSize];
        if (tar.ReadAtLeast(padded, padded.Length, throwOnEndOfStream: false) < padded.Length)
        {
            throw new InvalidDataException("The archive is cut short.");
        }

        return padded.AsSpan(0, (int)size).ToArray();
    }

    /// <summary>The sum of the header's bytes, with blanks where the sum itself stands.</summary>
    private static void RequireChecksum(byte[] block)
    {
        var sum = (8 * ' ') - block.AsSpan(148, 8).ToArray().Sum(b => (int)b) + block.Sum(b => (int)b);
        if (Number(block, 148, 8) != sum)
        {
            throw new InvalidDataException("This is no tar archive.");
        }
    }

    private static string NameOf(byte[] block)
    {
        var name = Text(block, 0, 100);
        var prefix = Text(block, 257, 5) == "ustar" && Text(block, 257, 8) != "ustar  " ? Text(block, 345, 155) : "";
        return prefix.Length == 0 ? name : $"{prefix}/{name}";
    }

    /// <summary>The value of <c>path</c> among records of the form <c>length key=value</c> and a line feed.</summary>
    private static string? PathOf(byte[] records)
    {
        var rest = records.AsSpan();
        while (rest.IndexOf((byte)' ') is var blank and > 0 && int.TryParse(rest[..blank], out var length) && length > blank + 1 && length <= rest.Length)
        {
            var record = rest[(blank + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
            {
                return Encoding.UTF8.GetString(record["path="u8.Length..]);
            }

            rest = rest[length..];
        }

        return null;
    }

    private static string Text(byte[] block, int start, int length)
    {
        var field = block.AsSpan(start, length);
        return Encoding.UTF8.GetString(field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field);
    }

    /// <summary>Octal digits between blanks and zeros; -1 for what is none.</summary>
    private static long Number(byte[] block, int start, int length)
    {
        var digits = Text(block, start, length).Trim();
        return digits.All(c => c is >= '0' and <= '7') ? digits.Aggregate(0L, (value, digit) => (value * 8) + (digit - '0')) : -1;
    }
}
