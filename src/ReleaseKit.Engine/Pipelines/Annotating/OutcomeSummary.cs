using ReleaseKit.Core.Explaining;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Outcomes as Markdown for the page of a run: what is not live first.</summary>
public static class OutcomeSummary
{
    /// <summary>The text.</summary>
    public static string Write(IReadOnlyCollection<PipelineOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var live = outcomes.Count(o => o.IsLive);
        var rows = outcomes.OrderBy(o => o.IsLive).ThenBy(o => o.Package, StringComparer.Ordinal).Select(o => new[] { o.IsLive ? "live" : o.Status, o.Package, o.Version, o.Detail });
        return $"## Release\n\n{live} of {outcomes.Count} packages are live.\n\n" + ReportTable.Markdown(["", "package", "version", "state"], rows);
    }
}
