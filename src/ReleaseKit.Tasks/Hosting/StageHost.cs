using System.Diagnostics;
using Microsoft.Build.Framework;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>
/// What the stages of all packages share in one process of a build: the repository, which does not move while they run, the
/// connections to registries, and the watch over the holder of the lease.
/// </summary>
internal sealed class StageHost : IDisposable
{
    private readonly HolderWatch? _holder;

    private StageHost(RepositoryFacts git, HttpClient http, HolderWatch? holder)
    {
        Git = git;
        Http = http;
        _holder = holder;
    }

    /// <summary>What the repository is.</summary>
    public RepositoryFacts Git { get; }

    /// <summary>Asks registries. Left to the garbage collector, because an upload may outlive a cancelled build and still has a question.</summary>
    public HttpClient Http { get; }

    /// <summary>The host of this process, made by the first stage that runs in it.</summary>
    public static async Task<StageHost> JoinAsync(ReleaseTask task, ReleaseSession session, CancellationToken cancellationToken)
    {
        var key = $"releasekit-stages:{task.WorkspaceRoot}";
        if (task.BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is StageHost known)
        {
            return known;
        }

        var facts = (await session.GitAsync(cancellationToken)).Facts;
        var identity = new RunnerIdentity(session.Environment, facts.GitDirectory);

        // When the process with the lease is killed, a worker node goes at once too, with its clients, as if it had been killed with it:
        // MSBuild would cancel what runs, and an upload that has begun would be finished beside the next release.
        var host = new StageHost(facts, session.NewHttp(), HolderWatch.Start(facts.GitDirectory, identity, EndProcess, session.Time));
        task.BuildEngine4.RegisterTaskObject(key, host, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return host;
    }

    /// <inheritdoc/>
    public void Dispose() => _holder?.Dispose();

    private static void EndProcess()
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }
}
