namespace ReleaseKit.Core.Versions.Calendar;

/// <summary>One number of a calendar version.</summary>
/// <param name="Name">As formats write it, such as <c>0M</c>.</param>
/// <param name="Rank">Its size: a part follows only larger ones.</param>
/// <param name="Width">The least count of digits.</param>
/// <param name="Value">The number of a date; null for the counter, which no date gives.</param>
internal sealed record CalendarPart(string Name, int Rank, int Width, Func<DateOnly, bool, int>? Value)
{
    private const int YearRank = 0;
    private const int MonthRank = 1;
    private const int WeekRank = 2;
    private const int DayRank = 3;
    private const int CounterRank = 4;
    private const int ShortYearStart = 2000;

    /// <summary>Every part there is.</summary>
    public static IReadOnlyList<CalendarPart> All { get; } =
    [
        new("YYYY", YearRank, 4, Year),
        new("YY", YearRank, 1, (date, weeks) => Year(date, weeks) - ShortYearStart),
        new("0Y", YearRank, 2, (date, weeks) => Year(date, weeks) - ShortYearStart),
        new("MM", MonthRank, 1, (date, _) => date.Month),
        new("0M", MonthRank, 2, (date, _) => date.Month),
        new("WW", WeekRank, 1, (date, _) => Week(date)),
        new("0W", WeekRank, 2, (date, _) => Week(date)),
        new("DD", DayRank, 1, (date, _) => date.Day),
        new("0D", DayRank, 2, (date, _) => date.Day),
        new("MICRO", CounterRank, 1, null),
    ];

    public bool IsYear => Rank == YearRank;

    public bool IsMonth => Rank == MonthRank;

    public bool IsWeek => Rank == WeekRank;

    public bool IsDay => Rank == DayRank;

    public bool IsCounter => Rank == CounterRank;

    /// <summary>Whether the part may begin with a zero.</summary>
    public bool IsPadded => Name[0] == '0';

    public string Write(int value) => value.ToString().PadLeft(Width, '0');

    /// <summary>Weeks are those of ISO 8601 and belong to the year of their Thursday: else 1 January could follow week 1 with week 53.</summary>
    private static int Year(DateOnly date, bool weeks) => weeks ? System.Globalization.ISOWeek.GetYear(At(date)) : date.Year;

    private static int Week(DateOnly date) => System.Globalization.ISOWeek.GetWeekOfYear(At(date));

    private static DateTime At(DateOnly date) => date.ToDateTime(TimeOnly.MinValue);
}
