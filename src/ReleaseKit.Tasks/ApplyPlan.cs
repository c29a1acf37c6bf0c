using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Writes what the plan says into manifests and changelogs: all of it or nothing. A dry run prints the diffs.</summary>
[MSBuildMultiThreadableTask]
public sealed class ApplyPlan : ReleaseTask
{
    /// <summary>Whether a commit follows: until then a killed run is put back at the next start.</summary>
    public bool UntilCommitted { get; set; }

    /// <summary>Whether everything is put back at the end of the build, as for a snapshot; changelogs are left alone then.</summary>
    public bool Temporary { get; set; }

    /// <summary>The files that change, absolute.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var discovered = await session.DiscoverAsync(cancellationToken);
        var plan = session.ReadPlan();
        PlanCheck.RequireOwn(plan);
        var notes = Temporary ? null : await new ReleaseNotesFactory(session.Files, git, session.Ecosystems).CreateAsync(plan, discovered, cancellationToken);
        var effects = new PlanApplication(session.Files, session.Ecosystems) { Listing = await git.ListFilesAsync(cancellationToken) }.Prepare(plan, discovered.Workspace, notes);
        ChangedFiles = [.. effects.Select(e => new TaskItem(MSBuildText.Escape(session.Files.Absolute(e.File))))];
        if (DryRun)
        {
            foreach (var effect in effects)
            {
                Say(effect.Describe());
            }

            return;
        }

        if (Temporary)
        {
            // Runs when the build ends in any way but a kill, after which the next run puts the files back.
            var undo = new ApplyJournal(session.Files, OutputPath);
            BuildEngine4.RegisterTaskObject($"releasekit-applied:{OutputPath}", new BuildEnd(() => undo.Recover()), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            undo.Write(effects, cancellationToken, untilCommitted: true);
            return;
        }

        var ledger = await session.LedgerAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Apply, LedgerPhase.Intent, cancellationToken);
        new ApplyJournal(session.Files, OutputPath, git.Facts.Head).Write(effects, cancellationToken, UntilCommitted);
        await ledger.AppendAsync(LedgerKind.Apply, LedgerPhase.Outcome, cancellationToken);
    }
}
