using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>A JSON document as a tree of values, each with its place in the text. Reading takes linear time.</summary>
public sealed class JsonDocumentSyntax
{
    private JsonDocumentSyntax(SourceText source, JsonValueSyntax root)
    {
        Source = source;
        Root = root;
    }

    /// <summary>The text that was read.</summary>
    public SourceText Source { get; }

    /// <summary>The document's one value.</summary>
    public JsonValueSyntax Root { get; }

    /// <summary>Reads a document; strictly by RFC 8259, a byte order mark aside, unless the options say otherwise.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, with the place and what is wrong there.</exception>
    public static JsonDocumentSyntax Parse(SourceText source, JsonSyntaxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new JsonDocumentSyntax(source, JsonSyntaxReader.Read(source, options ?? JsonSyntaxOptions.Strict));
    }

    /// <summary>The value at a path of member names; null when one is missing.</summary>
    public JsonValueSyntax? Find(params ReadOnlySpan<string> path) => Root.Find(path);
}
