using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>The body of a publish request after every check that needs no look at the registry.</summary>
/// <param name="Version">The one version it brings.</param>
/// <param name="File">The name its tarball is stored and served under.</param>
/// <param name="Tarball">The tarball's bytes.</param>
/// <param name="Tags">The dist-tags it sets.</param>
/// <param name="Manifest">What is to be stored as the version's manifest.</param>
/// <param name="Warnings">What a rehearsal objects to although a registry would not.</param>
internal sealed record NpmPublication(
    string Version, string File, byte[] Tarball, IReadOnlyList<string> Tags, JsonElement Manifest, IReadOnlyList<string> Warnings)
{
    private static readonly string[] Kinds = ["dependencies", "optionalDependencies", "peerDependencies"];
    private static readonly string[] WorkspaceOnly = ["workspace:", "file:", "link:", "portal:", "catalog:"];

    /// <summary>Refuses with 400 whatever disagrees with itself, or with its tarball.</summary>
    public static NpmPublication Read(string name, JsonElement body)
    {
        Require(NpmName.MayBePublished(name), $"'{name}' is not a name that can be published.");
        Require(Text(body, "name") == name, $"The body names the package '{Text(body, "name")}', the URL '{name}'.");
        var (version, manifest) = SingleVersion(body);
        Require(SemanticVersion.TryParse(version, out _), $"'{version}' is not a version by SemVer 2.0.0.");
        Require(Text(manifest, "name") == name && Text(manifest, "version") == version, $"The manifest under '{version}' is of {Text(manifest, "name")}@{Text(manifest, "version")}.");
        var content = Attachment(body);
        var dist = CheckedDist(manifest, content);
        var tarball = NpmTarball.Read(content);
        var inside = $"{Text(tarball.Manifest, "name")}@{Text(tarball.Manifest, "version")}";
        Require(inside == $"{name}@{version}", $"The tarball holds {inside}, not {name}@{version}.");
        return new NpmPublication(
            version,
            $"{NpmName.Unscoped(name)}-{version}.tgz",
            content,
            TagsOf(body, version),
            WithDist(manifest, dist, tarball),
            [.. WorkspaceSpecs(manifest).Union(WorkspaceSpecs(tarball.Manifest)), .. Provenance(body)]);
    }

    private static (string Version, JsonElement Manifest) SingleVersion(JsonElement body)
    {
        var versions = Object(body, "versions").EnumerateObject().ToList();
        Require(versions.Count == 1, $"A publish request brings one version, this one {versions.Count}.");
        Require(versions[0].Value.ValueKind == JsonValueKind.Object, "The version's manifest is not an object.");
        return (versions[0].Name, versions[0].Value);
    }

    private static byte[] Attachment(JsonElement body)
    {
        var tarballs = Object(body, "_attachments").EnumerateObject().Where(a => a.Name.EndsWith(".tgz", StringComparison.Ordinal)).ToList();
        Require(tarballs.Count == 1, $"A publish request brings one tarball, this one {tarballs.Count}.");
        byte[]? content = null;
        var decoded = tarballs[0].Value.ValueKind == JsonValueKind.Object
            && tarballs[0].Value.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.String
            && data.TryGetBytesFromBase64(out content);
        Require(decoded && content!.Length > 0, "The tarball is not base64, or empty.");
        var stated = tarballs[0].Value.TryGetProperty("length", out var length) && length.TryGetInt64(out var bytes) ? bytes : content!.Length;
        Require(stated == content!.Length, $"The tarball has {content.Length} bytes, its 'length' says {stated}.");
        return content;
    }

    private static JsonObject CheckedDist(JsonElement manifest, byte[] content)
    {
        var stated = Object(manifest, "dist");
        var (statedIntegrity, statedShasum) = (Text(stated, "integrity"), Text(stated, "shasum"));
        var (integrity, shasum) = (Integrity(content), Shasum(content));
        Require(statedIntegrity is null || statedIntegrity.Split(' ').Contains(integrity), $"dist.integrity is '{statedIntegrity}', the tarball's is '{integrity}'.");
        Require(statedShasum is null || statedShasum == shasum, $"dist.shasum is '{statedShasum}', the tarball's is '{shasum}'.");
        return new JsonObject { ["integrity"] = integrity, ["shasum"] = shasum };
    }

    private static JsonElement WithDist(JsonElement manifest, JsonObject dist, NpmTarball tarball)
    {
        dist["fileCount"] = tarball.FileCount;
        dist["unpackedSize"] = tarball.UnpackedSize;
        var stored = JsonObject.Create(manifest)!;
        stored["dist"] = dist;
        return JsonSerializer.SerializeToElement(stored, NpmJson.Default.JsonObject);
    }

    private static List<string> TagsOf(JsonElement body, string version)
    {
        if (!body.TryGetProperty("dist-tags", out var tags) || tags.ValueKind != JsonValueKind.Object)
        {
            return ["latest"];
        }

        foreach (var tag in tags.EnumerateObject())
        {
            Require(tag.Value.ValueKind == JsonValueKind.String && tag.Value.GetString() == version, $"The dist-tag '{tag.Name}' does not name {version}.");
            Require(!SemanticVersion.TryParse(tag.Name, out _), $"A dist-tag cannot look like a version: '{tag.Name}'.");
        }

        return [.. tags.EnumerateObject().Select(tag => tag.Name)];
    }

    private static IEnumerable<string> WorkspaceSpecs(JsonElement manifest) =>
        from kind in Kinds
        where manifest.TryGetProperty(kind, out var list) && list.ValueKind == JsonValueKind.Object
        from dependency in manifest.GetProperty(kind).EnumerateObject()
        where dependency.Value.ValueKind == JsonValueKind.String
        let spec = dependency.Value.GetString()!
        where WorkspaceOnly.Any(prefix => spec.StartsWith(prefix, StringComparison.Ordinal))
        select $"{kind}.{dependency.Name} is '{spec}', which nobody can install from a registry.";

    private static IEnumerable<string> Provenance(JsonElement body) =>
        from attachment in Object(body, "_attachments").EnumerateObject()
        where attachment.Name.EndsWith(".sigstore", StringComparison.Ordinal)
        select $"The provenance statement '{attachment.Name}' was not kept.";

    private static string Integrity(byte[] content) => "sha512-" + Convert.ToBase64String(SHA512.HashData(content));

#pragma warning disable CA5350 // npm's shasum is SHA-1 by definition; trust rests on integrity.
    private static string Shasum(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350

    private static JsonElement Object(JsonElement parent, string field)
    {
        var found = parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object;
        Require(found, $"The request has no object '{field}'.");
        return value;
    }

    private static string? Text(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RefusedException(400, message);
        }
    }
}
