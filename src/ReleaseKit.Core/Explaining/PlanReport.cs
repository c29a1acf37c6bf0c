using System.Globalization;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Explaining;

/// <summary>A plan in the form that is asked for.</summary>
public static class PlanReport
{
    private static readonly string[] Columns = ["order", "package", "from", "to", "bump", "tag", "why"];

    /// <summary>
    /// The text. JSON is <c>plan.json</c> itself. CSV has a row for each package, in the order of publication, those that are left
    /// alone last, without an order and a version to release.
    /// </summary>
    public static string Render(ReleasePlan plan, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return format switch
        {
            ReportFormat.Json => PlanDocument.Write(plan),
            ReportFormat.Csv => ReportTable.Csv(Columns, [.. Releases(plan), .. plan.Skipped.Select(s => new[] { "", s.Id.ToString(), "", "", "", "", s.Why })]),
            ReportFormat.Markdown => Markdown(plan),
            _ => PlanTable.Render(plan),
        };
    }

    private static string Markdown(ReleasePlan plan) => string.Join('\n',
    [
        plan.IsEmpty ? "Nothing to release.\n" : ReportTable.Markdown(Columns, Releases(plan)),
        .. plan.Skipped.IsEmpty ? [] : new[] { ReportTable.Markdown(["left alone", "why"], plan.Skipped.Select(s => new[] { s.Id.ToString(), s.Why })) },
    ]);

    private static IEnumerable<string[]> Releases(ReleasePlan plan) => plan.Order.SelectMany((layer, index) => layer.Select(id => Row(plan.Find(id)!, index + 1)));

    private static string[] Row(PlannedRelease release, int order) =>
    [
        order.ToString(CultureInfo.InvariantCulture), release.Id.ToString(), release.From ?? "", release.To,
        release.From is null ? "" : DocumentNames.Bumps[release.Bump], release.Tag,
        string.Join("; ", release.Reasons.Select(ReasonText.Short)),
    ];
}
