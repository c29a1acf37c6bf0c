using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Reads what the JSON formats have in common: objects with <c>packageName</c>, <c>type</c> and <c>comment</c>.</summary>
internal sealed class JsonChange
{
    private readonly SourceText _source;

    private JsonChange(SourceText source, JsonObjectSyntax root)
    {
        _source = source;
        Root = root;
    }

    /// <summary>The file's object.</summary>
    public JsonObjectSyntax Root { get; }

    /// <summary>The objects of <c>changes</c>; null when the file has no such member.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-SYNTAX</c>.</exception>
    public ImmutableArray<JsonObjectSyntax>? Changes => Root["changes"] switch
    {
        null => null,
        JsonArraySyntax list => [.. list.Items.Select(item => item as JsonObjectSyntax ?? throw Error(item, $"holds {item.Description} where a change, an object, belongs"))],
        var other => throw Error(other, $"has {other.Description} as 'changes', which must be a list of objects"),
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-SYNTAX</c>.</exception>
    public static JsonChange Parse(SourceText source, JsonSyntaxOptions options)
    {
        JsonValueSyntax root;
        try
        {
            root = JsonDocumentSyntax.Parse(source, options).Root;
        }
        catch (ReleaseException e)
        {
            throw new ReleaseException([.. e.Diagnostics.Select(d => ChangeFileCodes.Syntax.At(d.Location, $"{d.Message} Correct the file, or delete it and add the change again."))]);
        }

        return root is JsonObjectSyntax value
            ? new JsonChange(source, value)
            : throw source.Error(ChangeFileCodes.Syntax, root.Span, $"{source.Path} is {root.Description} where a change, an object, belongs.");
    }

    /// <summary>One change.</summary>
    /// <param name="change">Its object.</param>
    /// <param name="types">The words of the format.</param>
    /// <param name="package">Where the package is named when not in the object itself.</param>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-SYNTAX</c>, <c>RK-CHANGE-TYPE</c>.</exception>
    public DeclaredChange Read(JsonObjectSyntax change, IReadOnlyDictionary<string, BumpLevel> types, JsonStringSyntax? package = null)
    {
        var name = change["packageName"] is null && package is not null ? package : Text(change, "packageName");
        if (string.IsNullOrWhiteSpace(name.Value))
        {
            throw Error(name, "has an empty 'packageName'");
        }

        var type = Text(change, "type");
        var comment = change["comment"] is null ? "" : Text(change, "comment").Value;
        return new DeclaredChange(
            name.Value, ChangeType.Level(type.Value, types, name.Value, Locate(type)), comment.Trim().ReplaceLineEndings("\n"), null, Locate(name));
    }

    /// <summary>The place of a value.</summary>
    public SourceLocation Locate(JsonValueSyntax value) => _source.Locate(value.Span);

    private JsonStringSyntax Text(JsonObjectSyntax change, string member) => change[member] switch
    {
        JsonStringSyntax text => text,
        null => throw Error(change, $"has a change without '{member}'"),
        var other => throw Error(other, $"has {other.Description} as '{member}', which must be a string"),
    };

    private ReleaseException Error(JsonValueSyntax value, string what) =>
        _source.Error(ChangeFileCodes.Syntax, value.Span, $"{_source.Path} {what}. Correct the file, or delete it and add the change again.");
}
