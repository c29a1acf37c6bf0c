using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Archives;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Pub;

/// <summary>An uploaded archive after every check that needs no look at the registry, which are those of pub.dev.</summary>
/// <param name="Name">As its pubspec says it.</param>
/// <param name="Version">As its pubspec says it.</param>
/// <param name="Pubspec">The pubspec as JSON.</param>
/// <param name="Sha256">Of the archive.</param>
/// <param name="Content">The archive.</param>
internal sealed record PubArchive(string Name, string Version, string Pubspec, string Sha256, byte[] Content)
{
    private const int LargestPubspec = 128 * 1024;

    /// <summary>Looks into an archive; refuses with 400.</summary>
    public static PubArchive Read(byte[] content)
    {
        var (text, hasLicence) = ReadFiles(content);
        var pubspec = Pub.Pubspec.Read(text ?? throw new RefusedException(400, "pubspec.yaml is missing from the archive."));
        var name = Text(pubspec, "name");
        var version = Text(pubspec, "version");
        Require(PubName.IsValid(name), $"Package name may only contain lower-case letters, digits, and underscores: '{name}'.");
        Require(SemanticVersion.TryParse(version, out _), $"'{version}' is not a version.");
        Require(hasLicence, "LICENSE file is missing from the archive.");
        RequireHosted(pubspec);
        return new PubArchive(name, version, pubspec.ToJsonString(), Convert.ToHexStringLower(SHA256.HashData(content)), content);
    }

    private static (string? Pubspec, bool HasLicence) ReadFiles(byte[] content)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            string? pubspec = null;
            var hasLicence = false;
            foreach (var file in TapeArchive.Read(gzip))
            {
                Require(file.Kind is not ('1' or '2'), $"Package archive contains a link: {file.Name}.");
                Require(!file.Name.StartsWith('/') && !file.Name.Contains("..", StringComparison.Ordinal), "Package archive contains an invalid path.");
                hasLicence |= file.Name is "LICENSE" or "LICENSE.md" or "LICENSE.txt";
                pubspec = file.Name == "pubspec.yaml" ? Decode(file) : pubspec;
            }

            return (pubspec, hasLicence);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or FormatException)
        {
            throw new RefusedException(400, $"Package archive is broken: {broken.Message}");
        }
    }

    private static string Decode(ArchivedFile file)
    {
        Require(file.Content.Length <= LargestPubspec, "pubspec.yaml is too large.");
        return Encoding.UTF8.GetString(file.Content.Span);
    }

    /// <summary>Users have neither the folders nor, by the registry's rules, the repositories of the publisher.</summary>
    private static void RequireHosted(JsonObject pubspec)
    {
        foreach (var (dependency, source) in pubspec["dependencies"] as JsonObject ?? [])
        {
            Require(source is not JsonObject table || !(table.ContainsKey("path") || table.ContainsKey("git")), $"Package dependency {dependency} is neither hosted nor from an SDK.");
        }
    }

    private static string Text(JsonObject pubspec, string key) =>
        pubspec[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new RefusedException(400, $"pubspec.yaml has no '{key}'.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RefusedException(400, message);
        }
    }
}
