using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Engine.Pipelines.Annotating;
using ReleaseKit.Engine.Pipelines.Graphs;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Computes what to release, prints it, and writes <c>plan.json</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class ComputeBumps : ReleaseTask
{
    /// <summary>Releases only packages of this group; empty for all.</summary>
    public string Group { get; set; } = "";

    /// <summary>Releases only these packages, ids or names separated by semicolons; empty for all.</summary>
    public string Packages { get; set; } = "";

    /// <summary>Raises the selected packages at least that much: <c>patch</c>, <c>minor</c> or <c>major</c>; empty for what changes ask for.</summary>
    public string Bump { get; set; } = "";

    /// <summary>A version for all selected packages, or <c>name=version</c> separated by semicolons; empty for what changes ask for.</summary>
    public string ReleaseAs { get; set; } = "";

    /// <summary>The channel to release on: <c>stable</c>, a label such as <c>beta</c>, or a line such as <c>1.x</c>; empty for that of the branch.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Date of the changelog entries, <c>yyyy-MM-dd</c>; empty for the base commit's.</summary>
    public string Date { get; set; } = "";

    /// <summary>Releases of other repositories to take over, <c>ecosystem:name@version</c> separated by semicolons; empty for none.</summary>
    public string Upstream { get; set; } = "";

    /// <summary>The same as the payload that <c>Publish</c> sends: JSON, or the path of a file with it; empty for none.</summary>
    public string DispatchPayload { get; set; } = "";

    /// <summary><c>text</c>, <c>json</c>, <c>csv</c> or <c>markdown</c>, or the job graph of a CI service, see <see cref="JobGraph"/>; CSV and Markdown are also written to <c>plan.*</c>.</summary>
    public string Format { get; set; } = "text";

    /// <summary>Whether a step that follows prints instead of this one.</summary>
    public bool Quiet { get; set; }

    /// <summary>Whether the jobs of a plan that was merged are written, which is in <c>plan.json</c>, and nothing is planned.</summary>
    public bool Merged { get; set; }

    /// <summary>Whether an interrupted release is continued, whose plan is executed as it was computed.</summary>
    public bool Continued { get; set; }

    /// <summary>One item for each release: the package's id, with metadata <c>From</c>, <c>To</c>, <c>Bump</c>, <c>Tag</c>, <c>Order</c> and <c>Why</c>.</summary>
    [Output]
    public ITaskItem[] Releases { get; set; } = [];

    /// <summary>Whether there is nothing to release.</summary>
    [Output]
    public bool IsEmpty { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (Continued)
        {
            var plan = session.ReadPlan();
            (IsEmpty, Releases) = (plan.IsEmpty, [.. plan.Releases.Select(release => ToItem(release, plan))]);
            Say(PlanTable.Render(plan));
            return;
        }

        var format = Quiet ? FormatNames.Parse("Explain", Format, FormatNames.Reports) : FormatNames.Parse("Plan", Format, FormatNames.Plans);
        var workspace = await session.TakeDiscoveredAsync(cancellationToken);
        if (Merged && JobGraph.Find(Format) is { } graph)
        {
            var merged = session.ReadPlan();
            (IsEmpty, Releases) = (merged.IsEmpty, [.. merged.Releases.Select(release => ToItem(release, merged))]);
            await WriteJobsAsync(session, workspace, merged, graph, cancellationToken);
            return;
        }

        var announced = new UpstreamReader(session.Ecosystems).Read(Upstream, DispatchPayload, WorkspaceRoot, environment: null);
        if (!announced.Releases.IsEmpty)
        {
            workspace = await session.DiscoverInAsync(WorkspaceRoot, announced.Releases, cancellationToken);
        }

        var options = new PlanOptions(Group, Packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Date) { Bump = Bump, As = ReleaseAs, Channel = Channel, Upstream = announced.Releases };
        var computed = await new PlanComputation(await session.GitAsync(cancellationToken), session.Ecosystems, session.Files).ComputeAsync(workspace, options, cancellationToken);
        await session.WritePlanAsync(computed.Plan, cancellationToken);
        foreach (var warning in announced.Notes.Concat(computed.Warnings).Concat(computed.UpstreamNotes))
        {
            Report(warning);
        }

        IsEmpty = computed.Plan.IsEmpty;
        Releases = [.. computed.Plan.Releases.Select(release => ToItem(release, computed.Plan))];
        await PrintAsync(session, workspace, computed, format, cancellationToken);
        await WriteNotesAsync(session, workspace, computed.Plan, cancellationToken);
        Pipeline.Summarise("plan", "## Release plan\n\n" + PlanReport.Render(computed.Plan, ReportFormat.Markdown));
        Pipeline.Output(new PipelineOutput("releases", PipelineValues.Of(computed.Plan)), new PipelineOutput("empty", IsEmpty ? "true" : "false"));
    }

    private async Task PrintAsync(ReleaseSession session, DiscoveredWorkspace workspace, ComputedPlan computed, ReportFormat format, CancellationToken cancellationToken)
    {
        if (JobGraph.Find(Format) is { } graph)
        {
            await WriteJobsAsync(session, workspace, computed.Plan, graph, cancellationToken);
            return;
        }

        if (format != ReportFormat.Text)
        {
            if (!Quiet)
            {
                var text = PlanReport.Render(computed.Plan, format);
                await session.WriteReportAsync("plan", text, format, cancellationToken);
                Say(text.TrimEnd('\r', '\n'));
            }

            return;
        }

        if (workspace.Changesets is { } changesets)
        {
            Say($"Follows .changeset/config.json by the rules of changesets {(changesets.Semantics == ReleaseSemantics.Changesets2 ? 2 : 3)}; {Counting(workspace.Configuration.Intents)}.");
        }

        Say(IsEmpty ? "Nothing to release." : PlanTable.Render(computed.Plan));
        if (computed.UnconventionalCommits > 0)
        {
            Say($"{computed.UnconventionalCommits} commit{(computed.UnconventionalCommits == 1 ? " follows no convention and asks" : "s follow no convention and ask")} for no release; -v:detailed lists them.");
            foreach (var commit in computed.Unconventional)
            {
                Log.LogMessage(MessageImportance.Low, "{0}", $"  {commit.Id[..10]} {commit.Subject}");
            }
        }
    }

    /// <summary>The publication as jobs of a CI service: as a file, and its waves as values for the jobs that follow.</summary>
    private async Task WriteJobsAsync(ReleaseSession session, DiscoveredWorkspace workspace, ReleasePlan plan, JobGraph graph, CancellationToken cancellationToken)
    {
        var waits = new PublicationWaits(plan);
        var jobs = PublicationJobs.Of(plan, id => waits.Of(workspace.Workspace.Find(id)!), graph.MostInWave);
        var text = graph.Write(jobs);
        await session.WriteDocumentAsync(graph.FileName, text, cancellationToken);
        Say(text.TrimEnd('\n'));
        Pipeline.Output(
        [
            new PipelineOutput("waves", jobs.Waves.Length.ToString()),
            .. graph.WaveValue is { } value ? jobs.Waves.Select((_, i) => new PipelineOutput($"wave{i + 1}", value(jobs, i))) : [],
        ]);
    }

    private static string Counting(IntentSources intents) => intents switch
    {
        IntentSources.ChangeFiles => "change files ask for releases, commits do not (key intents)",
        IntentSources.Commits => "commits ask for releases, change files do not (key intents)",
        _ => "change files and commits ask for releases",
    };

    private static async Task WriteNotesAsync(ReleaseSession session, DiscoveredWorkspace workspace, ReleasePlan plan, CancellationToken cancellationToken)
    {
        if (plan.IsEmpty)
        {
            session.ClearNotes([]);
            return;
        }

        var notes = await new ReleaseNotesFactory(session.Files, await session.GitAsync(cancellationToken), session.Ecosystems).CreateAsync(plan, workspace, cancellationToken);
        await session.WriteNotesAsync(notes, cancellationToken);
    }

    private static TaskItem ToItem(PlannedRelease release, ReleasePlan plan)
    {
        var item = new TaskItem(MSBuildText.Escape(release.Id.ToString()));
        item.SetMetadata("From", MSBuildText.Escape(release.From ?? ""));
        item.SetMetadata("To", MSBuildText.Escape(release.To));
        item.SetMetadata("Bump", DocumentNames.Bumps[release.Bump]);
        item.SetMetadata("Tag", MSBuildText.Escape(release.Tag));
        item.SetMetadata("Order", plan.Order.TakeWhile(layer => !layer.Contains(release.Id)).Count().ToString());
        item.SetMetadata("Why", MSBuildText.Escape(release.Reasons[0].Summary));
        return item;
    }
}
