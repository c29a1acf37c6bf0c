using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>What the index says of a version, made of the metadata that cargo uploads, which calls things by other names.</summary>
internal static class IndexEntry
{
    public static string Of(JsonObject metadata, string sha256)
    {
        var features = metadata["features"] as JsonObject ?? [];
        var newer = features.Where(f => IsNewer(f.Value)).Select(f => f.Key).ToArray();
        var entry = new JsonObject
        {
            ["name"] = Copy(metadata, "name"),
            ["vers"] = Copy(metadata, "vers"),
            ["deps"] = new JsonArray([.. (metadata["deps"] as JsonArray ?? []).OfType<JsonObject>().Select(Dependency)]),
            ["cksum"] = sha256,
            ["features"] = Only(features, name => !newer.Contains(name)),
            ["links"] = Copy(metadata, "links"),
        };
        if (newer.Length > 0)
        {
            entry["features2"] = Only(features, newer.Contains);
            entry["v"] = 2;
        }

        if (metadata["rust_version"] is not null)
        {
            entry["rust_version"] = Copy(metadata, "rust_version");
        }

        return entry.ToJsonString();
    }

    /// <summary>A renamed dependency has the package's name in <c>name</c> when uploaded, and the code's name in the index.</summary>
    private static JsonNode Dependency(JsonObject declared)
    {
        var rename = Copy(declared, "explicit_name_in_toml");
        return new JsonObject
        {
            ["name"] = rename ?? Copy(declared, "name"),
            ["req"] = Copy(declared, "version_req"),
            ["features"] = Copy(declared, "features"),
            ["optional"] = Copy(declared, "optional"),
            ["default_features"] = Copy(declared, "default_features"),
            ["target"] = Copy(declared, "target"),
            ["kind"] = Copy(declared, "kind"),
            ["registry"] = Copy(declared, "registry"),
            ["package"] = rename is null ? null : Copy(declared, "name"),
        };
    }

    /// <summary>Older clients do not understand <c>dep:x</c> and <c>x?/y</c>, which therefore stand apart.</summary>
    private static bool IsNewer(JsonNode? values) => values is JsonArray list && list.Select(v => v?.ToString() ?? "")
        .Any(v => v.StartsWith("dep:", StringComparison.Ordinal) || v.Contains("?/", StringComparison.Ordinal));

    private static JsonObject Only(JsonObject features, Func<string, bool> chosen) =>
        new(features.Where(f => chosen(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));

    private static JsonNode? Copy(JsonObject from, string key) => from[key]?.DeepClone();
}
