using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Packages;

/// <summary>Adds to a workspace the edges that people declare beside manifests.</summary>
public static class DeclaredEdges
{
    /// <summary>
    /// The workspace with these edges. One that a manifest has already, of the same kind, keeps its range and gets the rule.
    /// </summary>
    /// <exception cref="ReleaseException">Every edge that cannot be: <c>RK-EDGE-UNKNOWN</c>, <c>RK-EDGE-AMBIGUOUS</c>, <c>RK-EDGE-SELF</c>.</exception>
    public static Workspace Apply(Workspace workspace, IEnumerable<DeclaredEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(edges);
        var names = new PackageNames(workspace);
        var problems = new List<Diagnostic>();
        var added = new Dictionary<PackageId, List<Dependency>>();
        foreach (var edge in edges)
        {
            if (Find(names, edge, edge.From, problems) is { } from && Find(names, edge, edge.To, problems) is { } to)
            {
                if (from == to)
                {
                    problems.Add(EdgeCodes.Self.At(Place(edge), $"{from} is declared to depend on itself. Remove the edge."));
                    continue;
                }

                if (!added.TryGetValue(from, out var list))
                {
                    added.Add(from, list = []);
                }

                list.Add(new Dependency(to, "", edge.Kind, DependencySource.Workspace, edge.DeclaredIn, edge.Location) { IsDeclared = true, Rule = edge.Rule });
            }
        }

        return problems.Count > 0 ? throw new ReleaseException(problems)
            : added.Count == 0 ? workspace
            : new Workspace([.. workspace.Packages.Select(package => added.TryGetValue(package.Id, out var own) ? package with { Dependencies = Merge(package.Dependencies, own) } : package)]);
    }

    private static ImmutableArray<Dependency> Merge(ImmutableArray<Dependency> known, List<Dependency> declared)
    {
        var result = known.ToList();
        foreach (var edge in declared)
        {
            var same = result.FindIndex(d => d.Id == edge.Id && d.Kind == edge.Kind && d.Source == DependencySource.Workspace);
            if (same < 0)
            {
                result.Add(edge);
            }
            else
            {
                result[same] = result[same] with { Rule = edge.Rule ?? result[same].Rule };
            }
        }

        return [.. result.OrderBy(d => d.Id).ThenBy(d => d.Kind)];
    }

    private static PackageId? Find(PackageNames names, DeclaredEdge edge, string name, List<Diagnostic> problems)
    {
        var found = names.Find(name);
        if (found.Length == 1)
        {
            return found[0];
        }

        problems.Add(found.IsEmpty
            ? EdgeCodes.Unknown.At(Place(edge), $"'{DisplayText.Line(name)}' is no package of this workspace, so nothing can depend on it or be its dependency.{names.Question(name)} Run -t:Discover to see all ids.")
            : EdgeCodes.Ambiguous.At(Place(edge), $"Several packages are named '{DisplayText.Line(name)}': {string.Join(", ", found)}. Write the id of the one that is meant."));
        return null;
    }

    private static SourceLocation Place(DeclaredEdge edge) => edge.Location ?? new SourceLocation(edge.DeclaredIn.Value);
}
