using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>The first document of a YAML text as a tree of nodes, each with its place in the text.</summary>
public sealed class YamlDocumentSyntax
{
    private YamlDocumentSyntax(SourceText source, YamlNodeSyntax root)
    {
        Source = source;
        Root = root;
    }

    /// <summary>The text that was read.</summary>
    public SourceText Source { get; }

    /// <summary>The first document's node; an empty plain scalar when the text holds none.</summary>
    public YamlNodeSyntax Root { get; }

    /// <summary>
    /// Reads a text. Later documents are checked and left out. Repeated keys, keys that are no scalars, aliases of nothing
    /// or of what contains them, and aliases that together unfold to very many nodes are refused.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, with the place and what is wrong there.</exception>
    public static YamlDocumentSyntax Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new YamlDocumentSyntax(source, new YamlSyntaxReader(source).Read());
    }

    /// <summary>The node at a path of keys; null when one is missing.</summary>
    public YamlNodeSyntax? Find(params ReadOnlySpan<string> path) => Root.Find(path);
}
