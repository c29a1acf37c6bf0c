using Microsoft.Build.Framework;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Commits what <see cref="ApplyPlan"/> wrote, and only that.</summary>
[MSBuildMultiThreadableTask]
public sealed class CommitRelease : ReleaseTask
{
    /// <summary>The files, absolute or relative to the workspace root.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The message; empty for one that names the packages.</summary>
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var files = Files.Select(f => RelativePath.Parse(Path.GetRelativePath(session.Files.Root, Path.GetFullPath(f.ItemSpec, session.Files.Root)))).Order().ToArray();
        if (DryRun)
        {
            if (files.Length == 0)
            {
                return;
            }

            Say(new Commit(Message.Length > 0 ? Message : "chore(release): publish", [.. files]).Describe());
            return;
        }

        var git = await session.GitAsync(cancellationToken);
        var ledger = await session.LedgerAsync(cancellationToken);
        var committed = files.Length > 0 && await CommitAsync(session, git, ledger, files, cancellationToken);
        await git.RefreshAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Outcome, cancellationToken, ("commit", git.Facts.Head));
        await ledger.FlushAsync(cancellationToken);
        if (committed)
        {
            Say($"Committed {files.Length} file{(files.Length == 1 ? "" : "s")}.");
        }
    }

    private async Task<bool> CommitAsync(ReleaseSession session, IRepository git, RunLedger ledger, RelativePath[] files, CancellationToken cancellationToken)
    {
        var writer = git.Writer();
        await writer.RequireIdentityAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Commit, LedgerPhase.Intent, cancellationToken);
        var committed = await writer.CommitAsync(files, Message.Length > 0 ? Message : ReleaseMessage.Of(session.ReadPlan()), cancellationToken);
        new ApplyJournal(session.Files, OutputPath).Complete();
        return committed;
    }
}
