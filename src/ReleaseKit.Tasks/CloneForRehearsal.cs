using Microsoft.Build.Framework;
using ReleaseKit.Engine.Rehearsals;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Clones the last commit into a throw-away folder with a throw-away remote, so that nothing of the workspace is touched.</summary>
[MSBuildMultiThreadableTask]
public sealed class CloneForRehearsal : ReleaseTask
{
    /// <summary>The folder; what an earlier rehearsal left in it is removed.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The clone's workspace root, absolute, with a trailing separator.</summary>
    [Output]
    public string ClonePath { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        await session.ExcludeOutputAsync(cancellationToken);
        var clone = new RehearsalClone(session.Processes, git);
        foreach (var warning in await clone.FindUncommittedAsync(cancellationToken))
        {
            Report(warning);
        }

        ClonePath = await clone.CreateAsync(Path.GetFullPath(Destination, WorkspaceRoot), cancellationToken);
        Say($"Rehearsing {git.Facts.Head[..10]} in {ClonePath}");
    }
}
