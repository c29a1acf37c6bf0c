using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Explaining;

/// <summary>The packages nobody needs, each with what it needs below it. A package is unfolded once; <c>(*)</c> marks the other places.</summary>
internal static class DependencyTree
{
    public static string Render(Workspace workspace, Package[] packages, Func<Package, string> label)
    {
        var needed = packages.SelectMany(p => GraphRendering.Edges(workspace, p).Select(e => e.Id).Where(id => id != p.Id)).ToHashSet();
        var shown = new HashSet<PackageId>();
        var trees = new List<string>();

        // Packages that only a circle of development dependencies needs are roots after all the others.
        foreach (var package in packages.OrderBy(p => needed.Contains(p.Id)))
        {
            if (!shown.Contains(package.Id))
            {
                trees.Add(TextTree.Render(Unfold(workspace, package, label, shown)));
            }
        }

        return trees.Count == 0 ? "No packages." : string.Join('\n', trees);
    }

    /// <summary>Depth-first without recursion: a chain of dependencies may be as long as the workspace.</summary>
    private static TreeNode Unfold(Workspace workspace, Package root, Func<Package, string> label, HashSet<PackageId> shown)
    {
        shown.Add(root.Id);
        var children = new List<TreeNode>();
        var pending = new Stack<(List<TreeNode> Siblings, Dependency Edge)>();
        Push(children, root);
        while (pending.TryPop(out var item))
        {
            var package = workspace.Find(item.Edge.Id)!;
            var kind = GraphRendering.EdgeLabel(item.Edge);
            var text = label(package) + (kind.Length == 0 ? "" : $" [{kind}]");
            var below = new List<TreeNode>();
            if (shown.Add(package.Id))
            {
                Push(below, package);
            }
            else
            {
                text += GraphRendering.Edges(workspace, package).Any() ? " (*)" : "";
            }

            item.Siblings.Add(new TreeNode(text, below));
        }

        return new TreeNode(label(root), children);

        void Push(List<TreeNode> siblings, Package package)
        {
            foreach (var edge in GraphRendering.Edges(workspace, package).Reverse())
            {
                pending.Push((siblings, edge));
            }
        }
    }
}
