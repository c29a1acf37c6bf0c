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
            BuildEngine4.RegisterTaskObject(key, RunSignals.Listen(OutputPath, CancelBuild), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return Task.CompletedTask;
    }
    /// <summary>What MSBuild itself does on Ctrl-C. Its assembly is the one that runs this task, and nothing to ship a reference to.</summary>
    private static void CancelBuild()
    {
        var manager = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "Microsoft.Build")?
            .GetType("Microsoft.Build.Execution.BuildManager");
        manager?.GetMethod("CancelAllSubmissions")?.Invoke(manager.GetProperty("DefaultBuildManager")?.GetValue(null), null);
    }
}
