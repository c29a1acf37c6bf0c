using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>
/// Attributes commits to packages in one pass. Which baselines reach a commit is carried from children to parents as a set
/// of bits, so that every package has its own range at no extra walk, and so that the walk may stop
/// (<see cref="IsComplete"/>) where every baseline is behind. Commits may come in any order; children before parents is the
/// fast one.
/// </summary>
public sealed class HistoryAttribution
{
    private readonly PackageRange[] _ranges;
    private readonly int[] _baselineOf;
    private readonly int[] _latestOf;
    private readonly Dictionary<string, int> _baselines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HistoryNode> _nodes = new(StringComparer.Ordinal);
    private readonly BaselineSet _none;
    private readonly PathTrie _trie;
    private readonly RelativePath[] _watched;
    private readonly Dictionary<string, int> _watchedIndex;
    private readonly SortedSet<int> _touched = [];
    private readonly SortedSet<int> _added = [];
    private readonly bool _needsAll;
    private int _open;

    /// <summary>Prepares a pass over the ranges, whose ids are unique.</summary>
    /// <param name="ranges">What each package's history is.</param>
    /// <param name="watched">Files whose adding commits are wanted, each once.</param>
    public HistoryAttribution(IEnumerable<PackageRange> ranges, IEnumerable<RelativePath> watched)
    {
        _ranges = [.. ranges];
        _watched = [.. watched];
        _watchedIndex = _watched.Select((path, index) => (path.Value, index)).ToDictionary(StringComparer.Ordinal);
        _trie = new PathTrie([.. _ranges.Select(r => r.Directory)]);
        _baselineOf = [.. _ranges.Select(r => Register(r.Baseline))];
        _latestOf = [.. _ranges.Select(r => Register(r.Latest))];
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

    /// <summary>Whether a commit has been visited.</summary>
    public bool IsListed(string id) => _nodes.TryGetValue(id, out var node) && node.IsListed;

    /// <summary>Which packages own the files of a directory, for <see cref="Touch"/>.</summary>
    /// <param name="directory">Relative to the workspace root, with forward slashes; empty for the root.</param>
    public ReadOnlyMemory<int> OwnersOf(ReadOnlySpan<char> directory) => _trie.FindDirectory(directory);

    /// <summary>Notes that the current commit changes files of packages.</summary>
    public void Touch(ReadOnlySpan<int> owners)
    {
        foreach (var index in owners)
        {
            _touched.Add(index);
        }
    }

    /// <summary>Notes that the current commit adds a file.</summary>
    /// <param name="path">Relative to the workspace root, with forward slashes.</param>
    public void Add(ReadOnlySpan<char> path)
    {
        if (_watched.Length > 0 && _watchedIndex.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var index))
        {
            _added.Add(index);
        }
    }

    /// <summary>Ends the current commit, whose files were told before. Each commit comes once.</summary>
    /// <param name="id">Full object name.</param>
    /// <param name="parents">Full object names.</param>
    /// <param name="seconds">Committer date in seconds since 1970.</param>
    /// <param name="commit">Gives the commit; asked for only when it may belong to a package or adds a watched file.</param>
    public void Complete(string id, ReadOnlySpan<string> parents, long seconds, Func<RawCommit> commit)
    {
        var node = Node(id);
        _open -= IsOpen(node) ? 1 : 0;
        node.IsListed = true;
        node.Seconds = seconds;
        CommitCount++;
        if (_baselines.TryGetValue(id, out var own))
        {
            node.Reached = node.Reached.With(own);
        }

        if (_added.Count > 0 || (_touched.Count > 0 && _touched.Any(index => !IsReached(node, _baselineOf[index]))))
        {
            node.Touched = [.. _touched];
            node.Added = [.. _added];
            node.Commit = commit();
        }

        _touched.Clear();
        _added.Clear();
        node.Parents = new HistoryNode[parents.Length];
        for (var i = 0; i < parents.Length; i++)
        {
            var parent = node.Parents[i] = Node(parents[i]);
            Carry(node.Reached, parent);
        }
    }

    /// <summary>What the commits that were visited say.</summary>
    public AttributedCommits Result()
    {
        var commits = Lists();
        var recent = Lists();
        var added = ImmutableDictionary.CreateBuilder<RelativePath, RawCommit>();

        // Only what some baseline leaves open: a walk that went further for no reason must not answer differently.
        foreach (var node in HistoryOrder.Sort([.. _nodes.Values.Where(node => node.IsListed && (_needsAll || node.Reached.Count < _baselines.Count))]))
        {
            foreach (var index in node.Touched.Where(index => !IsReached(node, _baselineOf[index])))
            {
                commits[index].Add(node.Commit!);
                if (!IsReached(node, _latestOf[index]))
                {
                    recent[index].Add(node.Commit!);
                }
            }

            foreach (var path in node.Added.Select(index => _watched[index]))
            {
                added.TryAdd(path, node.Commit!);
            }
        }

        return new AttributedCommits(ById(commits), ById(recent), added.ToImmutable());
    }

    /// <summary>Baselines that were never met: they are no ancestors of where the walk began.</summary>
    public IEnumerable<UnreachedBaseline> Unreached() =>
        from range in _ranges
        from baseline in new[] { range.Baseline, range.Latest }.Distinct()
        where baseline is not null && !(_nodes.TryGetValue(baseline, out var node) && node.IsListed)
        select new UnreachedBaseline(range, baseline);

    private ImmutableArray<RawCommit>.Builder[] Lists() => [.. _ranges.Select(_ => ImmutableArray.CreateBuilder<RawCommit>())];

    private ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> ById(ImmutableArray<RawCommit>.Builder[] lists) =>
        _ranges.Select((range, index) => KeyValuePair.Create(range.Id, lists[index].ToImmutable())).ToImmutableDictionary();

    private int Register(string? baseline)
    {
        if (baseline is null)
        {
            return -1;
        }

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
            _nodes[id] = node = new HistoryNode(id, _none);
            _open += IsOpen(node) ? 1 : 0;
        }

        return node;
    }

    private bool IsOpen(HistoryNode node) => !node.IsListed && node.Reached.Count < _baselines.Count;

    private static bool IsReached(HistoryNode node, int baseline) => baseline >= 0 && node.Reached.Contains(baseline);

    /// <summary>Adds to a commit's set, and to those of its ancestors as far as they have been visited already.</summary>
    private void Carry(BaselineSet reached, HistoryNode first)
    {
        if (!Reach(reached, first) || !first.IsListed)
        {
            return;
        }

        var rest = new Stack<HistoryNode>(first.Parents);
        while (rest.TryPop(out var node))
        {
            if (Reach(reached, node))
            {
                Array.ForEach(node.Parents, rest.Push);
            }
        }
    }

    private bool Reach(BaselineSet reached, HistoryNode node)
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
}
