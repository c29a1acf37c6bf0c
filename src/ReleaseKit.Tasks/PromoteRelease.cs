using Microsoft.Build.Framework;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>After the publication of a merged plan: makes the forge's releases public, tells other repositories, and ends the plan.</summary>
[MSBuildMultiThreadableTask]
public sealed class PromoteRelease : ReleaseTask
{
    /// <summary>The outcomes that <see cref="BuildPackages"/> gave.</summary>
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>Absolute path of the plan, where the remote keeps none; empty otherwise.</summary>
    public string Plan { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <summary>The share of the plan that was published; empty for all of it.</summary>
    public string Share { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        using var flow = await FlowSession.OpenAsync(this, session, ForgeTokenVariable, cancellationToken);
        if (flow.Forge is null)
        {
            Say($"No release is announced. {flow.Absence}");
        }

        var options = new PromotionOptions
        {
            Remote = (await flow.Git.Remotes().FindTargetAsync(Remote, cancellationToken))!.Remote,
            Given = Plan.Length == 0 ? null : await PreparedReleases.FromFileAsync(Plan, "", cancellationToken),
            Labels = flow.Configuration.Labels,
            Umbrella = flow.Configuration.UmbrellaTag,
            ForgeReleases = flow.Configuration.ForgeReleases,
            Links = flow.Links,
            Dispatch = flow.Configuration.Dispatch,
            IsShare = Share.Length > 0,
        };
        var live = Outcomes.Where(o => o.GetMetadata("Status") is "released" or "live").Select(o => PackageId.Parse(o.ItemSpec)).ToHashSet();
        await new ReleasePromotion(flow.Services, flow.Forge, options).RunAsync(PlanDocument.Hash(session.ReadPlan()), live, cancellationToken);
    }
}
