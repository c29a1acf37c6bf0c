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
    public ReadOnlySpan<int> Find(ReadOnlySpan<char> path) => FindDirectory(path[..Math.Max(0, path.LastIndexOf('/'))]).Span;

    /// <summary>The indices of the longest directory that is this one or contains it; empty when none does.</summary>
    /// <param name="directory">A path relative to the workspace root, with forward slashes; empty for the root.</param>
    public ReadOnlyMemory<int> FindDirectory(ReadOnlySpan<char> directory)
    {
        var node = _root;
        var best = node.Indices;
        while (!directory.IsEmpty)
        {
            var slash = directory.IndexOf('/');
            if (node.Find(slash < 0 ? directory : directory[..slash]) is not { } child)
            {
                break;
            }

            node = child;
            best = node.Indices.Length > 0 ? node.Indices : best;
            directory = slash < 0 ? [] : directory[(slash + 1)..];
        }

        return best;
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
