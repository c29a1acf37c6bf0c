using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>The body of an upload: a length, JSON, another length, and the crate.</summary>
/// <param name="Name">As uploaded.</param>
/// <param name="Version">As uploaded.</param>
/// <param name="IndexLine">What the index is to say.</param>
/// <param name="Crate">The file.</param>
internal sealed record CargoPublication(string Name, string Version, string IndexLine, byte[] Crate)
{
    /// <summary>Reads a body; refuses with 400 what crates.io refuses.</summary>
    public static CargoPublication Read(byte[] body)
    {
        var (json, rest) = Take(body);
        var (crate, end) = Take(rest);
        if (end.Length > 0)
        {
            throw new RefusedException(400, "invalid upload: there is something behind the crate");
        }

        var metadata = Parse(json);
        var name = Text(metadata, "name");
        var version = Text(metadata, "vers");
        if (!CrateName.IsValid(name))
        {
            throw new RefusedException(400, $"invalid character in crate name: `{name}`");
        }

        if (!SemanticVersion.TryParse(version, out _))
        {
            throw new RefusedException(400, $"\"{version}\" is an invalid semver version");
        }

        var content = crate.ToArray();
        RequireFacts(CrateArchive.Read(content, name, version), metadata);
        return new CargoPublication(name, version, IndexEntry.Of(metadata, Convert.ToHexStringLower(SHA256.HashData(content))), content);
    }

    private static (ReadOnlyMemory<byte> Part, ReadOnlyMemory<byte> Behind) Take(ReadOnlyMemory<byte> body)
    {
        var length = body.Length < sizeof(uint) ? -1L : BinaryPrimitives.ReadUInt32LittleEndian(body.Span);
        return length >= 0 && body.Length - sizeof(uint) >= length
            ? (body.Slice(sizeof(uint), (int)length), body[(sizeof(uint) + (int)length)..])
            : throw new RefusedException(400, "invalid upload: a length is greater than what follows it");
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonNode.Parse(json.Span) as JsonObject ?? throw new RefusedException(400, "invalid upload: the metadata is no JSON object");
        }
        catch (JsonException malformed)
        {
            throw new RefusedException(400, $"invalid upload: the metadata is not JSON: {malformed.Message}");
        }
    }

    private static string Text(JsonObject metadata, string key) =>
        metadata[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new RefusedException(400, $"invalid upload: `{key}` is missing");

    /// <summary>What crates.io asks of every crate; one that goes to other registries alone is not asked.</summary>
    private static void RequireFacts(TomlTable manifest, JsonObject metadata)
    {
        if (manifest.FindArray("package", "publish") is { } list && !list.Items.OfType<TomlString>().Any(name => name.Value == "crates-io"))
        {
            return;
        }

        string[] missing =
        [
            .. IsEmpty(metadata, "description") ? ["description"] : (string[])[],
            .. IsEmpty(metadata, "license") && IsEmpty(metadata, "license_file") ? ["license"] : (string[])[],
        ];
        if (missing.Length > 0)
        {
            throw new RefusedException(400, $"missing or empty metadata fields: {string.Join(", ", missing)}. Please see https://doc.rust-lang.org/cargo/reference/manifest.html for more information on configuring these fields");
        }
    }

    private static bool IsEmpty(JsonObject metadata, string key) =>
        metadata[key] is not JsonValue value || !value.TryGetValue<string>(out var text) || string.IsNullOrWhiteSpace(text);
}
