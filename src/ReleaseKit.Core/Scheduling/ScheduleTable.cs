using System.Globalization;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Scheduling;

/// <summary>A schedule for people.</summary>
public static class ScheduleTable
{
    private const int LongestTable = 30;

    /// <summary>One row for each package, and a last line with the estimated end in UTC. Long tables lose their middle.</summary>
    public static string Render(ReleaseSchedule schedule, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var entries = schedule.Entries;
        var left = entries.Length - LongestTable;
        var shown = left <= 1 ? entries : [.. entries.Take(LongestTable - 5), .. entries.TakeLast(5)];
        var rows = shown.Select(e => (IReadOnlyList<string>)
        [
            DisplayText.Line(e.Package.Id.ToString()), e.Package.Version, e.Package.Registry.Authority, Clock(e.Start), Clock(e.Upload), Clock(e.End),
        ]);
        var lines = TextTable.Render(["package", "version", "registry", "starts", "uploads", "live"], rows).Split('\n').ToList();
        if (left > 1)
        {
            lines.Insert(LongestTable - 4, $"… {left} more …");
        }

        var measured = entries.Count(e => e.Package.Measured is not null);
        var end = (start + schedule.End).ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        lines.Add($"Estimated end: {end}, in {Clock(schedule.End)}, with up to {schedule.Width} at a time ({measured} of {entries.Length} measured before).");
        return string.Join('\n', lines);
    }

    /// <summary>Minutes and seconds, with hours where there are some.</summary>
    private static string Clock(TimeSpan time)
    {
        var rounded = TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
        return rounded.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)rounded.TotalHours}:{rounded.Minutes:00}:{rounded.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{rounded.Minutes}:{rounded.Seconds:00}");
    }
}
