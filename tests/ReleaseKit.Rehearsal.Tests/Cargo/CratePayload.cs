using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Tests.Cargo;

/// <summary>Crates as cargo uploads them, made without cargo.</summary>
internal static class CratePayload
{
    private static readonly DateTimeOffset Then = new(2006, 7, 24, 1, 21, 28, TimeSpan.Zero);

    /// <summary>A crate's file; the same arguments give the same bytes.</summary>
    public static byte[] Crate(string name, string version, string code = "", string manifest = "", string? folder = null)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (file, text) in new[] { ("Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"{version}\"\n{manifest}"), ("src/lib.rs", code) })
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{folder ?? $"{name}-{version}"}/{file}") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), ModificationTime = Then });
            }
        }

        return content.ToArray();
    }

    /// <summary>The metadata that goes with it.</summary>
    public static JsonObject Metadata(string name, string version) => new()
    {
        ["name"] = name, ["vers"] = version, ["deps"] = new JsonArray(), ["features"] = new JsonObject(),
        ["description"] = "One of many.", ["license"] = "MIT", ["license_file"] = null, ["links"] = null,
    };

    public static byte[] Body(JsonObject metadata, byte[] crate)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(metadata);
        var body = new byte[8 + json.Length + crate.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(body, (uint)json.Length);
        json.CopyTo(body, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4 + json.Length), (uint)crate.Length);
        crate.CopyTo(body, 8 + json.Length);
        return body;
    }

    public static Task<HttpResponseMessage> UploadCrateAsync(this Bench bench, string name, string version, string code = "") =>
        bench.UploadCrateAsync(Body(Metadata(name, version), Crate(name, version, code)));

    public static async Task<HttpResponseMessage> UploadCrateAsync(this Bench bench, byte[] body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/cargo/api/v1/crates/new") { Content = new ByteArrayContent(body) };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        return await bench.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The lines of a crate in the index.</summary>
    public static async Task<IReadOnlyList<JsonNode>> IndexAsync(this Bench bench, string path) =>
        [.. (await bench.GetAsync($"/cargo/{path}").TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
