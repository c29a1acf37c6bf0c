using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Graph;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>Dependencies are published before what needs them; development dependencies order nothing.</summary>
internal static class PublicationOrder
{
    /// <summary>Refuses packages that could never be published one before the other, whether or not they are released now.</summary>
    /// <exception cref="ReleaseException"><c>RK-GRAPH-CYCLE</c> with every declaration on the way.</exception>
    public static void Check(PlanRequest request)
    {
        var cycle = Graph(request, id => request.Workspace.Find(id) is { Publishable: true } && !request.Policy.Excluded.ContainsKey(id)).FindCycle();
        if (cycle.IsEmpty)
        {
            return;
        }

        var path = new StringBuilder($"{cycle[0]}");
        SourceLocation? first = null;
        for (var i = 0; i < cycle.Length; i++)
        {
            var dependency = cycle[(i + 1) % cycle.Length];
            var edge = request.Workspace.Find(cycle[i])!.Dependencies.First(e => e.Id == dependency && Propagation.Carries(e));
            var location = edge.Location ?? new SourceLocation(edge.DeclaredIn.Value);
            first ??= location;
            path.Append($" -> {dependency} ({location})");
        }

        throw new ReleaseException(GraphCodes.Cycle.At(
            first, $"Packages depend on each other in a circle, so none can be published first: {path}. Remove one of these dependencies, or make it a development dependency."));
    }

    /// <summary>The released packages in layers.</summary>
    public static ImmutableArray<ImmutableArray<PackageId>> Layers(PlanRequest request, Func<PackageId, bool> isReleased) => Graph(request, isReleased).Layers();

    private static DependencyGraph Graph(PlanRequest request, Func<PackageId, bool> includes)
    {
        var packages = request.Workspace.Packages.Where(p => includes(p.Id)).ToArray();
        return new DependencyGraph(
            packages.Select(p => p.Id),
            from package in packages
            from edge in package.Dependencies
            where Propagation.Carries(edge) && request.Workspace.Find(edge.Id) is not null && includes(edge.Id)
            select new DependencyEdge(package.Id, edge.Id, edge.Location));
    }
}
