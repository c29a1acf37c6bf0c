using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Finds a release of this branch that was interrupted, here or on another machine, and takes it up where it stopped.</summary>
[MSBuildMultiThreadableTask]
public sealed class ContinueRelease : ReleaseTask
{
    /// <summary>The name of this run.</summary>
    [Required]
    public string Runner { get; set; } = "";

    /// <summary>The remote that mirrors ledgers; empty for none.</summary>
    public string MirrorRemote { get; set; } = "";

    /// <summary>Whether an interrupted release is continued; when not, a new plan takes its place.</summary>
    public bool Continue { get; set; } = true;

    /// <summary>Whether <c>plan.json</c>, where there is one, is what shall be executed.</summary>
    public bool KeepPlan { get; set; }

    /// <summary>Whether the plan was merged: other open releases are other runs' business then.</summary>
    public bool Merged { get; set; }

    /// <summary>The share of the plan that is published, see <see cref="PlanShare"/>; empty for all of it. Other open releases are other jobs' business then.</summary>
    public string Share { get; set; } = "";

    /// <summary>Whether a release is continued; its plan is then in <c>plan.json</c>.</summary>
    [Output]
    public bool Continued { get; set; }

    /// <summary>Whether its release commit is checked out.</summary>
    [Output]
    public bool Committed { get; set; }

    /// <summary>Ids of all releases of the branch that are open.</summary>
    [Output]
    public string[] Interrupted { get; set; } = [];

    /// <summary>Ids of open releases that a new plan takes the place of.</summary>
    [Output]
    public string[] Superseded { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var book = new ReleaseBook(git, OutputPath, MirrorRemote.Length > 0 ? MirrorRemote : null, session.Time);
        var interrupted = await InterruptedReleases.FindAsync(book, plan => IsAppliedAsync(session, plan, cancellationToken), cancellationToken);
        var kept = KeepPlan && File.Exists(session.PlanPath) ? ReleaseBook.IdOf(PlanShare.Of(session.ReadPlan(), Share)) : null;
        var next = Continue ? interrupted.Choose(kept) : null;
        Interrupted = [.. interrupted.Ids];
        Superseded = Share.Length > 0 ? [] : [.. interrupted.Ids.Where(id => id != next && (!Merged || PlanShare.IsOf(interrupted.PlanOf(id), session.ReadPlan())))];
        if (next is null)
        {
            return;
        }

        Say(interrupted.Describe(next));
        Committed = await interrupted.ContinueAsync(git, book, next, Runner, cancellationToken);
        Continued = true;
        if (Share.Length == 0)
        {
            await session.WritePlanAsync(interrupted.PlanOf(next), cancellationToken);
        }
    }

    private static async Task<bool> IsAppliedAsync(ReleaseSession session, ReleasePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            PlanCheck.RequireApplied(plan, (await session.DiscoverAsync(cancellationToken)).Workspace);
            return true;
        }
        catch (ReleaseException e) when (e.Diagnostics.All(d => d.Code == DocumentCodes.PlanStale.Code))
        {
            return false;
        }
    }
}
