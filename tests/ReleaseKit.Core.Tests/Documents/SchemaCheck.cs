using System.Text.Json;
using System.Text.RegularExpressions;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Documents;

/// <summary>Checks a document against the few JSON Schema keywords that our schemas use; an unknown keyword is a failure.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "title", "description"];

    /// <summary>Every violation, with its place.</summary>
    public static IReadOnlyList<string> Violations(string schemaName, string document)
    {
        var path = TestAssets.PathOf("..", "docs", "reference", $"{schemaName}.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllText(path));
        using var value = JsonDocument.Parse(document);
        var violations = new List<string>();
        Check(schema.RootElement, value.RootElement, "$", violations);
        return violations;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var holds = keyword.Name switch
            {
                "type" => TypeMatches(keyword.Value, value),
                "const" => JsonElement.DeepEquals(keyword.Value, value),
                "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
                "pattern" => Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!),
                "minItems" => value.GetArrayLength() >= keyword.Value.GetInt32(),
                "required" => keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "additionalProperties" => value.EnumerateObject().All(p => schema.GetProperty("properties").TryGetProperty(p.Name, out _)),
                "properties" or "items" => true,
                _ => Annotations.Contains(keyword.Name),
            };
            if (!holds)
            {
                violations.Add($"{path}: {keyword.Name}");
            }
        }

        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in value.EnumerateObject().Where(p => properties.TryGetProperty(p.Name, out _)))
            {
                Check(properties.GetProperty(property.Name), property.Value, $"{path}.{property.Name}", violations);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Check(items, item, $"{path}[{index}]", violations);
            }
        }
    }

    private static bool TypeMatches(JsonElement types, JsonElement value) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => TypeMatches(type, value))
        : types.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };
}
