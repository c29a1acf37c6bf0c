using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Withdrawing;

/// <summary>All that a rollback will do, in the order in which it will.</summary>
/// <param name="Withdrawals">Dependents before what they depend on.</param>
/// <param name="Tags">In ordinal order.</param>
public sealed record WithdrawalPlan(ImmutableArray<Withdrawal> Withdrawals, ImmutableArray<TagRemoval> Tags)
{
    /// <summary>What becomes of the forge's releases, in ordinal order of tag.</summary>
    public ImmutableArray<PageWithdrawal> Pages { get; init; } = [];

    /// <summary>Whether anything would be changed.</summary>
    public bool IsEmpty => Withdrawals.All(w => w.State != WithdrawalState.Pending) && Tags.All(t => !t.IsRemoved) && Pages.IsEmpty;

    /// <summary>The packages in the reverse order of their publication, so that nothing ever needs what is withdrawn already.</summary>
    /// <exception cref="Diagnostics.ReleaseException"><c>RK-GRAPH-CYCLE</c>.</exception>
    public static ImmutableArray<PackageId> Order(Workspace workspace, IReadOnlySet<PackageId> packages) =>
    [
        .. OrderingGraph.Of(workspace, id => workspace.Find(id) is { Publishable: true } || packages.Contains(id)).TopologicalOrder().Reverse().Where(packages.Contains),
    ];

    /// <summary>The table that is shown before anything is done.</summary>
    public string Render()
    {
        var table = TextTable.Render(
            ["package", "version", "what will be done", "what stays"],
            Withdrawals.Select(w => (IReadOnlyList<string>)
                [DisplayText.Line(w.Package.ToString()), DisplayText.Line(w.Version), w.Action, w.State == WithdrawalState.Absent ? "" : w.Capability.Remains]));
        return string.Join('\n', [table, .. Tags.Select(t => t.Describe()), .. Pages.Select(p => p.Describe())]);
    }
}
