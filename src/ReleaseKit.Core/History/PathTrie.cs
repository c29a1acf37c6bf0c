using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>Answers which of many directories a path belongs to: the longest one that contains it. Immutable once built.</summary>
public sealed class PathTrie
{
    private readonly Node _root = new();

    /// <summary>Builds the trie; <paramref name="directories"/> holds, for each index, a directory. Several indices may share one.</summary>
    public PathTrie(IReadOnlyList<RelativePath> directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        for (var index = 0; index < directories.Count; index++)
        {
            var node = _root;
            if (!directories[index].IsRoot)
            {
                foreach (var segment in directories[index].Value.Split('/'))
                {
                    node = node.Child(segment);
                }
            }

            node.Indices = [.. node.Indices, index];
        }
    }

    /// <summary>The indices of the longest directory that contains the path; empty when none does.</summary>
    /// <param name="path">A path relative to the workspace root, with forward slashes.</param>
    public ReadOnlySpan<int> Find(ReadOnlySpan<char> path)
    {
        var node = _root;
        var best = node.Indices;
        while (true)
        {
            var slash = path.IndexOf('/');
            if (slash < 0 || node.Find(path[..slash]) is not { } child)
            {
                return best;
            }

            node = child;
            best = node.Indices.Length > 0 ? node.Indices : best;
            path = path[(slash + 1)..];
        }
    }

    private sealed class Node
    {
        private Dictionary<string, Node>? _children;

        public int[] Indices { get; set; } = [];

        public Node Child(string segment)
        {
            _children ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!_children.TryGetValue(segment, out var child))
            {
                _children[segment] = child = new Node();
            }

            return child;
        }

        public Node? Find(ReadOnlySpan<char> segment) =>
            _children is not null && _children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var child) ? child : null;
    }
}
