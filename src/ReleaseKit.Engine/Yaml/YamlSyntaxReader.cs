using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = YamlDotNet.Core.Events.Scalar;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Builds the tree from the parser's events and marks.</summary>
internal sealed class YamlSyntaxReader
{
    /// <summary>Nodes nest no deeper than this, so that those who walk the tree recursively are safe.</summary>
    private const int MaxDepth = 200;

    /// <summary>
    /// How many nodes all aliases of a text may stand for: far above any real file, far below what doubling aliases reach.
    /// </summary>
    private const long MaxAliasedNodes = 100_000;

    private readonly SourceText _source;
    private readonly YamlNodePlace _place;
    private readonly YamlTokens _tokens;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNodeSyntax> _anchors = new(StringComparer.Ordinal);
    private long _aliasedNodes;

    public YamlSyntaxReader(SourceText source)
    {
        _source = source;
        _place = new YamlNodePlace(source.Text, source.ContentStart);
        _tokens = new YamlTokens(new Scanner(new StringReader(source.Text[source.ContentStart..])));
        _parser = new Parser(_tokens);
    }

    public YamlNodeSyntax Read()
    {
        RefuseHalfCharacters();
        YamlNodeSyntax? first = null;
        while (MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                _anchors.Clear();
                MoveNext();
                var root = ReadNode(depth: 1, isInFlow: false);
                first ??= root;
            }
        }

        return first ?? new YamlScalarSyntax(new TextSpan(_source.Text.Length, 0), "", YamlScalarStyle.Plain, isInFlow: false) { IsAbsentDocument = true };
    }

    /// <summary>Reads the node whose first event is the current one, up to its last event.</summary>
    private YamlNodeSyntax ReadNode(int depth, bool isInFlow)
    {
        if (_parser.Current is AnchorAlias alias)
        {
            return Resolve(alias);
        }

        if (_parser.Current is not NodeEvent start)
        {
            // The parser lets some broken flow collections end where a value is due.
            throw Error(Span(_parser.Current!), "expected a value");
        }

        if (depth > MaxDepth)
        {
            throw Error(Span(start), $"it nests deeper than {MaxDepth} levels");
        }

        // A name that is used again names the later node, and nothing until that is complete.
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
        {
            _anchors.Remove(anchor);
        }

        YamlNodeSyntax node = start switch
        {
            MappingStart mapping => ReadMapping(mapping, depth),
            SequenceStart sequence => ReadSequence(sequence, depth),
            _ => ReadScalar((Scalar)start, isInFlow),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private YamlScalarSyntax ReadScalar(Scalar scalar, bool isInFlow)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlScalarStyle.Literal,
            ScalarStyle.Folded => YamlScalarStyle.Folded,
            _ => YamlScalarStyle.Plain,
        };
        return new YamlScalarSyntax(Place(scalar, style), scalar.Value, style, isInFlow);
    }

    private TextSpan Place(Scalar scalar, YamlScalarStyle style)
    {
        if (style != YamlScalarStyle.Plain || scalar.Value.Length > 0)
        {
            return _place.OfScalar(_tokens.LastScalarStart, scalar.End, style);
        }

        // Nothing is written; an anchor or tag may be.
        var hasProperty = !scalar.Anchor.IsEmpty || !scalar.Tag.IsEmpty;
        return new TextSpan(_place.Offset(hasProperty ? _tokens.LastPropertyEnd : scalar.Start), 0);
    }

    private YamlSequenceSyntax ReadSequence(SequenceStart start, int depth)
    {
        var isFlow = start.Style == SequenceStyle.Flow;
        var items = ImmutableArray.CreateBuilder<YamlNodeSyntax>();
        var contentStart = _place.OfSequence(start.Start, start.End);
        var end = contentStart;
        while (MoveNext() && _parser.Current is not SequenceEnd)
        {
            var isAlias = _parser.Current is AnchorAlias;
            var aliasEnd = _place.Offset(_parser.Current!.End);
            var item = ReadNode(depth + 1, isFlow);
            items.Add(item);
            end = isAlias ? aliasEnd : item.Span.End;
        }

        return new YamlSequenceSyntax(CollectionSpan(contentStart, end, isFlow), items.DrainToImmutable(), isFlow);
    }

    private YamlMappingSyntax ReadMapping(MappingStart start, int depth)
    {
        var isFlow = start.Style == MappingStyle.Flow;
        var entries = ImmutableArray.CreateBuilder<YamlEntrySyntax>();
        var index = new Dictionary<string, YamlEntrySyntax>(StringComparer.Ordinal);
        var contentStart = _place.Offset(start.End);
        var end = contentStart;
        while (MoveNext() && _parser.Current is not MappingEnd)
        {
            var keyStart = Span(_parser.Current!);
            var key = ReadNode(depth + 1, isFlow) as YamlScalarSyntax ?? throw Error(keyStart, "only scalars are supported as keys of a mapping");
            MoveNext();
            var isAlias = _parser.Current is AnchorAlias;
            var aliasEnd = _place.Offset(_parser.Current!.End);
            var value = ReadNode(depth + 1, isFlow);
            var entry = new YamlEntrySyntax(key.Value, key.Span, value);
            if (!index.TryAdd(key.Value, entry))
            {
                throw Error(keyStart, $"the key '{key.Value}' is already defined in line {_source.Locate(index[key.Value].KeySpan).Line}");
            }

            entries.Add(entry);
            end = isAlias ? aliasEnd : value.Span.End;
        }

        return new YamlMappingSyntax(CollectionSpan(contentStart, end, isFlow), entries.DrainToImmutable(), index, isFlow);
    }

    /// <summary>A flow collection ends behind its bracket, where the current event is; a block ends with its last node.</summary>
    private TextSpan CollectionSpan(int start, int lastEnd, bool isFlow) =>
        TextSpan.FromBounds(start, isFlow ? Math.Min(_place.Offset(_parser.Current!.Start) + 1, _source.Text.Length) : lastEnd);

    private YamlNodeSyntax Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw Error(Span(alias), $"the alias '*{alias.Value.Value}' refers to no complete node before it");
        }

        _aliasedNodes += node.Weight;
        return _aliasedNodes <= MaxAliasedNodes
            ? node
            : throw Error(Span(alias), $"the aliases up to here stand for more than {MaxAliasedNodes} nodes");
    }

    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException exception)
        {
            throw Error(Span(exception.Start, exception.End), exception.Message.TrimEnd('.'));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            // The parser meets some broken texts, such as flow lines left of their block, with exceptions that are not its own.
            var here = _tokens.CurrentPosition;
            throw Error(Span(here, here), "the text cannot be read here; look for a bracket that is not closed or a line that is not indented");
        }
    }

    private TextSpan Span(ParsingEvent current) => Span(current.Start, current.End);

    private TextSpan Span(Mark start, Mark end)
    {
        // Some errors come without a place; then the scanner has stopped at it.
        var from = _place.Offset(end.Index == 0 ? _tokens.CurrentPosition : start);
        return TextSpan.FromBounds(from, Math.Max(from, _place.Offset(end)));
    }

    private void RefuseHalfCharacters()
    {
        if (WellFormed.IndexOfLoneSurrogate(_source.Text) is var lone and >= 0)
        {
            throw Error(new TextSpan(lone, 1), "half of a surrogate pair stands in the text");
        }
    }

    private ReleaseException Error(TextSpan span, string message) =>
        _source.Error(ManifestCodes.Syntax, span, $"This is not valid YAML: {message}.");
}
