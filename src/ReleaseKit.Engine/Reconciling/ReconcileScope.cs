using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>Which packages are looked at.</summary>
public static class ReconcileScope
{
    /// <summary>The packages that may be uploaded, of a group or with some names where those are given.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="group">A group's label; empty for all.</param>
    /// <param name="names">Ids or names; empty for all.</param>
    /// <exception cref="ReleaseException"><c>RK-PLAN-PACKAGE</c>: a name is none of a package, or the group has none.</exception>
    public static ImmutableArray<Package> Select(DiscoveredWorkspace workspace, string group, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(names);
        var known = new PackageNames(workspace.Workspace);
        var asked = names.Select(name => PlanPolicies.Resolve(name, known)).ToHashSet();
        var members = workspace.Groups.Where(g => g.Label == group).SelectMany(g => g.Packages).ToHashSet();
        ImmutableArray<Package> selected =
        [
            .. workspace.Workspace.Packages.Where(p =>
                p is { Publishable: true, Version: not null } && !workspace.Excluded.ContainsKey(p.Id) && (asked.Count == 0 || asked.Contains(p.Id)) &&
                (group.Length == 0 || p.Group == group || members.Contains(p.Id))),
        ];
        return selected.IsEmpty && group.Length > 0
            ? throw new ReleaseException(PlanCodes.UnknownPackage.Create(
                $"No package that may be uploaded belongs to the group '{DisplayText.Line(group)}'.{NearestName.Question(group, workspace.Groups.Select(g => g.Label).Concat(workspace.Workspace.Packages.Select(p => p.Group).OfType<string>()).Distinct())}"))
            : selected;
    }
}
