using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>One MSBuild file of the workspace.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Syntax">What it says.</param>
internal sealed record ProjectDocument(RelativePath Path, XmlDocumentSyntax Syntax)
{
    /// <summary>The place of an element's text, or of the element where it has no single text.</summary>
    public SourceLocation Locate(XmlElementSyntax element) => Syntax.Source.Locate(element.TextSpan ?? element.Span);

    /// <summary>The place of an attribute's value.</summary>
    public SourceLocation Locate(XmlAttributeSyntax attribute) => Syntax.Source.Locate(attribute.ValueSpan);
}
