using System.Collections.Immutable;
using System.Text;
using System.Xml;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Xml;

/// <summary>Builds the tree from <see cref="XmlReader"/>'s nodes and positions.</summary>
internal sealed class XmlSyntaxReader(SourceText source)
{
    /// <summary>Elements nest no deeper than this, so that those who walk the tree recursively are safe.</summary>
    private const int MaxDepth = 200;

    private readonly string _text = source.Text;
    private readonly XmlLineMap _lines = new(source.Text, source.ContentStart);
    private readonly Stack<OpenElement> _open = new();
    private XmlElementSyntax? _root;

    public XmlElementSyntax Read()
    {
        RefuseDocumentType();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };
        using var reader = XmlReader.Create(new StringReader(_text[source.ContentStart..]), settings);
        try
        {
            while (reader.Read())
            {
                Accept(reader);
            }
        }
        catch (XmlException exception)
        {
            throw Broken(exception);
        }

        return _root!;
    }

    private void Accept(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.EndElement:
                var nameStart = Position(reader);
                Close(nameStart - 2, _text.IndexOf('>', nameStart) + 1);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                // White space around the root element belongs to no element.
                if (_open.TryPeek(out var element))
                {
                    element.Text.Append(reader.Value);
                }

                break;
        }
    }

    private void Open(XmlReader reader)
    {
        var start = Position(reader) - 1;
        if (_open.Count == MaxDepth)
        {
            throw Error(new TextSpan(start, 1), $"it nests deeper than {MaxDepth} levels");
        }

        var isEmpty = reader.IsEmptyElement;
        var element = new OpenElement(reader.LocalName, reader.Name, reader.NamespaceURI, start);
        var end = start + 1 + reader.Name.Length;
        while (reader.MoveToNextAttribute())
        {
            var attribute = ReadAttribute(reader);
            element.Attributes.Add(attribute);
            end = attribute.ValueSpan.End + 1;
        }

        element.StartTag = TextSpan.FromBounds(start, _text.IndexOf('>', end) + 1);
        _open.Push(element);
        if (isEmpty)
        {
            Close(element.StartTag.End, element.StartTag.End);
        }
    }

    private XmlAttributeSyntax ReadAttribute(XmlReader reader)
    {
        var (name, uri, value) = (reader.LocalName, reader.NamespaceURI, reader.Value);
        reader.ReadAttributeValue();
        var start = Position(reader);
        var quote = _text[start - 1];
        return new XmlAttributeSyntax(name, uri, value, TextSpan.FromBounds(start, _text.IndexOf(quote, start)), quote);
    }

    private void Close(int contentEnd, int end)
    {
        var element = _open.Pop();
        var content = TextSpan.FromBounds(element.StartTag.End, contentEnd);
        var isOneTag = element.StartTag.End == end;
        var (text, isCData) = isOneTag || element.Elements.Count > 0 ? (null, false) : XmlContentScanner.FindText(_text, content);
        var closed = new XmlElementSyntax(source, element.StartTag, content, isCData)
        {
            Name = element.Name,
            QualifiedName = element.QualifiedName,
            Namespace = element.Namespace,
            Attributes = element.Attributes.DrainToImmutable(),
            Elements = element.Elements.DrainToImmutable(),
            Text = element.Text.ToString(),
            TextSpan = text,
            Span = TextSpan.FromBounds(element.StartTag.Start, end),
        };
        if (_open.TryPeek(out var parent))
        {
            parent.Elements.Add(closed);
        }
        else
        {
            _root = closed;
        }
    }

    private int Position(XmlReader reader)
    {
        var info = (IXmlLineInfo)reader;
        return _lines.ToOffset(info.LineNumber, info.LinePosition);
    }

    /// <summary>Looks through the prolog for a document type: the reader refuses it too, but does not say where.</summary>
    private void RefuseDocumentType()
    {
        var position = source.ContentStart;
        while (position < _text.Length)
        {
            var rest = _text.AsSpan(position);
            if (rest.StartsWith("<!DOCTYPE"))
            {
                throw Error(new TextSpan(position, 9), "a document type (<!DOCTYPE …>) is refused, because it can name outside files and define entities; remove it");
            }

            var close = rest.StartsWith("<?") ? "?>" : rest.StartsWith("<!--") ? "-->" : null;
            if (close is null && !char.IsWhiteSpace(rest[0]))
            {
                return;
            }

            var end = close is null ? 1 : rest[2..].IndexOf(close);
            if (end < 0)
            {
                return;
            }

            position += close is null ? 1 : 2 + end + close.Length;
        }
    }

    private ReleaseException Broken(XmlException exception)
    {
        var suffix = exception.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        var reason = (suffix < 0 ? exception.Message : exception.Message[..suffix]).TrimEnd('.');
        return Error(new TextSpan(_lines.ToOffset(exception.LineNumber, exception.LinePosition), 0), reason);
    }

    private ReleaseException Error(TextSpan span, string message) =>
        source.Error(ManifestCodes.Syntax, span, $"This is not valid XML: {message}.");

    private sealed class OpenElement(string name, string qualifiedName, string uri, int start)
    {
        public string Name => name;

        public string QualifiedName => qualifiedName;

        public string Namespace => uri;

        public TextSpan StartTag { get; set; } = new(start, 0);

        public ImmutableArray<XmlAttributeSyntax>.Builder Attributes { get; } = ImmutableArray.CreateBuilder<XmlAttributeSyntax>();

        public ImmutableArray<XmlElementSyntax>.Builder Elements { get; } = ImmutableArray.CreateBuilder<XmlElementSyntax>();

        public StringBuilder Text { get; } = new();
    }
}
