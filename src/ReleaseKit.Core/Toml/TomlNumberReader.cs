using System.Globalization;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Reads integers and floats.</summary>
internal static class TomlNumberReader
{
    /// <summary>Reads a number at the cursor, which stands on a sign, a digit, or the first letter of <c>inf</c> or <c>nan</c>.</summary>
    public static TomlValue Read(TomlCursor cursor)
    {
        var start = cursor.Position;
        var end = start;
        while (cursor.At(end) is var c and not TomlCursor.EndOfFile && (char.IsAsciiLetterOrDigit((char)c) || c is '+' or '-' or '_' or '.'))
        {
            end++;
        }

        var span = TextSpan.FromBounds(start, end);
        var text = cursor.Text.AsSpan(start, span.Length);
        cursor.Position = end;
        if (text is ['0', 'x' or 'o' or 'b', ..])
        {
            return ReadRadix(cursor, span, text);
        }

        var unsigned = text is ['+' or '-', ..] ? text[1..] : text;
        if (unsigned is "inf" or "nan")
        {
            var special = unsigned is "nan" ? double.NaN : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return new TomlFloat(span, special);
        }

        return IsDecimal(unsigned, out var isFloat)
            ? Decimal(cursor, span, text, isFloat)
            : throw cursor.Error(span, $"expected a value, found '{Shorten(text)}'; text must be in quotes, and numbers follow TOML's forms (42, -1, 1_000, 0xff, 6.02e23)");
    }

    private static TomlValue Decimal(TomlCursor cursor, TextSpan span, ReadOnlySpan<char> text, bool isFloat)
    {
        var digits = text.ToString().Replace("_", "", StringComparison.Ordinal);
        if (isFloat)
        {
            return new TomlFloat(span, double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new TomlInteger(span, value)
            : throw TooLarge(cursor, span);
    }

    private static TomlInteger ReadRadix(TomlCursor cursor, TextSpan span, ReadOnlySpan<char> text)
    {
        var radix = text[1] switch { 'x' => 16, 'o' => 8, _ => 2 };
        var digits = text[2..];
        ulong value = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && i > 0 && i < digits.Length - 1 && digits[i - 1] != '_')
            {
                continue;
            }

            var digit = char.IsAsciiHexDigit(digits[i]) ? Convert.ToInt32(digits[i].ToString(), 16) : radix;
            if (digit >= radix)
            {
                throw cursor.Error(span.Start + 2 + i, $"expected a digit of base {radix}, found '{digits[i]}'");
            }

            if (value > ((ulong)long.MaxValue - (ulong)digit) / (ulong)radix)
            {
                throw TooLarge(cursor, span);
            }

            value = (value * (ulong)radix) + (ulong)digit;
        }

        return digits.IsEmpty
            ? throw cursor.Error(cursor.Position, $"expected a digit of base {radix}, found {cursor.Describe(cursor.Position)}")
            : new TomlInteger(span, (long)value);
    }

    /// <summary>Whether the text is an unsigned decimal integer or float by TOML's grammar.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text, out bool isFloat)
    {
        isFloat = false;
        var position = 0;
        if (!SkipDigits(text, ref position) || (text[0] == '0' && position > 1))
        {
            return false;
        }

        if (position < text.Length && text[position] == '.')
        {
            isFloat = true;
            position++;
            if (!SkipDigits(text, ref position))
            {
                return false;
            }
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            isFloat = true;
            position++;
            if (position < text.Length && text[position] is '+' or '-')
            {
                position++;
            }

            if (!SkipDigits(text, ref position))
            {
                return false;
            }
        }

        return position == text.Length;
    }

    /// <summary>Skips digits in which single underscores stand between digits only; false when there is no digit or an underscore stands elsewhere.</summary>
    private static bool SkipDigits(ReadOnlySpan<char> text, ref int position)
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] == '_'))
        {
            if (text[position] == '_' && (position == start || text[position - 1] == '_'))
            {
                return false;
            }

            position++;
        }

        return position > start && text[position - 1] != '_';
    }

    private static Diagnostics.ReleaseException TooLarge(TomlCursor cursor, TextSpan span) =>
        cursor.Error(span, "the integer does not fit into 64 bits");

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : string.Concat(text[..40], "…");
}
