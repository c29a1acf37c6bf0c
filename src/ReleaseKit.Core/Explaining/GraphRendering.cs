using System.Text;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>Draws the packages of a workspace and what they need; with a plan, the versions they are released with too.</summary>
public static class GraphRendering
{
    /// <summary>The formats by the names users write.</summary>
    public static IReadOnlyDictionary<string, GraphFormat> Formats { get; } = new Dictionary<string, GraphFormat>(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = GraphFormat.Text,
        ["mermaid"] = GraphFormat.Mermaid,
        ["dot"] = GraphFormat.Dot,
    };

    /// <summary>The text; lines end with a line feed, except the last.</summary>
    public static string Render(Workspace workspace, ReleasePlan? plan, GraphFormat format)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var packages = workspace.Packages.OrderBy(p => p.Id).ToArray();
        return format switch
        {
            GraphFormat.Mermaid => Mermaid(workspace, packages, plan),
            GraphFormat.Dot => Dot(workspace, packages, plan),
            _ => DependencyTree.Render(workspace, packages, package => Label(package, plan)),
        };
    }

    /// <summary>A dependency's kind and source where they are not the usual ones.</summary>
    internal static string EdgeLabel(Dependency edge) => (edge.Kind, edge.Source) switch
    {
        (DependencyKind.Runtime, DependencySource.Workspace) => "",
        (DependencyKind.Runtime, _) => "registry",
        (_, DependencySource.Workspace) => DocumentNames.DependencyKinds[edge.Kind],
        _ => $"{DocumentNames.DependencyKinds[edge.Kind]}, registry",
    };

    /// <summary>The edges between members, each kind and source once, in ordinal order.</summary>
    internal static IEnumerable<Dependency> Edges(Workspace workspace, Package package) => package.Dependencies
        .Where(e => workspace.Find(e.Id) is not null)
        .DistinctBy(e => (e.Id, e.Kind, e.Source))
        .OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Source);

    private static string Label(Package package, ReleasePlan? plan)
    {
        var text = plan?.Find(package.Id) is { } release
            ? ReasonText.Release(release)
            : $"{package.Id}{(package.Version is null ? "" : $" {package.Version}")}{(package.Publishable ? "" : " (private)")}";
        return DisplayText.Line(text);
    }

    private static string Mermaid(Workspace workspace, Package[] packages, ReleasePlan? plan)
    {
        var text = new StringBuilder("flowchart LR");
        Each(workspace, packages, (index, package) => text.Append($"\n  p{index}[\"{Escape(Label(package, plan))}\"]"), (from, to, edge) =>
        {
            var label = EdgeLabel(edge);
            var arrow = edge.Source == DependencySource.Workspace && edge.Kind != DependencyKind.Dev ? "-->" : "-.->";
            text.Append($"\n  p{from} {arrow}{(label.Length == 0 ? "" : $"|{label}|")} p{to}");
        });
        return text.ToString();

        // Mermaid's own character references; anything else in quotes is text.
        static string Escape(string label) => label
            .Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal).Replace("`", "#96;", StringComparison.Ordinal);
    }

    private static string Dot(Workspace workspace, Package[] packages, ReleasePlan? plan)
    {
        var text = new StringBuilder("digraph workspace {\n  rankdir=LR;\n  node [shape=box];");
        Each(workspace, packages, (index, package) => text.Append($"\n  p{index} [label=\"{Escape(Label(package, plan))}\"];"), (from, to, edge) =>
        {
            string[] attributes =
            [
                .. EdgeLabel(edge) is { Length: > 0 } label ? [$"label=\"{label}\""] : Array.Empty<string>(),
                .. edge.Source == DependencySource.Workspace && edge.Kind != DependencyKind.Dev ? Array.Empty<string>() : ["style=dashed"],
            ];
            text.Append($"\n  p{from} -> p{to}{(attributes.Length == 0 ? "" : $" [{string.Join(", ", attributes)}]")};");
        });
        return text.Append("\n}").ToString();

        static string Escape(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    private static void Each(Workspace workspace, Package[] packages, Action<int, Package> node, Action<int, int, Dependency> edge)
    {
        var indexes = packages.Index().ToDictionary(p => p.Item.Id, p => p.Index);
        foreach (var (index, package) in packages.Index())
        {
            node(index, package);
        }

        foreach (var (index, package) in packages.Index())
        {
            foreach (var dependency in Edges(workspace, package))
            {
                edge(index, indexes[dependency.Id], dependency);
            }
        }
    }
}
