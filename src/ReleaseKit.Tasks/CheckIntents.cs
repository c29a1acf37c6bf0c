using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Tells which packages a branch changes without saying what that means for their users. A dry run reports without stopping.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckIntents : ReleaseTask
{
    /// <summary>The branch that the checked-out one will be merged into.</summary>
    [Required]
    public string Since { get; set; } = "";

    /// <summary>One item for each changed package: its id, with metadata <c>Status</c> (passed, warned, failed) and <c>Message</c>.</summary>
    [Output]
    public ITaskItem[] Checks { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var check = new IntentCheck(await session.GitAsync(cancellationToken), session.Files, await session.DiscoverAsync(cancellationToken));
        var packages = await check.RunAsync(Since, cancellationToken);
        Checks = [.. packages.Select(package => Report(package, check.Problem(package, Since)))];
        Say(packages.IsEmpty
            ? $"No package is changed since {DisplayText.Line(Since)}."
            : $"{packages.Length} changed since {DisplayText.Line(Since)}, {packages.Count(p => p.Intent is not null)} of them with an intent.");
    }

    private TaskItem Report(PackageIntent package, Diagnostic? problem)
    {
        if (problem is not null && DryRun)
        {
            Say($"would report: {problem}");
        }
        else if (problem is not null)
        {
            Report(problem);
        }

        var item = new TaskItem(MSBuildText.Escape(package.Package.Id.ToString()));
        item.SetMetadata("Status", problem is null ? "passed" : problem.Descriptor.Severity == DiagnosticSeverity.Error ? "failed" : "warned");
        item.SetMetadata("Message", MSBuildText.Escape(DisplayText.Line(problem?.Message ?? package.Intent!)));
        return item;
    }
}
