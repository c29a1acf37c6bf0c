using Microsoft.Build.Framework;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Pushes the branch and the tags of what is live, atomically, and no other tag.</summary>
[MSBuildMultiThreadableTask]
public sealed class PushRelease : ReleaseTask
{
    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var remotes = git.Remotes();
        if (await remotes.FindTargetAsync(Remote, cancellationToken) is not { } target)
        {
            Say("Not pushed: the repository has no remote (ReleasePush=false says so on purpose).");
            return;
        }

        var workspace = await session.DiscoverAsync(cancellationToken);
        if (DryRun)
        {
            var planned = session.ReadPlan().Published.Select(r => r.Tag).Distinct().Order(StringComparer.Ordinal);
            Say(new Push(target.Remote, [target.Branch ?? "HEAD", .. planned.Select(t => "refs/tags/" + t)]).Describe());
            return;
        }

        var wanted = workspace.Workspace.Packages.Where(p => p is { Publishable: true, Version: not null }).Select(p => workspace.Tag(p, p.Version!)).ToHashSet(StringComparer.Ordinal);
        var local = (await git.TagsAsync(cancellationToken)).Where(t => wanted.Contains(t.Name)).ToArray();
        var there = local.Length == 0 ? [] : (await remotes.TagsAsync(target.Remote, cancellationToken)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var missing = local.Where(t => !there.Contains(t.Name)).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length == 0 && session.ReadPlan().IsEmpty)
        {
            return; // Commits of the user's own are not ours to push.
        }

        var ledger = await session.LedgerAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Push, LedgerPhase.Intent, cancellationToken, ("remote", target.Remote));
        await remotes.PushAsync(target, missing, dryRun: false, cancellationToken);
        await ledger.AppendAsync(LedgerKind.Push, LedgerPhase.Outcome, cancellationToken, ("remote", target.Remote));
        Say($"Pushed {target.Branch ?? "no branch"} and {missing.Length} tag{(missing.Length == 1 ? "" : "s")} to {target.Remote}.");
    }
}
