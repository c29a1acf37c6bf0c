using System.Xml;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>Edits of XML texts that leave everything else as it is: blanks, comments, quotes, line endings.</summary>
public static class XmlEditing
{
    private const string DefaultIndentation = "  ";
    private const string Blanks = " \t\r\n";

    /// <summary>
    /// Replaces an element's text, <see cref="XmlElementSyntax.TextSpan"/>: blanks and comments around it stay, and a CDATA
    /// section stays one. An element of one tag gets an end tag. The same value leaves the text as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The element has no single text, or the value holds what XML cannot hold.</exception>
    public static TextEdit ReplaceText(XmlElementSyntax element, string newValue)
    {
        ArgumentNullException.ThrowIfNull(element);
        var newLine = element.Source.NewLine;
        if (element.IsEmpty)
        {
            return new TextEdit(TagEnd(element), $">{XmlEscaping.Text(newValue, newLine)}</{element.QualifiedName}>");
        }

        var span = element.TextSpan ?? throw new ArgumentException($"The element '{element.QualifiedName}' does not hold one text.", nameof(element));
        if (string.Equals(XmlEscaping.Read(element.Source.Text.AsSpan(span.Start, span.Length), element.IsCData), newValue, StringComparison.Ordinal))
        {
            return TextEdit.None(span);
        }

        return new TextEdit(span, element.IsCData ? XmlEscaping.CData(newValue, newLine) : XmlEscaping.Text(newValue, newLine));
    }

    /// <summary>Replaces an attribute's value within its quotes; the same value leaves the text as it is.</summary>
    /// <exception cref="ArgumentException">The value holds what XML cannot hold.</exception>
    public static TextEdit ReplaceAttribute(XmlAttributeSyntax attribute, string newValue)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return string.Equals(attribute.Value, newValue, StringComparison.Ordinal)
            ? TextEdit.None(attribute.ValueSpan)
            : new TextEdit(attribute.ValueSpan, XmlEscaping.Attribute(newValue, attribute.Quote));
    }

    /// <summary>
    /// Adds a child element with a text after the last child, on a line of its own with that child's indentation, or
    /// on the same line where the parent is written on one. It gets the parent's prefix.
    /// </summary>
    /// <exception cref="ArgumentException">The name is no XML name, or the value holds what XML cannot hold.</exception>
    public static TextEdit InsertElement(XmlElementSyntax parent, string name, string value, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(source);
        var element = Render(parent, name, value, source.NewLine);
        if (parent.Elements.Length > 0)
        {
            return InsertAfter(parent, parent.Elements[^1], element, source);
        }

        var text = source.Text;
        var content = text.AsSpan(parent.Content.Start, parent.Content.Length);
        var isMultiLine = text.AsSpan().Trim().Contains('\n');
        var outer = IndentationAt(parent.Span.Start, text);
        var lines = isMultiLine ? $"{source.NewLine}{outer}{IndentationUnit(text)}{element}{source.NewLine}{outer}" : element;
        if (parent.IsEmpty)
        {
            return new TextEdit(TagEnd(parent), $">{lines}</{parent.QualifiedName}>");
        }

        if (content.IndexOfAnyExcept(Blanks) < 0)
        {
            return new TextEdit(parent.Content, lines);
        }

        // Text or comments: what is there stays, blanks before the end tag included.
        var kept = content.TrimEnd(Blanks).Length;
        var onOwnLine = content[kept..].Contains('\n') ? $"{source.NewLine}{outer}{IndentationUnit(text)}" : "";
        return new TextEdit(new TextSpan(parent.Content.Start + kept, 0), onOwnLine + element);
    }

    private static string Render(XmlElementSyntax parent, string name, string value, string newLine)
    {
        try
        {
            XmlConvert.VerifyNCName(name);
        }
        catch (XmlException exception)
        {
            throw new ArgumentException($"'{name}' is not a name of an XML element.", nameof(name), exception);
        }

        var colon = parent.QualifiedName.IndexOf(':', StringComparison.Ordinal);
        var qualified = colon < 0 ? name : parent.QualifiedName[..(colon + 1)] + name;
        return $"<{qualified}>{XmlEscaping.Text(value, newLine)}</{qualified}>";
    }

    private static TextEdit InsertAfter(XmlElementSyntax parent, XmlElementSyntax sibling, string element, SourceText source)
    {
        var text = source.Text;
        var lineStart = LineStart(sibling.Span.Start, text);
        var startsLine = lineStart > parent.Span.Start && text.AsSpan(lineStart, sibling.Span.Start - lineStart).IndexOfAnyExcept(Blanks) < 0;
        if (!startsLine)
        {
            return new TextEdit(new TextSpan(sibling.Span.End, 0), element);
        }

        var position = EndOfLine(sibling.Span.End, text);
        return new TextEdit(new TextSpan(position, 0), source.NewLine + IndentationAt(sibling.Span.Start, text) + element);
    }

    /// <summary>Where the line ends when only comments are left on it; the position itself otherwise.</summary>
    private static int EndOfLine(int start, string text)
    {
        var end = start;
        for (var position = start; position < text.Length;)
        {
            if (text[position] is '\r' or '\n')
            {
                return end;
            }

            if (text.AsSpan(position).StartsWith("<!--"))
            {
                position = text.IndexOf("-->", position + 4, StringComparison.Ordinal) + 3;
                end = position;
            }
            else if (text[position] is ' ' or '\t')
            {
                position++;
            }
            else
            {
                return start;
            }
        }

        return start;
    }

    /// <summary>The <c>/&gt;</c> of an element of one tag, with the blanks before it.</summary>
    private static TextSpan TagEnd(XmlElementSyntax element)
    {
        var tag = element.Source.Text.AsSpan(element.StartTag.Start, element.StartTag.Length - 2).TrimEnd();
        return TextSpan.FromBounds(element.StartTag.Start + tag.Length, element.StartTag.End);
    }

    private static int LineStart(int position, string text) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    private static string IndentationAt(int position, string text)
    {
        var start = LineStart(position, text);
        var blanks = text.AsSpan(start, position - start).TrimStart('\uFEFF');
        var end = blanks.IndexOfAnyExcept(' ', '\t');
        return (end < 0 ? blanks : blanks[..end]).ToString();
    }

    /// <summary>One level of indentation: that of the first indented line that begins with a tag, two blanks when there is none.</summary>
    private static string IndentationUnit(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var end = line.IndexOfAnyExcept(' ', '\t');
            if (end > 0 && line[end] == '<' && !line[end..].StartsWith("<!"))
            {
                return line[..end].ToString();
            }
        }

        return DefaultIndentation;
    }
}
