using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Reads TOML's four string notations.</summary>
internal static class TomlStringReader
{
    private const string Where = "a string; write it as an escape";

    /// <summary>Reads a string of any notation at the cursor, which stands on a quote.</summary>
    public static TomlString Read(TomlCursor cursor)
    {
        var start = cursor.Position;
        var value = cursor.StartsWith("\"\"\"") ? ReadMultiLine(cursor, '"')
            : cursor.StartsWith("'''") ? ReadMultiLine(cursor, '\'')
            : ReadSingleLine(cursor);
        return new TomlString(TextSpan.FromBounds(start, cursor.Position), value);
    }

    /// <summary>Reads a basic or literal string, which may be a key.</summary>
    public static string ReadSingleLine(TomlCursor cursor)
    {
        var open = cursor.Position;
        var quote = (char)cursor.Current;
        cursor.Position++;
        var contentStart = cursor.Position;
        StringBuilder? unescaped = null;
        while (cursor.Current != quote)
        {
            if (IsLineEnd(cursor) || cursor.Current == TomlCursor.EndOfFile)
            {
                throw cursor.Error(TextSpan.FromBounds(open, cursor.Position), $"expected {quote} to close the string that begins here, found {cursor.Describe(cursor.Position)}");
            }

            if (quote == '"' && cursor.Current == '\\')
            {
                unescaped ??= new StringBuilder(cursor.Text, contentStart, cursor.Position - contentStart, 64);
                ReadEscape(cursor, unescaped);
                continue;
            }

            var from = cursor.Position;
            cursor.SkipTextCharacter(Where);
            unescaped?.Append(cursor.Text, from, cursor.Position - from);
        }

        var value = unescaped?.ToString() ?? cursor.Text[contentStart..cursor.Position];
        cursor.Position++;
        return value;
    }

    private static string ReadMultiLine(TomlCursor cursor, char quote)
    {
        var open = cursor.Position;
        var close = new string(quote, 3);
        cursor.Position += 3;
        cursor.TrySkipNewLine();
        var value = new StringBuilder();
        while (!cursor.StartsWith(close))
        {
            var from = cursor.Position;
            if (cursor.Current == TomlCursor.EndOfFile)
            {
                throw cursor.Error(TextSpan.FromBounds(open, open + 3), $"expected {close} to close the string that begins here, found the end of the file");
            }

            if (quote == '"' && cursor.Current == '\\')
            {
                if (!TrySkipLineContinuation(cursor))
                {
                    ReadEscape(cursor, value);
                }

                continue;
            }

            if (!cursor.TrySkipNewLine())
            {
                cursor.SkipTextCharacter(Where);
            }

            value.Append(cursor.Text, from, cursor.Position - from);
        }

        // One or two quotes may stand directly before the closing three.
        for (var i = 0; i < 2 && cursor.At(cursor.Position + 3) == quote; i++)
        {
            value.Append(quote);
            cursor.Position++;
        }

        cursor.Position += 3;
        return value.ToString();
    }

    private static bool IsLineEnd(TomlCursor cursor) =>
        cursor.Current == '\n' || (cursor.Current == '\r' && cursor.At(cursor.Position + 1) == '\n');

    /// <summary>A backslash at the end of a line takes all white space up to the next character away.</summary>
    private static bool TrySkipLineContinuation(TomlCursor cursor)
    {
        var start = cursor.Position;
        cursor.Position++;
        cursor.SkipBlanks();
        if (!cursor.TrySkipNewLine())
        {
            cursor.Position = start;
            return false;
        }

        do
        {
            cursor.SkipBlanks();
        }
        while (cursor.TrySkipNewLine());
        return true;
    }

    private static void ReadEscape(TomlCursor cursor, StringBuilder value)
    {
        var start = cursor.Position;
        cursor.Position += 2;
        switch (cursor.At(start + 1))
        {
            case 'b': value.Append('\b'); break;
            case 't': value.Append('\t'); break;
            case 'n': value.Append('\n'); break;
            case 'f': value.Append('\f'); break;
            case 'r': value.Append('\r'); break;
            case '"': value.Append('"'); break;
            case '\\': value.Append('\\'); break;
            case 'u': ReadUnicodeEscape(cursor, start, 4, value); break;
            case 'U': ReadUnicodeEscape(cursor, start, 8, value); break;
            default:
                throw cursor.Error(start, $"expected one of b t n f r \" \\ u U after the backslash, found {cursor.Describe(start + 1)}");
        }
    }

    private static void ReadUnicodeEscape(TomlCursor cursor, int start, int digits, StringBuilder value)
    {
        for (var i = 0; i < digits; i++)
        {
            if (cursor.At(cursor.Position + i) is var digit && (digit == TomlCursor.EndOfFile || !char.IsAsciiHexDigit((char)digit)))
            {
                throw cursor.Error(start, $"expected {digits} hexadecimal digits in the escape, found {cursor.Describe(cursor.Position + i)}");
            }
        }

        var number = uint.Parse(cursor.Text.AsSpan(cursor.Position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid(number))
        {
            throw cursor.Error(new TextSpan(start, digits + 2), $"U+{number:X4} is not a Unicode character");
        }

        value.Append(new Rune(number).ToString());
        cursor.Position += digits;
    }
}
