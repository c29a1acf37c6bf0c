using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>A plan as a table, in the order of publication, followed by the packages that are left alone.</summary>
public static class PlanTable
{
    private const int LongestWhy = 72;

    /// <summary>The text; lines end with a line feed, except the last.</summary>
    public static string Render(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var rows = plan.Order.SelectMany((layer, index) => layer.Select(id => Row(plan.Find(id)!, index + 1)));
        string[] parts = [plan.IsEmpty ? "Nothing to release." : TextTable.Render(["order", "package", "from", "to", "bump", "why"], rows), .. Skipped(plan)];
        return string.Join("\n\n", parts);
    }

    private static string[] Row(PlannedRelease release, int order) =>
    [
        order.ToString(),
        DisplayText.Line(release.Id.ToString()),
        release.From is null ? "-" : DisplayText.Line(release.From),
        DisplayText.Line(release.To),
        release.From is null ? "-" : DocumentNames.Bumps[release.Bump],
        Why(release),
    ];

    private static string Why(PlannedRelease release)
    {
        var text = ReasonText.Short(release.Reasons[0]);
        if (text.Length > LongestWhy)
        {
            text = string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestWhy - 2]) ? LongestWhy - 2 : LongestWhy - 1), "…");
        }

        return release.Reasons.Length == 1 ? text : $"{text} (+{release.Reasons.Length - 1} more)";
    }

    private static IEnumerable<string> Skipped(ReleasePlan plan)
    {
        if (!plan.Skipped.IsEmpty)
        {
            yield return TextTable.Render(["left alone", "why"], plan.Skipped.Select(s => new[] { DisplayText.Line(s.Id.ToString()), DisplayText.Line(s.Why) }));
        }
    }
}
