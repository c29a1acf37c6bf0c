using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A TOML 1.0 document as one tree of values, each with its place in the text. Reading takes linear time.</summary>
public sealed class TomlDocument
{
    private TomlDocument(SourceText source, TomlTable root)
    {
        Source = source;
        Root = root;
    }

    /// <summary>The text that was read.</summary>
    public SourceText Source { get; }

    /// <summary>The document's table.</summary>
    public TomlTable Root { get; }

    /// <summary>Reads a document strictly by TOML 1.0.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, with the place and what was expected there.</exception>
    public static TomlDocument Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TomlDocument(source, new TomlParser(source).Parse());
    }
}
