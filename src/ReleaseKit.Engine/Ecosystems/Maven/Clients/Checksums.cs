using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>The files with checksums that lie beside every file of a repository.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The layout asks for it, and clients look for no other; nothing here is decided by it.")]
[SuppressMessage("Security", "CA5351", Justification = "As above.")]
internal static class Checksums
{
    /// <summary>The algorithms whose files every repository takes.</summary>
    public static readonly string[] Usual = ["md5", "sha1"];

    /// <summary>Further ones, which some repositories do not take.</summary>
    public static readonly string[] Further = ["sha256", "sha512"];

    /// <summary>The checksum, in lower-case hexadecimal.</summary>
    public static string Compute(string algorithm, Stream content) => Convert.ToHexStringLower(algorithm switch
    {
        "md5" => MD5.HashData(content),
        "sha1" => SHA1.HashData(content),
        "sha256" => SHA256.HashData(content),
        "sha512" => SHA512.HashData(content),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No repository has such checksums."),
    });

    /// <summary>The checksum in such a file, whose first word it is; null when it holds none of that length.</summary>
    public static string? Parse(string algorithm, byte[] content)
    {
        var length = algorithm switch { "md5" => 32, "sha1" => 40, "sha256" => 64, _ => 128 };
        var word = Encoding.UTF8.GetString(content).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return word.Length == length && word.All(char.IsAsciiHexDigit) ? word.ToLowerInvariant() : null;
    }
}
