using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Plans a release, keeps it on a branch of its own, and opens, brings up to date or closes its pull request.</summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareRelease : ReleaseTask
{
    /// <summary>Releases only packages of this group; empty for all.</summary>
    public string Group { get; set; } = "";

    /// <summary>Releases only these packages, ids or names separated by semicolons; empty for all.</summary>
    public string Packages { get; set; } = "";

    /// <summary>Raises the selected packages at least that much; empty for what changes ask for.</summary>
    public string Bump { get; set; } = "";

    /// <summary>A version for all selected packages, or <c>name=version</c> separated by semicolons; empty for what changes ask for.</summary>
    public string ReleaseAs { get; set; } = "";

    /// <summary>The channel to release on; empty for that of the branch.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Date of the changelog entries, <c>yyyy-MM-dd</c>; empty for the base commit's.</summary>
    public string Date { get; set; } = "";

    /// <summary>Releases of other repositories to take over, <c>ecosystem:name@version</c> separated by semicolons; empty for what the event that started the run says.</summary>
    public string Upstream { get; set; } = "";

    /// <summary>The same as the payload that <c>Publish</c> sends: JSON, or the path of a file with it; empty for none.</summary>
    public string DispatchPayload { get; set; } = "";

    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>The branch to release from, where none is checked out; empty to find out.</summary>
    public string Branch { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <summary>The pull request: its page, or the branch without one; metadata <c>Number</c>, <c>State</c> (<c>created</c>, <c>updated</c>, <c>unchanged</c>, <c>closed</c>, <c>none</c>), <c>Branch</c>, <c>Commit</c>.</summary>
    [Output]
    public ITaskItem[] PullRequests { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        using var flow = await FlowSession.OpenAsync(this, session, ForgeTokenVariable, cancellationToken);
        if (flow.Forge is null)
        {
            Say($"No pull request is opened. {flow.Absence}");
        }

        var announced = new UpstreamReader(session.Ecosystems).Read(Upstream, DispatchPayload, WorkspaceRoot, session.Environment);
        foreach (var note in announced.Notes)
        {
            Report(note);
        }

        var options = new PrepareOptions
        {
            Plan = new PlanOptions(Group, Packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Date) { Bump = Bump, As = ReleaseAs, Channel = Channel },
            Remote = Remote,
            Branch = BaseBranch.Of(Branch, flow.Git.Facts, session.Environment),
            ReleaseBranch = flow.Configuration.ReleaseBranch ?? ReleaseBranchName.Default,
            Labels = flow.Configuration.Labels,
            Draft = flow.Configuration.Draft,
            Upstream = announced.Releases,
            DryRun = DryRun,
        };
        var prepared = await new ReleasePreparation(flow.Services, flow.Forge, flow.Links, options).RunAsync(cancellationToken);
        if (prepared.Body is { } body)
        {
            await session.WriteDocumentAsync("pull-request.md", body, cancellationToken);
        }

        if (prepared.Unkept is { } plan)
        {
            await session.WritePlanAsync(plan, cancellationToken);
            Report(prepared.Warning!);
        }

        Say($"{(prepared.Url is null ? prepared.Branch : $"{prepared.Branch} ({prepared.Url})")}: {prepared.State}");
        PullRequests =
        [
            new TaskItem(MSBuildText.Escape(prepared.Url ?? prepared.Branch), new Dictionary<string, string>
            {
                ["Number"] = prepared.Number?.ToString(CultureInfo.InvariantCulture) ?? "",
                ["State"] = prepared.State,
                ["Branch"] = MSBuildText.Escape(prepared.Branch),
                ["Commit"] = prepared.Commit ?? "",
            }),
        ];
    }
}
