using ReleaseKit.Core.Graph;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// What is published before what: everything but development dependencies orders. What is only used when asked for (extras), or
/// brought by the consumer (peers), does so unless that leads in a circle: an extra of a core that names its own plugins is common,
/// and whoever installs the core alone does not need them. Where the ecosystem allows circles, those of one are published side by side.
/// </summary>
public static class OrderingGraph
{
    /// <summary>The graph of some packages of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="includes">Which packages are ordered.</param>
    public static DependencyGraph Of(Workspace workspace, Func<PackageId, bool> includes)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(includes);
        var packages = workspace.Packages.Where(p => includes(p.Id)).ToArray();
        var edges = (from package in packages
                     from edge in package.Dependencies
                     where edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev } && workspace.Find(edge.Id) is not null && includes(edge.Id)
                     select (Package: package.Id, Edge: edge)).ToArray();
        var whole = Graph(packages, edges);
        if (whole.FindCycle().IsEmpty)
        {
            return whole;
        }

        var kept = edges.Where(e => !IsYielding(e.Edge) || !whole.AreInOneCircle(e.Package, e.Edge.Id)).ToArray();
        return Graph(packages, [.. kept, .. SharedByCircles(edges, kept, whole)]);
    }

    /// <summary>What one package of a circle waits for all of them wait for, as they are published side by side.</summary>
    private static IEnumerable<(PackageId Package, Dependency Edge)> SharedByCircles(
        (PackageId Package, Dependency Edge)[] edges, (PackageId Package, Dependency Edge)[] kept, DependencyGraph whole)
    {
        var together = edges.Where(e => e.Edge.MayCircle && whole.AreInOneCircle(e.Package, e.Edge.Id)).Select(e => e.Package).Distinct().ToArray();
        return from package in together
               from edge in kept
               where edge.Package != package && together.Contains(edge.Package) && whole.AreInOneCircle(package, edge.Package) && !whole.AreInOneCircle(package, edge.Edge.Id)
               select (package, edge.Edge);
    }

    /// <summary>Whether a dependency gives way where it would lead in a circle.</summary>
    private static bool IsYielding(Dependency edge) => edge.MayCircle || edge.Kind is DependencyKind.Optional or DependencyKind.Peer;

    private static DependencyGraph Graph(IEnumerable<Package> packages, IEnumerable<(PackageId Package, Dependency Edge)> edges) =>
        new(packages.Select(p => p.Id), edges.Select(e => new DependencyEdge(e.Package, e.Edge.Id, e.Edge.Location)));
}
