using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>
/// Attributes commits to packages in one pass. Which baselines reach a commit is carried from children to parents as a set
/// of bits, so that every package has its own range at no extra walk, and so that the walk may stop
/// (<see cref="IsComplete"/>) where every baseline is behind. Commits normally come children before parents; where clocks
/// were wrong and they do not, the sets are carried on and the result is put in order.
/// </summary>
public sealed class HistoryAttribution
{
    private readonly PackageRange[] _ranges;
    private readonly int[] _baselineOf;
    private readonly Dictionary<string, int> _baselines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HistoryNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<HistoryNode> _touching = [];
    private readonly BaselineSet _none;
    private readonly PathTrie _trie;
    private readonly SortedSet<int> _touched = [];
    private readonly bool _needsAll;
    private int _open;
    private bool _outOfOrder;

    /// <summary>Prepares a pass over the ranges, whose ids are unique.</summary>
    public HistoryAttribution(IEnumerable<PackageRange> ranges)
    {
        _ranges = [.. ranges];
        _trie = new PathTrie([.. _ranges.Select(r => r.Directory)]);
        _baselineOf = [.. _ranges.Select(r => r.Baseline is null ? -1 : Register(r.Baseline))];
        _needsAll = _ranges.Any(r => r.Baseline is null);
        _none = BaselineSet.Empty(_baselines.Count);
    }

    /// <summary>How many commits were visited.</summary>
    public int CommitCount { get; private set; }

    /// <summary>
    /// Whether no commit that is still to come can belong to a package: what has been visited has no parent left that some
    /// baseline does not reach.
    /// </summary>
    public bool IsComplete => !_needsAll && CommitCount > 0 && _open == 0;

    /// <summary>Notes that the current commit changes a file.</summary>
    /// <param name="path">Relative to the workspace root, with forward slashes.</param>
    public void Touch(ReadOnlySpan<char> path)
    {
        foreach (var index in _trie.Find(path))
        {
            _touched.Add(index);
        }
    }

    /// <summary>Ends the current commit, whose files were touched before. Each commit comes once.</summary>
    /// <param name="id">Full object name.</param>
    /// <param name="parents">Full object names.</param>
    /// <param name="commit">Gives the commit; asked for only when it may belong to a package.</param>
    public void Complete(string id, ReadOnlySpan<string> parents, Func<RawCommit> commit)
    {
        var node = Node(id);
        _open -= IsOpen(node) ? 1 : 0;
        node.IsListed = true;
        node.Order = CommitCount++;
        if (_baselines.TryGetValue(id, out var own))
        {
            node.Reached = node.Reached.With(own);
        }

        if (_touched.Count > 0 && _touched.Any(index => !IsBehind(node, index)))
        {
            node.Touched = [.. _touched];
            node.Commit = commit();
            _touching.Add(node);
        }

        _touched.Clear();
        node.Parents = new HistoryNode[parents.Length];
        for (var i = 0; i < parents.Length; i++)
        {
            var parent = node.Parents[i] = Node(parents[i]);
            _outOfOrder |= parent.IsListed;
            Carry(node.Reached, parent);
        }
    }

    /// <summary>The commits of each package, children before their parents, otherwise in the order they came.</summary>
    public ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> Result()
    {
        var commits = new ImmutableArray<RawCommit>.Builder[_ranges.Length];
        for (var index = 0; index < commits.Length; index++)
        {
            commits[index] = ImmutableArray.CreateBuilder<RawCommit>();
        }

        foreach (var node in _outOfOrder ? InOrder() : _touching)
        {
            foreach (var index in node.Touched.Where(index => !IsBehind(node, index)))
            {
                commits[index].Add(node.Commit!);
            }
        }

        return _ranges.Select((range, index) => KeyValuePair.Create(range.Id, commits[index].ToImmutable())).ToImmutableDictionary();
    }

    /// <summary>Packages whose baseline was never met: it is no ancestor of where the walk began.</summary>
    public IEnumerable<PackageRange> Unreached() =>
        _ranges.Where(range => range.Baseline is not null && !(_nodes.TryGetValue(range.Baseline, out var node) && node.IsListed));

    private int Register(string baseline)
    {
        if (!_baselines.TryGetValue(baseline, out var index))
        {
            _baselines[baseline] = index = _baselines.Count;
        }

        return index;
    }

    private HistoryNode Node(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
        {
            _nodes[id] = node = new HistoryNode(_none);
            _open += IsOpen(node) ? 1 : 0;
        }

        return node;
    }

    private bool IsOpen(HistoryNode node) => !node.IsListed && node.Reached.Count < _baselines.Count;

    private bool IsBehind(HistoryNode node, int range) => _baselineOf[range] >= 0 && node.Reached.Contains(_baselineOf[range]);

    /// <summary>Adds to a commit's set, and to those of its ancestors as far as they have been visited already.</summary>
    private void Carry(BaselineSet reached, HistoryNode first)
    {
        if (!Add(reached, first) || !first.IsListed)
        {
            return;
        }

        var rest = new Stack<HistoryNode>(first.Parents);
        while (rest.TryPop(out var node))
        {
            if (Add(reached, node))
            {
                Array.ForEach(node.Parents, rest.Push);
            }
        }
    }

    private bool Add(BaselineSet reached, HistoryNode node)
    {
        var union = node.Reached.Union(reached);
        if (ReferenceEquals(union, node.Reached))
        {
            return false;
        }

        var wasOpen = IsOpen(node);
        node.Reached = union;
        _open -= wasOpen && !IsOpen(node) ? 1 : 0;
        return true;
    }

    /// <summary>A topological order that keeps to the order of the walk wherever it can.</summary>
    private IEnumerable<HistoryNode> InOrder()
    {
        var listed = _nodes.Values.Where(node => node.IsListed).ToArray();
        var children = listed.SelectMany(node => node.Parents).GroupBy(parent => parent).ToDictionary(group => group.Key, group => group.Count());
        var ready = new PriorityQueue<HistoryNode, int>(listed.Where(node => !children.ContainsKey(node)).Select(node => (node, node.Order)));
        while (ready.TryDequeue(out var node, out _))
        {
            if (node.Commit is not null)
            {
                yield return node;
            }

            foreach (var parent in node.Parents)
            {
                children[parent]--;
                if (parent.IsListed && children[parent] == 0)
                {
                    ready.Enqueue(parent, parent.Order);
                }
            }
        }
    }
}
