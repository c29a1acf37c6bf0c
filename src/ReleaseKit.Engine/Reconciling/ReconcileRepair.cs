using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>Mends what git alone can mend: tags and the refs of releases. Every change is made only if things are still as they were found.</summary>
public sealed class ReconcileRepair
{
    private const string TagPrefix = "refs/tags/";
    private readonly IRepository _git;
    private readonly ReleaseBook _book;
    private readonly string? _remote;
    private readonly string _runner;
    private readonly ImmutableArray<VersionFacts> _facts;
    private readonly ImmutableArray<ReleaseRecord> _records;

    /// <summary>Repairs.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="book">Its ledgers.</param>
    /// <param name="remote">The remote; null for none.</param>
    /// <param name="runner">The name of this run.</param>
    /// <param name="facts">What was found.</param>
    /// <param name="records">The releases that are known.</param>
    public ReconcileRepair(IRepository git, ReleaseBook book, string? remote, string runner, ImmutableArray<VersionFacts> facts, ImmutableArray<ReleaseRecord> records)
    {
        _git = git;
        _book = book;
        _remote = remote;
        _runner = runner;
        _facts = facts;
        _records = records;
    }

    /// <summary>Mends one disagreement.</summary>
    /// <returns>What became of it: fixed, or left with the reason.</returns>
    public async Task<ReconciledDisagreement> MendAsync(Disagreement found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        try
        {
            var note = found.Kind switch
            {
                DisagreementKind.PackageWithoutTag => await TagAsync(found, cancellationToken),
                DisagreementKind.TagOnlyHere => await PushAsync(found.Subject[TagPrefix.Length..], cancellationToken),
                DisagreementKind.TagOnlyThere => await FetchAsync(found.Subject, cancellationToken),
                DisagreementKind.LeftoverRef or DisagreementKind.UnclosedLedger => await CloseAsync(_records.First(r => r.Ref == found.Subject), cancellationToken),
                _ => null,
            };
            return note is null ? new ReconciledDisagreement(found, "left") : new ReconciledDisagreement(found, "fixed", note);
        }
        catch (ReleaseException e)
        {
            return new ReconciledDisagreement(found, "left", e.Diagnostics[0].Message);
        }
    }

    private async Task<string> TagAsync(Disagreement found, CancellationToken cancellationToken)
    {
        var facts = _facts.First(f => f.Package.ToString() == found.Subject && f.Version == found.Version);
        var sharing = _facts.Count(f => f.Tag == facts.Tag);
        await _git.Writer().TagAsync(facts.Tag, facts.Commit!, sharing > 1 ? $"{sharing} packages {facts.Version}" : $"{facts.Package.Name} {facts.Version}", cancellationToken);
        return _remote is null ? $"Tagged {facts.Commit![..10]} as {facts.Tag}." : $"Tagged {facts.Commit![..10]} as {facts.Tag}. {await PushAsync(facts.Tag, cancellationToken)}";
    }

    /// <summary>Pushes the tag and nothing else; a remote that has another of that name refuses.</summary>
    private async Task<string> PushAsync(string tag, CancellationToken cancellationToken)
    {
        await _git.Remotes().PushAsync(new PushTarget(_remote!, null), [tag], dryRun: false, cancellationToken);
        return $"Pushed {tag} to {_remote}.";
    }

    private async Task<string> FetchAsync(string name, CancellationToken cancellationToken) =>
        await _git.Refs().FetchAsync(_remote!, [name], cancellationToken)
            ? $"Fetched it from {_remote}."
            : throw new ReleaseException(GitCodes.RemoteUnreachable.Create($"{_remote} does not have {name} any more. Run again."));

    private async Task<string> CloseAsync(ReleaseRecord record, CancellationToken cancellationToken)
    {
        if (record.There is not null && !await _git.Refs().SwapAsync(_remote!, record.Ref, record.There, null, cancellationToken))
        {
            throw new ReleaseException(LedgerCodes.LeaseLost.Create($"{record.Ref} on {_remote} was changed meanwhile, so it was left alone. Run again."));
        }

        if (record is { IsHere: true, Ledger.IsClosed: false })
        {
            await _book.CloseAsync(record.Id, _runner, "reconciled", cancellationToken);
        }

        return record.There is null ? "Closed." : $"Removed it from {_remote}{(record is { IsHere: true, Ledger.IsClosed: false } ? " and closed it here" : "")}.";
    }
}
