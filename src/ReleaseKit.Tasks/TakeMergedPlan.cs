using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Takes the merged plan from the remote as <c>plan.json</c>, where releases are merged before they are published.</summary>
[MSBuildMultiThreadableTask]
public sealed class TakeMergedPlan : ReleaseTask
{
    /// <summary>A tag of the release; empty for that of what is checked out, or the one that waits.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>Absolute path of the plan, where the remote keeps none; empty otherwise.</summary>
    public string Plan { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <summary>Whether a merged plan is published.</summary>
    [Output]
    public bool IsMerged { get; set; }

    /// <summary>Whether there is none, so that there is nothing to do.</summary>
    [Output]
    public bool IsNothing { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (Tag.Length == 0 && Plan.Length == 0 && (await session.ConfigurationAsync(cancellationToken)).PublishFrom != PublishFrom.Ci)
        {
            return;
        }

        using var flow = await FlowSession.OpenAsync(this, session, ForgeTokenVariable, cancellationToken);
        var git = flow.Git;
        var target = await git.Remotes().FindTargetAsync(Remote, cancellationToken)
            ?? throw new ReleaseException(PrepareCodes.Remote.Create("The repository has no remote, and merged plans are kept there. Add it with git remote add origin <address>, or publish plan.json with -p:ReleasePublishFrom=local."));
        var given = Plan.Length == 0 ? null : await PreparedReleases.FromFileAsync(Plan, "", cancellationToken);
        var found = await new MergedPublication(git, target.Remote, flow.Forge, given).FindAsync(Tag, Say, cancellationToken);
        IsMerged = found is not null;
        IsNothing = found is null;
        await session.WritePlanAsync(found?.Plan ?? Empty(git.Facts.Head), cancellationToken);
        if (found is not null)
        {
            Say($"Took the merged plan {found.Hash[..12]} from {target.Remote}.");
        }
    }

    private static ReleasePlan Empty(string head) => new() { Base = head, Date = "1970-01-01", Releases = [], Order = ImmutableArray<ImmutableArray<Core.Packages.PackageId>>.Empty, Skipped = [] };
}
