using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>An XML document as a tree of elements, each with its place in the text. Reading takes linear time.</summary>
public sealed class XmlDocumentSyntax
{
    private XmlDocumentSyntax(SourceText source, XmlElementSyntax root)
    {
        Source = source;
        Root = root;
    }

    /// <summary>The text that was read.</summary>
    public SourceText Source { get; }

    /// <summary>The document's one element.</summary>
    public XmlElementSyntax Root { get; }

    /// <summary>Reads a document. Nothing outside the text is ever looked at, and a document type is refused.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, with the place and what is wrong there.</exception>
    public static XmlDocumentSyntax Parse(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new XmlDocumentSyntax(source, new XmlSyntaxReader(source).Read());
    }
}
