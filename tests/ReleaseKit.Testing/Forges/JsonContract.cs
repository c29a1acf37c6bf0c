using System.Globalization;
using System.Text.Json;

namespace ReleaseKit.Testing.Forges;

/// <summary>As much of JSON schema as descriptions of forges use.</summary>
public static class JsonContract
{
    private static readonly string[] Compositions = ["allOf", "oneOf", "anyOf"];

    /// <summary>What a value has against a schema; empty when nothing.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">Where the value is, for messages.</param>
    /// <param name="isClosed">Whether members that the schema does not name are wrong.</param>
    public static IEnumerable<string> Objections(JsonElement schema, JsonElement value, string at, bool isClosed)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return Flag(schema, "nullable") || !schema.TryGetProperty("type", out var type) || type.ToString() == "null" || type.ToString().Contains("null", StringComparison.Ordinal) ? [] : [$"{at} is null"];
        }

        return Type(schema, value, at).Concat(Values(schema, value, at)).Concat(Members(schema, value, at, isClosed)).Concat(Parts(schema, value, at));
    }

    /// <summary>What a text, as it stands in an address, has against a schema; null when nothing.</summary>
    public static string? OfText(JsonElement schema, string text)
    {
        if (schema.TryGetProperty("items", out var items))
        {
            return OfText(items, text);
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => a.GetString() == text))
        {
            return "is not one of " + allowed;
        }

        return schema.TryGetProperty("type", out var type) ? type.GetString() switch
        {
            "integer" or "number" => double.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "is no number",
            "boolean" => text is "true" or "false" ? null : "is no truth",
            _ => null,
        }
        : null;
    }

    private static IEnumerable<string> Type(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()];
            var actual = value.ValueKind switch
            {
                JsonValueKind.Object => "object",
                JsonValueKind.Array => "array",
                JsonValueKind.String => "string",
                JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
                _ => "boolean",
            };
            if (!allowed.Contains(actual) && !(actual == "integer" && allowed.Contains("number")))
            {
                yield return $"{at} is {actual}, not {type}";
            }
        }
    }

    private static IEnumerable<string> Values(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => a.ToString() == value.GetString()))
        {
            yield return $"{at} = '{value}' is not one of {allowed}";
        }

        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("maxLength", out var longest) && value.GetString()!.Length > longest.GetInt32())
        {
            yield return $"{at} is longer than {longest}";
        }

        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("maxProperties", out var most) && value.EnumerateObject().Count() > most.GetInt32())
        {
            yield return $"{at} has more than {most} members";
        }
    }

    private static IEnumerable<string> Members(JsonElement schema, JsonElement value, string at, bool isClosed)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            return value.EnumerateArray().SelectMany((item, i) => Objections(items, item, $"{at}[{i}]", isClosed));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var objections = new List<string>();
        var known = Named(schema).ToHashSet(StringComparer.Ordinal);
        if (isClosed && known.Count > 0)
        {
            objections.AddRange(value.EnumerateObject().Where(m => !known.Contains(m.Name)).Select(m => $"{at}.{m.Name} is not described"));
        }

        if (schema.TryGetProperty("required", out var required))
        {
            objections.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}.{r} is missing"));
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            objections.AddRange(value.EnumerateObject().Where(m => properties.TryGetProperty(m.Name, out _)).SelectMany(m => Objections(properties.GetProperty(m.Name), m.Value, $"{at}.{m.Name}", isClosed)));
        }

        return objections;
    }

    private static IEnumerable<string> Parts(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var objection in all.EnumerateArray().SelectMany(part => Objections(part, value, at, isClosed: false)))
            {
                yield return objection;
            }
        }

        foreach (var name in Compositions[1..])
        {
            if (schema.TryGetProperty(name, out var some) && some.EnumerateArray().All(part => Objections(part, value, at, isClosed: false).Any()))
            {
                yield return $"{at} fits none of {name}";
            }
        }
    }

    /// <summary>The members that a schema or a part of it names.</summary>
    private static IEnumerable<string> Named(JsonElement schema)
    {
        var own = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : [];
        return Compositions.Aggregate(own, (names, part) => schema.TryGetProperty(part, out var parts) ? names.Concat(parts.EnumerateArray().SelectMany(Named)) : names);
    }

    private static bool Flag(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
