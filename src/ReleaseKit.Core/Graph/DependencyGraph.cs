using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Graph;

/// <summary>
/// Which package needs which. Every answer is in ordinal order of ids and independent of the order in which nodes and edges
/// were given; time is linear in both, and no depth of dependencies overflows the stack.
/// </summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<PackageId, int> _indexes;
    private readonly int[][] _dependencies;
    private readonly int[][] _dependents;
    private int[]? _components;
    private readonly Dictionary<(int Dependent, int Dependency), SourceLocation> _locations = [];

    /// <summary>Builds a graph; edges that say the same are one edge.</summary>
    /// <exception cref="ArgumentException">An edge names a package that is no node.</exception>
    public DependencyGraph(IEnumerable<PackageId> nodes, IEnumerable<DependencyEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        Nodes = [.. nodes.Distinct().Order()];
        _indexes = new Dictionary<PackageId, int>(Nodes.Length);
        for (var i = 0; i < Nodes.Length; i++)
        {
            _indexes.Add(Nodes[i], i);
        }

        var dependencies = new List<int>[Nodes.Length];
        var dependents = new List<int>[Nodes.Length];
        foreach (var edge in edges)
        {
            var (dependent, dependency) = (IndexOf(edge.Dependent), IndexOf(edge.Dependency));
            (dependencies[dependent] ??= []).Add(dependency);
            (dependents[dependency] ??= []).Add(dependent);
            if (edge.Location is not null)
            {
                _locations.TryAdd((dependent, dependency), edge.Location);
            }
        }

        _dependencies = Array.ConvertAll(dependencies, Distinct);
        _dependents = Array.ConvertAll(dependents, Distinct);
    }

    /// <summary>All packages, in ordinal order.</summary>
    public ImmutableArray<PackageId> Nodes { get; }

    /// <summary>What the package itself declares to need.</summary>
    public ImmutableArray<PackageId> DependenciesOf(PackageId package) => Ids(_dependencies[IndexOf(package)]);

    /// <summary>The packages that declare to need it.</summary>
    public ImmutableArray<PackageId> DependentsOf(PackageId package) => Ids(_dependents[IndexOf(package)]);

    /// <summary>Every other package that needs one of these, however far up.</summary>
    public ImmutableArray<PackageId> TransitiveDependentsOf(IEnumerable<PackageId> packages)
    {
        var seeds = packages.Select(IndexOf).ToArray();
        var reached = new bool[Nodes.Length];
        Array.ForEach(seeds, seed => reached[seed] = true);
        var pending = new Stack<int>(seeds);
        while (pending.TryPop(out var node))
        {
            foreach (var dependent in _dependents[node].Where(d => !reached[d]))
            {
                reached[dependent] = true;
                pending.Push(dependent);
            }
        }

        Array.ForEach(seeds, seed => reached[seed] = false);
        return Ids(Enumerable.Range(0, Nodes.Length).Where(i => reached[i]));
    }

    /// <summary>The shortest chain of dependencies from one package to another, both included; empty when there is none.</summary>
    public ImmutableArray<PackageId> FindPath(PackageId from, PackageId to)
    {
        var (start, end) = (IndexOf(from), IndexOf(to));
        return start == end ? [from] : Ids(ShortestPaths.Find(_dependencies, start, end, Nodes.Length) ?? []);
    }

    /// <summary>
    /// Publication order: each layer needs only packages of the layers before it, and at least one of the last. Their
    /// concatenation is a topological order.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-GRAPH-CYCLE</c>: there is no such order.</exception>
    public ImmutableArray<ImmutableArray<PackageId>> Layers()
    {
        var missing = Array.ConvertAll(_dependencies, d => d.Length);
        var layer = Enumerable.Range(0, Nodes.Length).Where(i => missing[i] == 0).ToList();
        var layers = ImmutableArray.CreateBuilder<ImmutableArray<PackageId>>();
        var ordered = 0;
        while (layer.Count > 0)
        {
            layers.Add(Ids(layer));
            ordered += layer.Count;
            layer = [.. layer.SelectMany(i => _dependents[i]).Where(d => --missing[d] == 0).Order()];
        }

        return ordered == Nodes.Length ? layers.ToImmutable() : throw new ReleaseException(DescribeCycle(FindCycle()));
    }

    /// <summary>All packages, each after everything it needs.</summary>
    /// <exception cref="ReleaseException"><c>RK-GRAPH-CYCLE</c>: there is no such order.</exception>
    public ImmutableArray<PackageId> TopologicalOrder() => [.. Layers().SelectMany(layer => layer)];

    /// <summary>
    /// Packages that need each other in a circle, each needing the next and the last the first; the one first in ordinal order
    /// comes first. Empty when there is no cycle. Of several the shortest is given, as far as a bounded search finds it.
    /// </summary>
    public ImmutableArray<PackageId> FindCycle() => Ids(Cycles.FindShortest(_dependencies));

    /// <summary>Whether each of two packages needs the other, however far up.</summary>
    public bool AreInOneCircle(PackageId one, PackageId other)
    {
        _components ??= Cycles.Components(_dependencies);
        return _components[IndexOf(one)] == _components[IndexOf(other)];
    }

    private Diagnostic DescribeCycle(ImmutableArray<PackageId> cycle)
    {
        var location = _locations.GetValueOrDefault((IndexOf(cycle[0]), IndexOf(cycle[1 % cycle.Length])));
        var chain = string.Join(" -> ", cycle.Append(cycle[0]));
        return GraphCodes.Cycle.At(location, $"These packages depend on each other in a circle: {chain}. Remove one of the dependencies or make it a development dependency.");
    }

    private int IndexOf(PackageId package) =>
        _indexes.TryGetValue(package, out var index) ? index : throw new ArgumentException($"{package} is not a node of the graph.", nameof(package));

    private ImmutableArray<PackageId> Ids(IEnumerable<int> indexes) => [.. indexes.Select(i => Nodes[i])];

    private static int[] Distinct(List<int>? indexes)
    {
        if (indexes is null)
        {
            return [];
        }

        indexes.Sort();
        return [.. indexes.Distinct()];
    }
}
