using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>
/// Adds the edges of bills of materials to the versions they tell. A bill is published after what it lists, unless that is
/// published after the bill already, because it inherits from or imports it.
/// </summary>
internal static class ManagementOrder
{
    /// <summary>The packages with all their edges.</summary>
    public static IEnumerable<Package> Add(IReadOnlyCollection<(Package Package, IReadOnlyList<Dependency> Managed)> packages)
    {
        var order = packages.Select(p => p.Package).DistinctBy(p => p.Id)
            .ToDictionary(p => p.Id, p => p.Dependencies.Where(Orders).Select(d => d.Id).ToHashSet());
        foreach (var (package, managed) in packages.OrderBy(p => p.Package.Id))
        {
            var edges = new List<Dependency>(package.Dependencies);
            foreach (var edge in managed)
            {
                var isOrdered = !Reaches(order, edge.Id, package.Id);
                edges.Add(isOrdered ? edge : EdgeReader.WithoutOrder(edge));
                if (isOrdered && Orders(edge))
                {
                    order[package.Id].Add(edge.Id);
                }
            }

            yield return package with { Dependencies = [.. edges.Distinct().OrderBy(d => d.Id).ThenBy(d => d.Kind).ThenBy(d => d.Location?.File, StringComparer.Ordinal).ThenBy(d => d.Location?.Line).ThenBy(d => d.Location?.Column)] };
        }
    }

    private static bool Orders(Dependency edge) => edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev };

    private static bool Reaches(Dictionary<PackageId, HashSet<PackageId>> order, PackageId from, PackageId to)
    {
        var seen = new HashSet<PackageId> { from };
        var waiting = new Stack<PackageId>(seen);
        while (waiting.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var next in order.GetValueOrDefault(at) ?? [])
            {
                if (seen.Add(next))
                {
                    waiting.Push(next);
                }
            }
        }

        return false;
    }
}
