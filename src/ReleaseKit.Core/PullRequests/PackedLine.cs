using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Core.PullRequests;

/// <summary>Text on one line of a body: its SHA-256, and the text compressed, in letters that no markup has a meaning for.</summary>
internal static class PackedLine
{
    /// <summary>More than a plan of a hundred thousand packages needs.</summary>
    private const int Longest = 64 << 20;

    /// <summary>The line.</summary>
    public static string Write(string text, (string Before, string After) marks)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return $"{marks.Before}{Convert.ToHexStringLower(SHA256.HashData(bytes))} {Base64Url.EncodeToString(packed.GetBuffer().AsSpan(0, (int)packed.Length))}{marks.After}";
    }

    /// <summary>The text of a line that begins as it should; null when it was cut off or altered.</summary>
    public static string? Read(string line, (string Before, string After) marks)
    {
        var fields = line.TrimEnd().EndsWith(marks.After, StringComparison.Ordinal) ? line.TrimEnd()[marks.Before.Length..^marks.After.Length].Split(' ') : [];
        return fields is [var hash, var packed] && Unpack(packed) is { } bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static byte[]? Unpack(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            using var json = new MemoryStream();
            var buffer = new byte[8192];
            for (int read; (read = deflate.Read(buffer)) > 0;)
            {
                json.Write(buffer, 0, read);
                if (json.Length > Longest)
                {
                    return null;
                }
            }

            return json.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
