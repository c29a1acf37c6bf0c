using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Puts pinned manifests back byte for byte: one package's, or all that any earlier run left behind.</summary>
[MSBuildMultiThreadableTask]
public sealed class RestoreManifests : ReleaseTask
{
    /// <summary>The package's id; empty for everything in the journal, half-applied plans included.</summary>
    public string Package { get; set; } = "";

    /// <summary>Whether putting back is the normal end of what this run did.</summary>
    public bool Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (Package.Length > 0)
        {
            await session.JoinStagesAsync(cancellationToken);
            if (session.Pins.Restore(PackageId.Parse(Package)).Count > 0)
            {
                await (await session.LedgerAsync(cancellationToken)).AppendAsync(LedgerKind.Restore, LedgerPhase.Outcome, cancellationToken, ("package", Package));
            }

            return;
        }

        if (!session.Pins.IsPending && !new ApplyJournal(session.Files, OutputPath).IsPending && !SourceWorktree.IsIn(OutputPath))
        {
            return;
        }

        var isOurs = BuildEngine4.GetRegisteredTaskObject(session.LeaseKey, RegisteredTaskObjectLifetime.Build) is not null;
        using var alone = isOurs ? null : LocalLease.TryTake((await session.GitAsync(cancellationToken)).Facts.GitDirectory);
        if (!isOurs && alone is null)
        {
            // What is pinned at this moment belongs to a release that is under way.
            return;
        }

        if (SourceWorktree.IsIn(OutputPath))
        {
            new SourceWorktree(session.Processes, await session.GitAsync(cancellationToken), OutputPath).Remove();
        }

        // Pins first: a snapshot pins manifests that carry its versions already.
        var pinned = session.Pins.RestoreEverything();
        var files = pinned.Concat(await RecoverAppliedAsync(session, cancellationToken)).Distinct().ToArray();
        foreach (var file in Quiet ? [] : files)
        {
            Say($"{file}: put back as it was before an earlier run was interrupted.");
        }
    }

    private async Task<IEnumerable<RelativePath>> RecoverAppliedAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (!new ApplyJournal(session.Files, OutputPath).IsPending)
        {
            return [];
        }

        var git = await session.GitAsync(cancellationToken);
        var journal = new ApplyJournal(session.Files, OutputPath, git.Facts.Head);
        // A run that died between staging and committing left the index behind, too. The journal goes last.
        await git.Writer().UnstageAsync(journal.PendingFiles, cancellationToken);
        return journal.Recover();
    }
}
