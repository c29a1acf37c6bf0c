using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Migrating;

/// <summary>An object of a JSON file whose members are taken one by one, so that none is forgotten.</summary>
internal sealed class JsonSettings
{
    private readonly SourceText _text;
    private readonly JsonObjectSyntax _object;
    private readonly string _prefix;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonSettings> _children = new(StringComparer.Ordinal);

    private JsonSettings(SourceText text, JsonObjectSyntax @object, string prefix)
    {
        _text = text;
        _object = @object;
        _prefix = prefix;
    }

    /// <summary>Reads a file; null when there is none.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MIGRATE-UNREADABLE</c>.</exception>
    public static JsonSettings? Read(MigrationSource source, string path)
    {
        if (source.Read(RelativePath.Parse(path)) is not { } bytes)
        {
            return null;
        }

        var text = SourceText.Decode(path, bytes);
        return JsonDocumentSyntax.Parse(text, JsonSyntaxOptions.Lenient).Root is JsonObjectSyntax root ? new JsonSettings(text, root, "")
            : throw text.Error(MigrationCodes.Unreadable, new TextSpan(text.ContentStart, 0), $"{path} must be one object, {{ … }}. Correct or delete it.");
    }

    /// <summary>Names of the members, in the order of the file, each once.</summary>
    public IEnumerable<string> Names => _object.Members.Select(m => m.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Members that nobody has taken.</summary>
    public IEnumerable<string> Rest => Names.Where(n => !_taken.Contains(n));

    /// <summary>Where a member is, and its full name.</summary>
    public string Source(string name) => $"{_text.Path}:{_text.Locate(_object.Member(name)!.NameSpan).Line} {_prefix}{name}";

    /// <summary>Whether the member is there; it counts as taken then.</summary>
    public bool Has(string name) => Take<JsonValueSyntax>(name) is not null;

    public string? Text(string name) => Take<JsonStringSyntax>(name)?.Value;

    public bool? Flag(string name) => Take<JsonLiteralSyntax>(name)?.Value;

    /// <summary>The members of an object, the same each time, so that what was taken stays taken; null for anything else.</summary>
    public JsonSettings? Object(string name)
    {
        if (Take<JsonObjectSyntax>(name) is not { } found)
        {
            return null;
        }

        if (!_children.TryGetValue(name, out var child))
        {
            _children[name] = child = new JsonSettings(_text, found, $"{_prefix}{name}.");
        }

        return child;
    }

    /// <summary>The strings of a list, or one string alone; null for anything else. Other items are left out.</summary>
    public IReadOnlyList<string>? List(string name) => Take<JsonArraySyntax>(name) is { } array
        ? [.. array.Items.OfType<JsonStringSyntax>().Select(s => s.Value)]
        : Take<JsonStringSyntax>(name) is { } text ? [text.Value] : null;

    /// <summary>The objects of a list, and in place of each string an object without members, with the string and the place.</summary>
    public IEnumerable<(string? Text, JsonSettings? Object, string Source)> Items(string name) => Take<JsonArraySyntax>(name) is { } array
        ? array.Items.Select((item, i) => (
            (item as JsonStringSyntax)?.Value, item is JsonObjectSyntax found ? new JsonSettings(_text, found, $"{_prefix}{name}[{i}].") : null,
            $"{_text.Path}:{_text.Locate(item.Span).Line} {_prefix}{name}[{i}]"))
        : [];

    /// <summary>A member of that type; one of another type is left to whoever lists the rest.</summary>
    private T? Take<T>(string name)
        where T : JsonValueSyntax
    {
        if (_object[name] is not T found)
        {
            return null;
        }

        _taken.Add(name);
        return found;
    }
}
