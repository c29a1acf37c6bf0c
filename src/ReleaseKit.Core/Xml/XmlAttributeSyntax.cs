using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>One attribute of an element; namespace declarations are attributes too.</summary>
/// <param name="Name">The name without prefix.</param>
/// <param name="Namespace">The namespace of the name; empty for a name without prefix.</param>
/// <param name="Value">The value, references resolved.</param>
/// <param name="ValueSpan">Where the value is written, without its quotes.</param>
/// <param name="Quote">The quotation mark around it: <c>"</c> or <c>'</c>.</param>
public sealed record XmlAttributeSyntax(string Name, string Namespace, string Value, TextSpan ValueSpan, char Quote);
