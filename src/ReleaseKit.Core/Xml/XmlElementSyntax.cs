using System.Collections.Immutable;
using Spans = ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>An element with the places of what can be edited.</summary>
public sealed class XmlElementSyntax
{
    internal XmlElementSyntax(Spans.SourceText source, Spans.TextSpan startTag, Spans.TextSpan content, bool isCData)
    {
        Source = source;
        StartTag = startTag;
        Content = content;
        IsCData = isCData;
    }

    /// <summary>The name without prefix.</summary>
    public required string Name { get; init; }

    /// <summary>The name as written, prefix included.</summary>
    public required string QualifiedName { get; init; }

    /// <summary>The namespace of the name; empty when there is none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The attributes in source order.</summary>
    public required ImmutableArray<XmlAttributeSyntax> Attributes { get; init; }

    /// <summary>The child elements in source order.</summary>
    public required ImmutableArray<XmlElementSyntax> Elements { get; init; }

    /// <summary>The element's own text, references resolved, untrimmed, line ends as <c>\n</c>; that of children is not part of it.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Where the text is written when the element holds one text and no elements: without the blanks around it, without
    /// comments, inside the brackets of a CDATA section. Empty in <c>&lt;a&gt;&lt;/a&gt;</c>; null in <c>&lt;a/&gt;</c>, with child
    /// elements, and where comments split the text.
    /// </summary>
    public required Spans.TextSpan? TextSpan { get; init; }

    /// <summary>From the start tag's <c>&lt;</c> to the end tag's <c>&gt;</c>.</summary>
    public required Spans.TextSpan Span { get; init; }

    /// <summary>Between the two tags; empty, behind the tag, when there is only one.</summary>
    public Spans.TextSpan Content { get; }

    /// <summary>Whether the element is written as one tag, <c>&lt;a/&gt;</c>.</summary>
    public bool IsEmpty => StartTag.End == Span.End;

    internal Spans.TextSpan StartTag { get; }

    internal bool IsCData { get; }

    internal Spans.SourceText Source { get; }

    /// <summary>The first child element of a name, whatever its namespace; null when there is none.</summary>
    public XmlElementSyntax? Element(string name)
    {
        foreach (var element in Elements)
        {
            if (string.Equals(element.Name, name, StringComparison.Ordinal))
            {
                return element;
            }
        }

        return null;
    }

    /// <summary>All child elements of a name, whatever their namespace.</summary>
    public IEnumerable<XmlElementSyntax> ElementsNamed(string name) =>
        Elements.Where(element => string.Equals(element.Name, name, StringComparison.Ordinal));

    /// <summary>The element at a path of names, the first of each name; null when one is missing.</summary>
    public XmlElementSyntax? Find(params ReadOnlySpan<string> path)
    {
        XmlElementSyntax? element = this;
        foreach (var name in path)
        {
            element = element?.Element(name);
        }

        return element;
    }

    /// <summary>The attribute of a name without prefix; null when there is none.</summary>
    public XmlAttributeSyntax? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Namespace.Length == 0 && string.Equals(attribute.Name, name, StringComparison.Ordinal))
            {
                return attribute;
            }
        }

        return null;
    }
}
