using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Pipelines.Annotating;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Prints what is live, failed or blocked, with the commands to install it; fails when something is not live.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportOutcomes : ReleaseTask
{
    /// <summary>The outcomes that <see cref="BuildPackages"/> gave.</summary>
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <summary>The command that serves the rehearsal registry's packages again; empty when there is none.</summary>
    public string ServeCommand { get; set; } = "";

    /// <inheritdoc/>
    protected override Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (DryRun || Outcomes.Length == 0)
        {
            return Task.CompletedTask;
        }

        var rows = Outcomes.OrderBy(o => o.ItemSpec, StringComparer.Ordinal)
            .Select(o => (IReadOnlyList<string>)[Mark(o), o.GetMetadata("Ecosystem"), Name(o), o.GetMetadata("Version"), State(o)]);
        Say("");
        Say(TextTable.Render(["", "ecosystem", "package", "version", "state"], rows));
        SayHowToInstall();
        TellPipeline();
        var failed = Outcomes.Where(o => !IsLive(o)).Select(o => o.ItemSpec).Order(StringComparer.Ordinal).ToArray();
        if (failed.Length > 0)
        {
            Report(ReleaseCodes.Incomplete.Create(
                $"{Outcomes.Length - failed.Length} of {Outcomes.Length} packages are live; not live: {string.Join(", ", failed)}. " +
                "Mend what failed and run the same command again: only what is missing is published."));
        }

        return Task.CompletedTask;
    }

    private void TellPipeline()
    {
        PipelineOutcome[] outcomes =
        [
            .. Outcomes.OrderBy(o => o.ItemSpec, StringComparer.Ordinal)
                .Select(o => new PipelineOutcome(o.ItemSpec, o.GetMetadata("Ecosystem"), o.GetMetadata("Version"), o.GetMetadata("Status"), State(o))),
        ];
        Pipeline.Report(outcomes);
        Pipeline.Summarise("outcomes", OutcomeSummary.Write(outcomes));
    }

    private void SayHowToInstall()
    {
        var commands = Outcomes.Where(o => IsLive(o) && o.GetMetadata("InstallCommand").Length > 0)
            .GroupBy(o => o.GetMetadata("Ecosystem"), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Last().GetMetadata("InstallCommand"))
            .ToArray();
        if (commands.Length == 0)
        {
            return;
        }

        Say("");
        Say("Install what was just published:");
        if (ServeCommand.Length > 0)
        {
            Say($"  {ServeCommand}");
        }

        foreach (var command in commands)
        {
            Say($"  {command}");
        }
    }

    private static bool IsLive(ITaskItem outcome) => outcome.GetMetadata("Status") is "released" or "live";

    private static string Name(ITaskItem outcome) => outcome.ItemSpec[(outcome.ItemSpec.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string Mark(ITaskItem outcome) => IsLive(outcome) ? "+" : outcome.GetMetadata("Status") == "blocked" ? "-" : "x";

    private static string State(ITaskItem outcome) => (outcome.GetMetadata("Status"), outcome.GetMetadata("State")) switch
    {
        ("released", "verified") => "live, verified",
        ("live", "verified") => "was live already, verified",

        // Where somebody has left a stage out.
        ("released" or "live", var state) => state,
        ("blocked", _) => $"blocked by {outcome.GetMetadata("Reason")}",
        (_, "uploaded") => $"uploaded, not live: failed in {outcome.GetMetadata("Stage")}",
        (_, "live") => $"live, not verified: failed in {outcome.GetMetadata("Stage")}",
        (_, "verified") => $"live, verified, then failed in {outcome.GetMetadata("Stage")}",
        _ => $"failed in {outcome.GetMetadata("Stage")}",
    };
}
