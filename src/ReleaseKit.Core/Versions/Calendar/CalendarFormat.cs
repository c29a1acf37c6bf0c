using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Calendar;

/// <summary>
/// How calendar versions are made: <c>YYYY</c> <c>YY</c> <c>0Y</c>, then <c>MM</c> <c>0M</c> or <c>WW</c> <c>0W</c> (of ISO
/// 8601), then <c>DD</c> <c>0D</c>, then <c>MICRO</c>, which counts within the period; separated by dots, largest first.
/// </summary>
public sealed class CalendarFormat
{
    private readonly ImmutableArray<CalendarPart> _parts;

    private CalendarFormat(string text, ImmutableArray<CalendarPart> parts) => (Text, _parts) = (text, parts);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Whether a number may begin with a zero, which only some ecosystems accept.</summary>
    public bool IsPadded => _parts.Any(part => part.IsPadded);

    /// <summary>Whether several versions fit into one period.</summary>
    public bool Counts => _parts[^1].IsCounter;

    private bool HasWeeks => _parts.Any(part => part.IsWeek);

    /// <summary>Reads a format.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CalendarFormat? format)
    {
        format = Problem(text) is null ? new CalendarFormat(text, Parts(text)) : null;
        return format is not null;
    }

    /// <summary>What is wrong with a text as a format; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var names = CalendarPart.All.Select(part => part.Name).ToArray();
        if (text.Split('.').FirstOrDefault(word => !names.Contains(word, StringComparer.Ordinal)) is { } unknown)
        {
            return $"'{DisplayText.Line(unknown)}' is no part of a calendar version.{NearestName.Question(unknown, names)} Parts are {string.Join(", ", names)}, with dots between them";
        }

        var parts = Parts(text);
        return !parts[0].IsYear ? "a calendar version begins with the year: YYYY, YY or 0Y"
            : parts.Zip(parts.Skip(1)).Any(pair => pair.First.Rank >= pair.Second.Rank) ? "each part must be smaller than the one before it: year, month or week, day, MICRO"
            : parts.Any(p => p.IsWeek) && parts.Any(p => p.IsMonth || p.IsDay) ? "a week goes with a year, not with a month or day"
            : parts.Any(p => p.IsDay) && !parts.Any(p => p.IsMonth) ? "a day needs its month before it"
            : null;
    }

    /// <summary>
    /// The version of a date: the counter goes up within the period of <paramref name="current"/> and begins with 0 in a later
    /// one. A date before the current period, as an old commit may have, counts as in it, so that versions always grow.
    /// </summary>
    /// <param name="current">The last released version; null, or a version of another form, counts for nothing.</param>
    /// <param name="date">The day of the release.</param>
    /// <returns>Null when the period has its version already and the format does not count.</returns>
    public string? Next(string? current, DateOnly date)
    {
        var period = _parts.Where(part => !part.IsCounter).Select(part => part.Value!(date, HasWeeks)).ToArray();
        if (current is null || Read(current) is not { } numbers)
        {
            return Write(period, 0);
        }

        var last = numbers[..period.Length];
        return Compare(period, last) > 0 ? Write(period, 0) : Counts ? Write(last, numbers[^1] + 1) : null;
    }

    /// <summary>A version that the format could have made, for asking whether an ecosystem accepts its form.</summary>
    public string Sample() => Next(null, new DateOnly(2026, 1, 2))!;

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static ImmutableArray<CalendarPart> Parts(string text) =>
        [.. text.Split('.').Select(word => CalendarPart.All.First(part => part.Name == word))];

    private string Write(int[] period, int counter) =>
        string.Join('.', _parts.Select((part, index) => part.Write(part.IsCounter ? counter : period[index])));

    private int[]? Read(string version)
    {
        var words = version.Split('.');
        var numbers = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length is 0 or > 9 || !words[i].All(char.IsAsciiDigit))
            {
                return null;
            }

            numbers[i] = int.Parse(words[i]);
        }

        return words.Length == _parts.Length ? numbers : null;
    }

    private static int Compare(int[] left, int[] right) => left.Zip(right, (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0);
}
