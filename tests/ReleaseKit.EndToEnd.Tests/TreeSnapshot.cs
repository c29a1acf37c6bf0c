using System.Security.Cryptography;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Every file of a tree, <c>.git</c> included, with the digest of its content.</summary>
internal static class TreeSnapshot
{
    public static string Take(string root) => string.Join('\n', Directory
        .EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))[..16]}"));
}
