using Microsoft.Build.Framework;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Closes the ledger when everything is live; keeps it for the next run when something is not.</summary>
[MSBuildMultiThreadableTask]
public sealed class CloseLedger : ReleaseTask
{
    /// <summary>The remote that mirrors ledgers; empty for none.</summary>
    public string MirrorRemote { get; set; } = "";

    /// <summary>The outcomes that <see cref="BuildPackages"/> gave.</summary>
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var ledger = await session.LedgerAsync(cancellationToken);
        if (ledger.Release.Length == 0 || Outcomes.Length == 0)
        {
            return;
        }

        if (Outcomes.All(o => o.GetMetadata("Status") is "released" or "live"))
        {
            var book = new ReleaseBook(await session.GitAsync(cancellationToken), OutputPath, MirrorRemote.Length > 0 ? MirrorRemote : null, session.Time);
            await book.FinishAsync(ledger, cancellationToken);
        }
        else
        {
            await ledger.FlushAllAsync(cancellationToken);
        }
    }
}
