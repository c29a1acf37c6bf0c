using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Tags what was merged, at the commit that brought it, and drafts the forge's releases.</summary>
[MSBuildMultiThreadableTask]
public sealed class TagMergedRelease : ReleaseTask
{
    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>The branch that releases are merged into, where none is checked out; empty to find out.</summary>
    public string Branch { get; set; } = "";

    /// <summary>The number of the only pull request to tag; empty for all that were merged.</summary>
    public string PullRequest { get; set; } = "";

    /// <summary>Absolute path of the plan, where the remote keeps none; empty otherwise.</summary>
    public string Plan { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <summary>One item for each tag of what is merged and not published: its name, with metadata <c>Commit</c>, <c>Packages</c>, <c>Plan</c> and <c>IsNew</c>.</summary>
    [Output]
    public ITaskItem[] Tags { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        using var flow = await FlowSession.OpenAsync(this, session, ForgeTokenVariable, cancellationToken);
        if (flow.Forge is null)
        {
            Say($"No pull request is asked for, and no release is drafted. {flow.Absence}");
        }

        var options = new TagOptions
        {
            Remote = Remote,
            Branch = BaseBranch.Of(Branch, flow.Git.Facts, session.Environment),
            PullRequest = PullRequest,
            PlanFile = Plan,
            Labels = flow.Configuration.Labels,
            Umbrella = flow.Configuration.UmbrellaTag,
            ForgeReleases = flow.Configuration.ForgeReleases,
            Links = flow.Links,
            DryRun = DryRun,
        };
        Tags =
        [
            .. (await new ReleaseTagging(flow.Services, flow.Forge, options).RunAsync(cancellationToken)).Select(tag => new TaskItem(MSBuildText.Escape(tag.Tag), new Dictionary<string, string>
            {
                ["Commit"] = tag.Commit,
                ["Packages"] = MSBuildText.Escape(tag.Packages),
                ["Plan"] = tag.Plan,
                ["IsNew"] = tag.IsNew ? "true" : "false",
            })),
        ];
    }
}
