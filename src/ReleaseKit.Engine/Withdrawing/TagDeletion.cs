using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>Deletes a tag on the remote and then here, each only if it names what it was seen to name.</summary>
public sealed class TagDeletion
{
    private readonly IRepository _git;
    private readonly string? _remote;
    private readonly RollbackLedger _ledger;

    /// <summary>Deletions in one repository.</summary>
    public TagDeletion(IRepository git, string? remote, RollbackLedger ledger)
    {
        _git = git;
        _remote = remote;
        _ledger = ledger;
    }

    /// <summary>Deletes a tag. Doing it twice is safe.</summary>
    /// <exception cref="ReleaseException"><c>RK-ROLLBACK-TAG-DIFFERS</c>, <c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task DeleteAsync(string tag, TagState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is { Here: { } here, There: { } there } && here != there)
        {
            throw new ReleaseException(RollbackCodes.TagDiffers.Create(
                $"The tag {DisplayText.Line(tag)} is {here[..10]} here and {there[..10]} on {_remote}. Delete the wrong one by hand (git tag -d, git push --delete), then run again."));
        }

        await _ledger.AppendTagAsync(LedgerPhase.Intent, tag, cancellationToken);
        if (state.There is not null)
        {
            await _git.Remotes().DeleteTagAsync(_remote!, tag, state.There, cancellationToken);
        }

        if (state.Here is not null)
        {
            await _git.Writer().DeleteTagAsync(tag, state.Here, cancellationToken);
        }

        await _ledger.AppendTagAsync(LedgerPhase.Outcome, tag, cancellationToken);
    }
}
