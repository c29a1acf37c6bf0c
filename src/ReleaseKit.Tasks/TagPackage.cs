using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Names the released commit with an annotated tag, once what it names is live. Doing it twice is safe.</summary>
[MSBuildMultiThreadableTask]
public sealed class TagPackage : ReleaseTask
{
    /// <summary>The tag, without <c>refs/tags/</c>.</summary>
    [Required]
    public string Tag { get; set; } = "";

    /// <summary>Full object name of the commit; empty for the one that is checked out.</summary>
    public string Commit { get; set; } = "";

    /// <summary>The tag's message.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        await session.JoinStagesAsync(cancellationToken);
        await session.Pause.WaitAsync(Say, cancellationToken);
        var git = await session.GitAsync(cancellationToken);
        var ledger = await session.LedgerAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Intent, cancellationToken, ("tag", Tag));
        await git.Writer().TagAsync(Tag, Commit.Length > 0 ? Commit : git.Facts.Head, Message, cancellationToken);
        await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Outcome, cancellationToken, ("tag", Tag));
    }
}
