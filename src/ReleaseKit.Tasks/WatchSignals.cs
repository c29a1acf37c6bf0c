using Microsoft.Build.Framework;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Listens for signals until the end of the build: what ends it, and what pauses it.</summary>
[MSBuildMultiThreadableTask]
public sealed class WatchSignals : ReleaseTask
{
    /// <inheritdoc/>
    protected override Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var key = RunSignals.Key(OutputPath);
        if (!DryRun && BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is null)
        {
            BuildEngine4.RegisterTaskObject(key, RunSignals.Listen(OutputPath), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return Task.CompletedTask;
    }
}
