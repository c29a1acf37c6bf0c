using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>Reads the lines of <c>go.mod</c> and <c>go.work</c>, which share a grammar: words, quotes, comments, blocks in parentheses.</summary>
internal sealed class ModReader
{
    private readonly SourceText _source;
    private readonly ImmutableArray<string> _verbs;
    private readonly ImmutableArray<ModLine>.Builder _lines = ImmutableArray.CreateBuilder<ModLine>();
    private ModToken? _block;

    private ModReader(SourceText source, ImmutableArray<string> verbs) => (_source, _verbs) = (source, verbs);

    /// <summary>The directives of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="verbs">The directives that there are.</param>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<ModLine> Read(SourceText source, ImmutableArray<string> verbs)
    {
        var reader = new ModReader(source, verbs);
        for (var start = source.ContentStart; start < source.Text.Length;)
        {
            var end = source.Text.IndexOf('\n', start);
            end = end < 0 ? source.Text.Length : end;
            reader.ReadLine(start, end);
            start = end + 1;
        }

        return reader._block is { } open
            ? throw reader.Error(open.Span, $"The block of '{open.Text}' is not closed; end it with a line that holds ')'.")
            : reader._lines.ToImmutable();
    }

    private void ReadLine(int start, int end)
    {
        var (tokens, comment) = Tokens(start, end);
        if (tokens.Count == 0)
        {
            return;
        }

        var span = TextSpan.FromBounds(tokens[0].Span.Start, tokens[^1].Span.End);
        if (tokens is [{ Text: ")" }])
        {
            _ = _block ?? throw Error(span, "This parenthesis closes a block that was not opened.");
            _block = null;
            return;
        }

        if (_block is not null)
        {
            Add(_block.Text, tokens, comment, span);
            return;
        }

        var verb = tokens[0];
        if (!_verbs.Contains(verb.Text))
        {
            throw Error(verb.Span, $"'{DisplayText.Line(verb.Text)}' is no directive of {Path.GetFileName(_source.Path)}.{NearestName.Question(verb.Text, _verbs)}");
        }

        if (tokens is [_, { Text: "(" }])
        {
            _block = verb;
        }
        else if (!(tokens is [_, { Text: "(" }, { Text: ")" }]))
        {
            Add(verb.Text, tokens.GetRange(1, tokens.Count - 1), comment, span);
        }
    }

    private void Add(string verb, List<ModToken> arguments, string comment, TextSpan span)
    {
        if (arguments.Find(token => token.Text is "(" or ")") is { } stray)
        {
            throw Error(stray.Span, "A parenthesis stands at the end of a directive's name or in a line of its own.");
        }

        _lines.Add(new ModLine(verb, [.. arguments], comment, span));
    }

    private (List<ModToken> Tokens, string Comment) Tokens(int start, int end)
    {
        var tokens = new List<ModToken>();
        var text = _source.Text;
        for (var position = start; position < end;)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (StartsComment(position, end))
            {
                return (tokens, text[(position + 2)..end].Trim());
            }
            else if (text[position] is '"' or '`')
            {
                tokens.Add(Quoted(position, end));
                position = tokens[^1].Span.End + 1;
            }
            else
            {
                tokens.Add(Word(position, end));
                position = tokens[^1].Span.End;
            }
        }

        return (tokens, "");
    }

    private ModToken Word(int start, int end)
    {
        var text = _source.Text;
        var position = start + 1;
        if (text[start] is not ('(' or ')'))
        {
            while (position < end && !char.IsWhiteSpace(text[position]) && text[position] is not ('(' or ')' or '"' or '`') && !StartsComment(position, end))
            {
                position++;
            }
        }

        return new ModToken(text[start..position], TextSpan.FromBounds(start, position));
    }

    private ModToken Quoted(int start, int end)
    {
        var close = _source.Text.IndexOf(_source.Text[start], start + 1, end - start - 1);
        var span = TextSpan.FromBounds(start + 1, close < 0 ? end : close);
        var value = _source.Text[span.Start..span.End];
        return close < 0 ? throw Error(new TextSpan(start, 1), "This quote is not closed on its line.")
            : value.Contains('\\', StringComparison.Ordinal) ? throw Error(span, "No name or version here needs an escape; write it plainly.")
            : new ModToken(value, span);
    }

    private bool StartsComment(int position, int end) => position + 1 < end && _source.Text[position] == '/' && _source.Text[position + 1] == '/';

    private ReleaseException Error(TextSpan span, string message) => _source.Error(ManifestCodes.Syntax, span, message);
}
