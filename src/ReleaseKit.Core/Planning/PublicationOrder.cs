using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>Dependencies are published before what needs them, as <see cref="OrderingGraph"/> has them.</summary>
internal static class PublicationOrder
{
    /// <summary>Refuses packages that could never be published one before the other, whether or not they are released now.</summary>
    /// <exception cref="ReleaseException"><c>RK-GRAPH-CYCLE</c> with every declaration on the way.</exception>
    public static void Check(PlanRequest request)
    {
        var cycle = OrderingGraph.Of(request.Workspace, id => request.Workspace.Find(id) is { Publishable: true } && !request.Policy.Excluded.ContainsKey(id)).FindCycle();
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
    public static ImmutableArray<ImmutableArray<PackageId>> Layers(PlanRequest request, Func<PackageId, bool> isReleased) => OrderingGraph.Of(request.Workspace, isReleased).Layers();
}
