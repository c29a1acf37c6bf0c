using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Documents;

/// <summary>One value of a document that is being read, with its path in the document for messages.</summary>
internal readonly struct JsonField(string file, string path, JsonElement element)
{
    /// <summary>Parses a document and checks that its schema is the expected one.</summary>
    /// <exception cref="ReleaseException"><c>RK-DOCUMENT-INVALID</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static JsonField Parse(string file, string json, string schema)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            var location = new SourceLocation(file, (int)(error.LineNumber ?? -1) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            throw new ReleaseException(DocumentCodes.Invalid.At(location, $"{file} is not valid JSON: write it again instead of editing it."), error);
        }

        var field = new JsonField(file, "$", root);
        if (field.Optional("schema") is not { } declared || declared.Text() != schema)
        {
            var found = field.Optional("schema") is { } other ? $"has the schema '{other.Text()}'" : "names no schema";
            throw new ReleaseException(DocumentCodes.Schema.At(
                new SourceLocation(file), $"{file} {found}; this version reads '{schema}'. Write it again with this version."));
        }

        return field;
    }

    /// <summary>The value itself.</summary>
    public JsonElement Element => element;

    /// <summary>A field that must be there.</summary>
    public JsonField Required(string name) => Optional(name) ?? throw Wrong($"has no '{name}'");

    /// <summary>A field that may be missing or null.</summary>
    public JsonField? Optional(string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is no object");
        }

        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonField(file, $"{path}.{name}", value)
            : null;
    }

    /// <summary>The value as text.</summary>
    public string Text() => element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong("is no string");

    /// <summary>The value as a count or a position.</summary>
    public int Number() => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : throw Wrong("is no whole number");

    /// <summary>The value as true or false.</summary>
    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("is neither true nor false"),
    };

    /// <summary>The value as a package id.</summary>
    public PackageId Id()
    {
        try
        {
            return PackageId.Parse(Text());
        }
        catch (FormatException)
        {
            throw Wrong("is no package id of the form ecosystem:name");
        }
    }

    /// <summary>The value as a path below the workspace root; <c>.</c> is the root.</summary>
    public RelativePath Path() => RelativePath.TryParse(Text(), out var result) ? result : throw Wrong("is no path below the workspace root");

    /// <summary>The value as one of the words that are allowed.</summary>
    public string OneOf(params IEnumerable<string> words)
    {
        var text = Text();
        return words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Wrong($"is '{text}', not one of {string.Join(", ", words.Order(StringComparer.Ordinal))}");
    }

    /// <summary>The value as one of the documents' names for the values of an enumeration.</summary>
    public T Name<T>(IReadOnlyDictionary<T, string> names)
        where T : struct, Enum
    {
        var text = OneOf(names.Values);
        return names.First(pair => pair.Value == text).Key;
    }

    /// <summary>The items of a list.</summary>
    public ImmutableArray<T> List<T>(Func<JsonField, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("is no list");
        }

        var result = ImmutableArray.CreateBuilder<T>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            result.Add(read(new JsonField(file, $"{path}[{result.Count}]", item)));
        }

        return result.MoveToImmutable();
    }

    /// <summary>The fields of an object whose names are package ids.</summary>
    public ImmutableSortedDictionary<PackageId, string> IdMap()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is no object");
        }

        var result = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        foreach (var member in element.EnumerateObject())
        {
            var id = member.Name.Split(':', 2) is [{ Length: > 0 } ecosystem, { Length: > 0 } name] ? new PackageId(ecosystem, name) : throw Wrong($"has '{member.Name}', which is no package id");
            result[id] = new JsonField(file, $"{path}.{member.Name}", member.Value).Text();
        }

        return result.ToImmutable();
    }

    private ReleaseException Wrong(string what) =>
        new(DocumentCodes.Invalid.At(new SourceLocation(file), $"{file}: {path} {what}. Write the document again instead of editing it."));
}
