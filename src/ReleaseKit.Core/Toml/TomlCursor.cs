using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>A place in a TOML text, with what every part of the grammar needs: blanks, comments, line ends and errors.</summary>
internal sealed class TomlCursor(SourceText source)
{
    public const int EndOfFile = -1;

    private readonly string _text = source.Text;

    public string Text => _text;

    public int Position { get; set; } = source.ContentStart;

    /// <summary>The character here, or <see cref="EndOfFile"/>.</summary>
    public int Current => At(Position);

    public int At(int position) => position < _text.Length ? _text[position] : EndOfFile;

    public bool StartsWith(string text) => string.CompareOrdinal(_text, Position, text, 0, text.Length) == 0;

    public bool TrySkip(char character)
    {
        if (Current != character)
        {
            return false;
        }

        Position++;
        return true;
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            Position++;
        }
    }

    /// <summary>Skips one line feed, or one carriage return with its line feed.</summary>
    public bool TrySkipNewLine()
    {
        if (Current == '\n')
        {
            Position++;
            return true;
        }

        if (Current == '\r' && At(Position + 1) == '\n')
        {
            Position += 2;
            return true;
        }

        return false;
    }

    /// <summary>Skips blanks, comments and line ends, where the grammar allows values to be spread over lines.</summary>
    public void SkipTrivia()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TrySkipNewLine());
    }

    /// <summary>Demands that nothing but a comment is left on the line, and skips to the next one.</summary>
    public void EndLine(string after)
    {
        SkipBlanks();
        SkipComment();
        if (!TrySkipNewLine() && Current != EndOfFile)
        {
            throw Expected($"the end of the line after {after}");
        }
    }

    /// <summary>Skips one character of a comment or string, a surrogate pair being one character.</summary>
    public void SkipTextCharacter(string where)
    {
        var character = _text[Position];
        if (IsControl(character))
        {
            throw Error(Position, $"the control character U+{(int)character:X4} may not stand in {where}");
        }

        if (!char.IsSurrogate(character))
        {
            Position++;
        }
        else if (char.IsHighSurrogate(character) && Position + 1 < _text.Length && char.IsLowSurrogate(_text[Position + 1]))
        {
            Position += 2;
        }
        else
        {
            throw Error(Position, $"half of a surrogate pair stands in {where}");
        }
    }

    public ReleaseException Expected(string what) => Error(Position, $"expected {what}, found {Describe(Position)}");

    public ReleaseException Error(int position, string message) => Error(new TextSpan(position, 0), message);

    public ReleaseException Error(TextSpan span, string message) =>
        source.Error(ManifestCodes.Syntax, span, $"This is not valid TOML: {message}.");

    public (int Line, int Column) Locate(int position)
    {
        var location = source.Locate(new TextSpan(position, 0));
        return (location.Line, location.Column);
    }

    public string Describe(int position) => At(position) switch
    {
        EndOfFile => "the end of the file",
        '\n' => "the end of the line",
        '\r' when At(position + 1) == '\n' => "the end of the line",
        var character when character < ' ' || character == 0x7F || char.IsSurrogate((char)character) || character == 0xFEFF =>
            string.Create(CultureInfo.InvariantCulture, $"U+{character:X4}"),
        var character => $"'{(char)character}'",
    };

    private static bool IsControl(char character) => character is < ' ' and not '\t' or '\x7F';

    private void SkipComment()
    {
        if (Current != '#')
        {
            return;
        }

        while (Current != EndOfFile && Current != '\n' && !(Current == '\r' && At(Position + 1) == '\n'))
        {
            SkipTextCharacter("a comment");
        }
    }
}
