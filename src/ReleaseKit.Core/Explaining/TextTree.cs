using System.Text;

namespace ReleaseKit.Core.Explaining;

/// <summary>One line with the lines that belong below it.</summary>
internal sealed record TreeNode(string Text, IReadOnlyList<TreeNode> Children);

/// <summary>Draws trees with lines. Depth is limited by memory only, not by the stack.</summary>
internal static class TextTree
{
    /// <summary>The root's text and its children; no final line feed.</summary>
    public static string Render(TreeNode root)
    {
        var text = new StringBuilder(root.Text);
        var pending = new Stack<(TreeNode Node, string Prefix, bool IsLast)>();
        Push(pending, root, "");
        while (pending.TryPop(out var item))
        {
            text.Append('\n').Append(item.Prefix).Append(item.IsLast ? "└─ " : "├─ ").Append(item.Node.Text);
            Push(pending, item.Node, item.Prefix + (item.IsLast ? "   " : "│  "));
        }

        return text.ToString();
    }

    private static void Push(Stack<(TreeNode, string, bool)> pending, TreeNode node, string prefix)
    {
        for (var i = node.Children.Count - 1; i >= 0; i--)
        {
            pending.Push((node.Children[i], prefix, i == node.Children.Count - 1));
        }
    }
}
