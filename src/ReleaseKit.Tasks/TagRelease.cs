using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Makes the tags that several packages share, each once all of its packages are live.</summary>
[MSBuildMultiThreadableTask]
public sealed class TagRelease : ReleaseTask
{
    /// <summary>The outcomes that <see cref="BuildPackages"/> gave.</summary>
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var live = Outcomes.Where(o => o.GetMetadata("Status") is "released" or "live").Select(o => o.ItemSpec).ToHashSet(StringComparer.Ordinal);
        var shared = session.ReadPlan().Published.GroupBy(r => r.Tag, StringComparer.Ordinal).Where(g => g.Count() > 1);
        var git = await session.GitAsync(cancellationToken);
        var ledger = await session.LedgerAsync(cancellationToken);
        foreach (var group in shared.Where(g => g.All(r => live.Contains(r.Id.ToString()))))
        {
            await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Intent, cancellationToken, ("tag", group.Key));
            await git.Writer().TagAsync(group.Key, git.Facts.Head, $"{group.Count()} packages {group.First().To}", cancellationToken);
            await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Outcome, cancellationToken, ("tag", group.Key));
        }
    }
}
