using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
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

    /// <summary>The files that change, absolute.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var discovered = await session.DiscoverAsync(cancellationToken);
        var plan = session.ReadPlan();
        var notes = await new ReleaseNotesFactory(session.Files, git, session.Ecosystems).CreateAsync(plan, discovered, cancellationToken);
        var effects = new PlanApplication(session.Files, session.Ecosystems).Prepare(plan, discovered.Workspace, notes);
        ChangedFiles = [.. effects.Select(e => new TaskItem(MSBuildText.Escape(session.Files.Absolute(e.File))))];
        if (DryRun)
        {
            foreach (var effect in effects)
            {
                Say(effect.Describe());
            }

            return;
        }

        new ApplyJournal(session.Files, OutputPath, git.Facts.Head).Write(effects, cancellationToken, UntilCommitted);
    }
}
