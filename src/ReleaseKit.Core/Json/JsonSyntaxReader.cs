using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>Builds the tree from <see cref="Utf8JsonReader"/>'s tokens.</summary>
internal ref struct JsonSyntaxReader
{
    /// <summary>Values nest no deeper than this, so that those who walk the tree recursively are safe.</summary>
    private const int MaxDepth = 200;

    private readonly SourceText _source;
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private Utf8OffsetMap _offsets;

    private JsonSyntaxReader(SourceText source, ReadOnlySpan<byte> utf8, JsonSyntaxOptions options)
    {
        _source = source;
        _utf8 = utf8;
        _offsets = new Utf8OffsetMap(utf8, source.ContentStart);
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            MaxDepth = MaxDepth,
            AllowTrailingCommas = options.AllowComments,
            CommentHandling = options.AllowComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
        });
    }

    public static JsonValueSyntax Read(SourceText source, JsonSyntaxOptions options)
    {
        if (WellFormed.IndexOfLoneSurrogate(source.Text) is var lone and >= 0)
        {
            throw Error(source, new TextSpan(lone, 1), "half of a surrogate pair stands in the text");
        }

        var reader = new JsonSyntaxReader(source, Encoding.UTF8.GetBytes(source.Text[source.ContentStart..]), options);
        return reader.ReadDocument();
    }

    private static ReleaseException Error(SourceText source, TextSpan span, string message) =>
        source.Error(ManifestCodes.Syntax, span, $"This is not valid JSON: {message}.");

    private JsonValueSyntax ReadDocument()
    {
        try
        {
            _reader.Read();
            var root = ReadValue();
            // Looks for what may not follow the one value.
            _reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    /// <summary>Reads the value whose first token is the current one, up to its last token.</summary>
    private JsonValueSyntax ReadValue()
    {
        var start = _offsets.ToText(_reader.TokenStartIndex);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(start);
            case JsonTokenType.StartArray:
                return ReadArray(start);
            case JsonTokenType.String:
                var text = ReadText(start);
                return new JsonStringSyntax(TextSpan.FromBounds(start, EndOfQuoted()), text);
            case JsonTokenType.Number:
                return new JsonNumberSyntax(TextSpan.FromBounds(start, _offsets.ToText(_reader.BytesConsumed)), Encoding.UTF8.GetString(_reader.ValueSpan));
            default:
                var span = TextSpan.FromBounds(start, _offsets.ToText(_reader.BytesConsumed));
                return new JsonLiteralSyntax(span, _reader.TokenType == JsonTokenType.Null ? null : _reader.TokenType == JsonTokenType.True);
        }
    }

    private JsonObjectSyntax ReadObject(int start)
    {
        var members = ImmutableArray.CreateBuilder<JsonMemberSyntax>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var nameStart = _offsets.ToText(_reader.TokenStartIndex);
            var name = ReadText(nameStart);
            var nameSpan = TextSpan.FromBounds(nameStart, EndOfQuoted());
            _reader.Read();
            members.Add(new JsonMemberSyntax(name, nameSpan, ReadValue()));
        }

        return new JsonObjectSyntax(TextSpan.FromBounds(start, _offsets.ToText(_reader.BytesConsumed)), members.DrainToImmutable());
    }

    private JsonArraySyntax ReadArray(int start)
    {
        var items = ImmutableArray.CreateBuilder<JsonValueSyntax>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue());
        }

        return new JsonArraySyntax(TextSpan.FromBounds(start, _offsets.ToText(_reader.BytesConsumed)), items.DrainToImmutable());
    }

    private string ReadText(int start)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader accepts escapes of half a surrogate pair and fails only on giving the text.
            throw Error(_source, TextSpan.FromBounds(start, EndOfQuoted()), "an escape in the string stands for half of a surrogate pair");
        }
    }

    /// <summary>End of the current string or name: its raw text and two quotes after its start.</summary>
    private int EndOfQuoted() => _offsets.ToText(_reader.TokenStartIndex + _reader.ValueSpan.Length + 2);

    private ReleaseException Broken(JsonException exception)
    {
        // Its line counts line feeds, and its position counts bytes on that line.
        var lineStart = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += _utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        var position = Math.Min(lineStart + (exception.BytePositionInLine ?? 0), _utf8.Length);
        var message = exception.Message;
        var suffix = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = (suffix < 0 ? message : message[..suffix]).TrimEnd('.');
        var offset = new Utf8OffsetMap(_utf8, _source.ContentStart).ToText(position);
        return Error(_source, new TextSpan(offset, 0), reason);
    }
}
