using System.Security.Cryptography;

namespace ReleaseKit.Surface.Tests.Harness;

/// <summary>Every file of a tree, <c>.git</c> included, with the digest of its content and the time it was written.</summary>
internal static class TreeSnapshot
{
    public static string[] Take(string root) =>
    [
        .. new DirectoryInfo(root).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => $"{Path.GetRelativePath(root, file.FullName)} {file.LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))[..16]}")
            .Order(StringComparer.Ordinal),
    ];
}
