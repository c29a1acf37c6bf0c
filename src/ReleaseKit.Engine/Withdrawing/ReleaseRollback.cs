using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>Takes versions back, dependents before what they depend on. Every step asks first what is done already.</summary>
public sealed class ReleaseRollback
{
    private const int Width = 16;
    private readonly RollbackScope _scope;
    private readonly DiscoveredWorkspace _workspace;
    private readonly EcosystemCatalog _ecosystems;
    private readonly Func<Package, string, PackageContext> _context;
    private readonly RollbackLedger _ledger;

    /// <summary>A rollback.</summary>
    /// <param name="scope">What is taken back.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="context">Makes the context in which an adapter sees a version.</param>
    /// <param name="ledger">What earlier runs did.</param>
    public ReleaseRollback(RollbackScope scope, DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, Func<Package, string, PackageContext> context, RollbackLedger ledger)
    {
        _scope = scope;
        _workspace = workspace;
        _ecosystems = ecosystems;
        _context = context;
        _ledger = ledger;
    }

    /// <summary>Asks the registries where each version stands, and decides. Nothing is changed.</summary>
    /// <param name="evenTaken">Whether tags of numbers that stay taken are deleted, too.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException">A registry cannot be asked: nothing is decided then. <c>RK-ROLLBACK-UNKNOWN</c>: neither a tag nor a version.</exception>
    public async Task<WithdrawalPlan> PlanAsync(bool evenTaken, CancellationToken cancellationToken)
    {
        var order = WithdrawalPlan.Order(_workspace.Workspace, _scope.Versions.Select(v => v.Package.Id).ToHashSet());
        var sorted = _scope.Versions.GroupBy(v => v.Package.Id).OrderBy(g => order.IndexOf(g.Key))
            .SelectMany(g => g.OrderByDescending(v => v.Version, Comparer<string>.Create(_ecosystems[g.Key.Ecosystem].Versions.Compare))).ToArray();
        var withdrawals = new Withdrawal[sorted.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, sorted.Length, options, async (i, token) => withdrawals[i] = await LookAsync(sorted[i], token));
        var plan = new WithdrawalPlan([.. withdrawals], TagRemoval.Decide(withdrawals, id => !_workspace.Workspace.Find(id)!.Publishable, evenTaken));
        var nowhere = plan.Tags.Where(t => _scope.Tags.GetValueOrDefault(t.Tag) is null or { Here: null, There: null }).Select(t => t.Tag).ToHashSet(StringComparer.Ordinal);
        if (!_ledger.IsContinued && plan.Withdrawals.All(w => w.State == WithdrawalState.Absent && nowhere.Contains(w.Tag)))
        {
            throw new ReleaseException(RollbackCodes.Unknown.Create(
                $"There is nothing to take back: {DisplayText.Line(string.Join(", ", nowhere.Order(StringComparer.Ordinal)))} is a tag neither here nor on the remote, and no registry has such a version. See git tag --list."));
        }

        return plan with { Tags = [.. plan.Tags.Where(t => !nowhere.Contains(t.Tag))] };
    }

    /// <summary>Withdraws what is pending. One that fails does not keep the others.</summary>
    /// <param name="plan">What was shown.</param>
    /// <param name="reason">What users are told: one line.</param>
    /// <param name="cancellationToken">Ends clients.</param>
    public async Task<ImmutableArray<WithdrawalOutcome>> WithdrawAsync(WithdrawalPlan plan, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var outcomes = ImmutableArray.CreateBuilder<WithdrawalOutcome>();
        foreach (var withdrawal in plan.Withdrawals)
        {
            outcomes.Add(withdrawal.State switch
            {
                WithdrawalState.Pending => await WithdrawAsync(withdrawal, reason, cancellationToken),
                WithdrawalState.Withdrawn => new WithdrawalOutcome(withdrawal, "withdrawn", "was withdrawn already"),
                WithdrawalState.Manual => new WithdrawalOutcome(withdrawal, "manual", withdrawal.Capability.Manual, RollbackCodes.Manual.Create(
                    $"{DisplayText.Line(withdrawal.Package.ToString())} {withdrawal.Version} is still as it was: its registry lets no program take it back. {withdrawal.Capability.Manual}")),
                _ => new WithdrawalOutcome(withdrawal, "absent", "the registry does not have it"),
            });
        }

        return outcomes.ToImmutable();
    }

    private async Task<Withdrawal> LookAsync(TaggedVersion version, CancellationToken cancellationToken)
    {
        var adapter = _ecosystems[version.Package.Ecosystem];
        var context = _context(version.Package, version.Version);
        var capability = adapter.Withdrawal.Capability(context);

        // The name of a package that is never uploaded is nobody's business.
        var state = !version.Package.Publishable || await adapter.Registry.FindAsync(context, cancellationToken) is null ? WithdrawalState.Absent
            : _ledger.HasWithdrawn(version.Package.Id, version.Version) || await adapter.Withdrawal.IsWithdrawnAsync(context, cancellationToken) ? WithdrawalState.Withdrawn
            : capability.Kind == WithdrawalKind.None ? WithdrawalState.Manual
            : WithdrawalState.Pending;
        return new Withdrawal(version.Package.Id, version.Version, version.Tag, state, capability);
    }

    private async Task<WithdrawalOutcome> WithdrawAsync(Withdrawal withdrawal, string reason, CancellationToken cancellationToken)
    {
        try
        {
            var package = _workspace.Workspace.Find(withdrawal.Package)!;
            await _ledger.AppendAsync(LedgerPhase.Intent, withdrawal.Package, withdrawal.Version, null, cancellationToken);
            var did = await _ecosystems[package.Ecosystem].Withdrawal.WithdrawAsync(_context(package, withdrawal.Version), reason, cancellationToken);
            await _ledger.AppendAsync(LedgerPhase.Outcome, withdrawal.Package, withdrawal.Version, did, cancellationToken);
            return new WithdrawalOutcome(withdrawal, "withdrawn", did);
        }
        catch (ReleaseException e)
        {
            return new WithdrawalOutcome(withdrawal, "failed", e.Diagnostics[0].Message, e.Diagnostics[0]);
        }
    }
}
