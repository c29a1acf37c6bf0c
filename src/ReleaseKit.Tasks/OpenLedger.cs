using Microsoft.Build.Framework;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Begins the ledger of the plan, here and on the remote, before anything is changed.</summary>
[MSBuildMultiThreadableTask]
public sealed class OpenLedger : ReleaseTask
{
    /// <summary>The name of this run.</summary>
    [Required]
    public string Runner { get; set; } = "";

    /// <summary>The remote that mirrors ledgers; empty for none.</summary>
    public string MirrorRemote { get; set; } = "";

    /// <summary>Ids of open releases that this one takes the place of.</summary>
    public string[] Superseded { get; set; } = [];

    /// <summary>The share of the plan that is published, see <see cref="PlanShare"/>; empty for all of it.</summary>
    public string Share { get; set; } = "";

    /// <summary>Whether what is checked out is the release commit.</summary>
    public bool IsApplied { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var plan = PlanShare.Of(session.ReadPlan(), Share);
        var book = new ReleaseBook(await session.GitAsync(cancellationToken), OutputPath, MirrorRemote.Length > 0 ? MirrorRemote : null, session.Time);
        if (!plan.IsEmpty)
        {
            await book.BeginAsync(plan, Runner, Superseded, IsApplied, cancellationToken);
            return;
        }

        // All that those released is tagged, or not wanted any more.
        foreach (var release in Superseded)
        {
            await book.CloseAsync(release, Runner, "superseded", cancellationToken);
        }
    }
}
