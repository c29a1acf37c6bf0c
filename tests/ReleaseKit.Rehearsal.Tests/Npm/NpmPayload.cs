using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Tests.Npm;

/// <summary>Publish requests as npm sends them, to be spoilt by tests.</summary>
internal static class NpmPayload
{
    public static JsonObject Of(string name, string version, string tag = "latest", JsonObject? manifest = null, byte[]? tarball = null)
    {
        manifest = manifest?.DeepClone().AsObject() ?? [];
        manifest["name"] = name;
        manifest["version"] = version;
        var content = tarball ?? Tarball(manifest.ToJsonString());
        manifest["dist"] = new JsonObject
        {
            ["integrity"] = "sha512-" + Convert.ToBase64String(SHA512.HashData(content)),
            ["shasum"] = Convert.ToHexStringLower(SHA1.HashData(content)),
            ["tarball"] = $"http://elsewhere.example/{name}/-/{name}-{version}.tgz",
        };
        return new JsonObject
        {
            ["_id"] = name,
            ["name"] = name,
            ["dist-tags"] = new JsonObject { [tag] = version },
            ["versions"] = new JsonObject { [version] = manifest },
            ["_attachments"] = new JsonObject
            {
                [$"{name}-{version}.tgz"] = new JsonObject
                {
                    ["content_type"] = "application/octet-stream",
                    ["data"] = Convert.ToBase64String(content),
                    ["length"] = content.Length,
                },
            },
        };
    }

    public static byte[] Tarball(string packageJson)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/package.json") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(packageJson)), ModificationTime = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero) });
        }

        return result.ToArray();
    }

    public static Task<HttpResponseMessage> PublishAsync(this Bench bench, string name, string version, string tag = "latest", JsonObject? manifest = null) =>
        bench.PutJsonAsync($"/npm/{name.Replace("/", "%2f", StringComparison.Ordinal)}", Of(name, version, tag, manifest));

    public static Task<HttpResponseMessage> PutJsonAsync(this Bench bench, string path, JsonNode body) =>
        bench.Http.PutAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
