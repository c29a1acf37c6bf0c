using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Makes sure that nobody else releases in this work tree or to this remote, for the rest of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class AcquireLease : ReleaseTask
{
    /// <summary>Whether the release is pushed and its ledger mirrored, so that other machines are concerned.</summary>
    public bool Mirror { get; set; } = true;

    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>Whether to take the remote's lease from a holder that may live.</summary>
    public bool Break { get; set; }

    /// <summary>The share of the plan that is published, see <see cref="PlanShare"/>; empty for all of it.</summary>
    public string Share { get; set; } = "";

    /// <summary>The target that does more than to publish, which a share is not for; empty for none.</summary>
    public string ForeignTarget { get; set; } = "";

    /// <summary>The name of this run in ledgers.</summary>
    [Output]
    public string Runner { get; set; } = "";

    /// <summary>The remote that mirrors the ledger; empty for none.</summary>
    [Output]
    public string MirrorRemote { get; set; } = "";

    /// <summary>Who held the remote's lease and is dead, for people; empty when nobody did.</summary>
    [Output]
    public string Replaced { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (Share.Length > 0 && ForeignTarget.Length > 0)
        {
            throw new ReleaseException(PipelineCodes.Share.Create($"ReleaseShare is for -t:Publish, and {ForeignTarget} releases all of a plan. Leave it out; ReleasePackages chooses what is planned."));
        }

        var git = await session.GitAsync(cancellationToken);
        var target = Mirror && git.KeepsRefs ? await git.Remotes().FindTargetAsync(Remote, cancellationToken) : null;
        var identity = new RunnerIdentity(session.Environment, git.Facts.GitDirectory);
        var mine = identity.Describe(session.Time.GetUtcNow());
        (Runner, MirrorRemote) = (mine.Runner, target?.Remote ?? "");
        var holder = new LeaseHolder(LocalLease.Take(git.Facts.GitDirectory, mine), Uploads());

        // Given back when the build ends in any way but a kill; then the operating system does, and the beat stands still.
        BuildEngine4.RegisterTaskObject(session.LeaseKey, holder, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        await session.ExcludeOutputAsync(cancellationToken);
        RunLedger.End(OutputPath);
        if (Mirror && !git.KeepsRefs)
        {
            Say("This repository has no place beside history: the ledger and the lease of the release stay on this machine (ReleaseMirror=false says so on purpose).");
        }

        if (target is not null)
        {
            holder.Remote = Share.Length == 0
                ? await RemoteLease.TakeAsync(git, target.Remote, mine, identity.IsAlive, Break, session.Time, Say, cancellationToken)
                : await RemoteLease.TakeShareAsync(git, target.Remote, ReleaseBook.IdOf(PlanShare.Of(session.ReadPlan(), Share)), mine, identity.IsAlive, Break, session.Time, Say, cancellationToken);
            Replaced = holder.Remote.Replaced?.Describe() ?? "";
        }
    }

    private RunningUploads? Uploads() =>
        (BuildEngine4.GetRegisteredTaskObject(RunSignals.Key(OutputPath), RegisteredTaskObjectLifetime.Build) as RunSignals)?.Uploads;

    private sealed class LeaseHolder(LocalLease local, RunningUploads? uploads) : IDisposable
    {
        public RemoteLease? Remote { get; set; }

        public void Dispose()
        {
            // As long as an upload is on its way, no other run may begin one.
            uploads?.Finish();

            // MSBuild ends its objects on a thread of its own, which may wait.
            Remote?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            local.Dispose();
        }
    }
}
