using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Names the released commit with an annotated tag, once what it names is live. Doing it twice is safe.</summary>
[MSBuildMultiThreadableTask]
public sealed class TagPackage : PackageTask
{
    /// <summary>The tag, without <c>refs/tags/</c>.</summary>
    [Required]
    public string Tag { get; set; } = "";

    /// <summary>The tag's message.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    protected override string Stage => "tag";

    /// <inheritdoc/>
    protected override async Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var package = Package(session);
        var git = await session.GitAsync(cancellationToken);
        var ledger = await session.LedgerAsync(cancellationToken);
        await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Intent, cancellationToken, ("tag", Tag));

        // A program that signs may wait for somebody to type.
        await Limit(session).RunAsync(package.Id, package.Version, token => git.Writer().TagAsync(Tag, Commit, Message, token), cancellationToken);
        await ledger.AppendAsync(LedgerKind.Tag, LedgerPhase.Outcome, cancellationToken, ("tag", Tag));
    }
}
