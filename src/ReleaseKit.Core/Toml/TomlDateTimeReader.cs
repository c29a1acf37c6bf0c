using System.Globalization;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Reads dates and times (RFC 3339).</summary>
internal static class TomlDateTimeReader
{
    /// <summary>Whether a date or a time begins at the cursor: four digits and a hyphen, or two digits and a colon.</summary>
    public static bool IsAhead(TomlCursor cursor) =>
        (AreDigits(cursor, cursor.Position, 4) && cursor.At(cursor.Position + 4) == '-') ||
        (AreDigits(cursor, cursor.Position, 2) && cursor.At(cursor.Position + 2) == ':');

    public static TomlDateTime Read(TomlCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.At(start + 2) == ':')
        {
            ReadTime(cursor);
            return Result(cursor, start, TomlDateTimeKind.LocalTime);
        }

        ReadDate(cursor);
        var hasTime = cursor.Current is 'T' or 't' || (cursor.Current == ' ' && IsDigit(cursor.At(cursor.Position + 1)));
        if (!hasTime)
        {
            return Result(cursor, start, TomlDateTimeKind.LocalDate);
        }

        cursor.Position++;
        ReadTime(cursor);
        return Result(cursor, start, TryReadOffset(cursor) ? TomlDateTimeKind.OffsetDateTime : TomlDateTimeKind.LocalDateTime);
    }

    private static TomlDateTime Result(TomlCursor cursor, int start, TomlDateTimeKind kind) =>
        new(TextSpan.FromBounds(start, cursor.Position), cursor.Text[start..cursor.Position], kind);

    private static void ReadDate(TomlCursor cursor)
    {
        var year = Number(cursor, 4, 0, 9999, "a year");
        Skip(cursor, '-');
        var month = Number(cursor, 2, 1, 12, "a month");
        Skip(cursor, '-');
        // The year 0 is a leap year in the proleptic calendar, which .NET does not know.
        Number(cursor, 2, 1, DateTime.DaysInMonth(year == 0 ? 4 : year, month), "a day of that month");
    }

    private static void ReadTime(TomlCursor cursor)
    {
        Number(cursor, 2, 0, 23, "an hour");
        Skip(cursor, ':');
        Number(cursor, 2, 0, 59, "a minute");
        Skip(cursor, ':');
        // RFC 3339 writes a leap second as 60.
        Number(cursor, 2, 0, 60, "a second");
        if (cursor.TrySkip('.'))
        {
            if (!IsDigit(cursor.Current))
            {
                throw cursor.Expected("a digit of the fraction of the second");
            }

            while (IsDigit(cursor.Current))
            {
                cursor.Position++;
            }
        }
    }

    private static bool TryReadOffset(TomlCursor cursor)
    {
        if (cursor.TrySkip('Z') || cursor.TrySkip('z'))
        {
            return true;
        }

        if (!cursor.TrySkip('+') && !cursor.TrySkip('-'))
        {
            return false;
        }

        Number(cursor, 2, 0, 23, "the hours of an offset");
        Skip(cursor, ':');
        Number(cursor, 2, 0, 59, "the minutes of an offset");
        return true;
    }

    private static int Number(TomlCursor cursor, int digits, int minimum, int maximum, string what)
    {
        if (!AreDigits(cursor, cursor.Position, digits))
        {
            throw cursor.Expected(string.Create(CultureInfo.InvariantCulture, $"{what} of {digits} digits"));
        }

        var value = int.Parse(cursor.Text.AsSpan(cursor.Position, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        if (value < minimum || value > maximum)
        {
            throw cursor.Error(new TextSpan(cursor.Position, digits), string.Create(CultureInfo.InvariantCulture, $"expected {what} from {minimum} to {maximum}, found {value}"));
        }

        cursor.Position += digits;
        return value;
    }

    private static void Skip(TomlCursor cursor, char separator)
    {
        if (!cursor.TrySkip(separator))
        {
            throw cursor.Expected($"'{separator}' in the date or time");
        }
    }

    private static bool AreDigits(TomlCursor cursor, int position, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!IsDigit(cursor.At(position + i)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDigit(int character) => character is >= '0' and <= '9';
}
