using System.Security.Cryptography;
using System.Text;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Publishing;

/// <summary>File names for packages: readable, legal everywhere, and unique even where file systems fold case.</summary>
public static class SafeName
{
    private const int MaxReadable = 60;

    /// <summary>
    /// The package's name reduced to letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, with the ecosystem after it; a
    /// short digest of the id follows when the reduction lost something.
    /// </summary>
    public static string For(PackageId id)
    {
        var builder = new StringBuilder();
        foreach (var c in id.Name)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            {
                builder.Append(c);
            }
            else if (char.IsAsciiLetterUpper(c))
            {
                builder.Append(char.ToLowerInvariant(c));
            }
            else if (builder.Length > 0 && builder[^1] != '-')
            {
                builder.Append('-');
            }
        }

        var readable = builder.ToString().Trim('.', '-');
        if (readable.Length > MaxReadable)
        {
            readable = readable[..MaxReadable];
        }

        var name = readable.Length == 0 ? "package" : readable;
        return name == id.Name ? $"{name}.{id.Ecosystem}" : $"{name}-{Digest(id)}.{id.Ecosystem}";
    }

    /// <summary>A version as a folder name: characters other than letters, digits, <c>.</c>, <c>-</c> and <c>_</c> become <c>_</c>.</summary>
    public static string ForVersion(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var name = string.Concat(version.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return name.Trim('.').Length == 0 ? "_" : name;
    }

    private static string Digest(PackageId id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToString())))[..6];
}
