using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>
/// Attributes commits to packages in one pass. Commits come children before parents; which baselines reach a commit is
/// carried from children to parents as a set of bits, so that every package has its own range at no extra walk.
/// </summary>
public sealed class HistoryAttribution
{
    private readonly PackageRange[] _ranges;
    private readonly int[] _baselineOf;
    private readonly Dictionary<string, int> _baselines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong[]> _reaching = new(StringComparer.Ordinal);
    private readonly List<RawCommit>[] _commits;
    private readonly bool[] _seen;
    private readonly PathTrie _trie;
    private readonly HashSet<int> _touched = [];

    /// <summary>Prepares a pass over the ranges, whose ids are unique.</summary>
    public HistoryAttribution(IEnumerable<PackageRange> ranges)
    {
        _ranges = [.. ranges];
        _trie = new PathTrie([.. _ranges.Select(r => r.Directory)]);
        _commits = [.. _ranges.Select(_ => new List<RawCommit>())];
        _baselineOf = [.. _ranges.Select(r => r.Baseline is null ? -1 : Register(r.Baseline))];
        _seen = new bool[_baselines.Count];
    }

    /// <summary>How many commits were visited.</summary>
    public int CommitCount { get; private set; }

    /// <summary>Notes that the current commit changes a file.</summary>
    /// <param name="path">Relative to the workspace root, with forward slashes.</param>
    public void Touch(ReadOnlySpan<char> path)
    {
        foreach (var index in _trie.Find(path))
        {
            _touched.Add(index);
        }
    }

    /// <summary>Ends the current commit, whose files were touched before.</summary>
    /// <param name="id">Full object name.</param>
    /// <param name="parents">Full object names.</param>
    /// <param name="commit">Gives the commit; asked for only when it belongs to a package.</param>
    public void Complete(string id, ReadOnlySpan<string> parents, Func<RawCommit> commit)
    {
        CommitCount++;
        var reaching = Reaching(id);
        RawCommit? created = null;
        foreach (var index in _touched)
        {
            var baseline = _baselineOf[index];
            if (baseline < 0 || reaching is null || (reaching[baseline >> 6] & (1UL << (baseline & 63))) == 0)
            {
                _commits[index].Add(created ??= commit());
            }
        }

        _touched.Clear();
        if (reaching is not null)
        {
            foreach (var parent in parents)
            {
                Mark(parent, reaching);
            }
        }
    }

    /// <summary>The commits of each package, in the order they came.</summary>
    public ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> Result() => _ranges
        .Select((range, index) => KeyValuePair.Create(range.Id, _commits[index].ToImmutableArray()))
        .ToImmutableDictionary();

    /// <summary>Packages whose baseline was never met.</summary>
    /// <param name="implied">A commit that the pass left out because every baseline reaches it; null when there is none.</param>
    public IEnumerable<PackageRange> Unreached(string? implied) => _ranges
        .Where((range, index) => _baselineOf[index] >= 0 && !_seen[_baselineOf[index]] && range.Baseline != implied);

    private int Register(string baseline)
    {
        if (!_baselines.TryGetValue(baseline, out var index))
        {
            _baselines[baseline] = index = _baselines.Count;
        }

        return index;
    }

    private ulong[]? Reaching(string id)
    {
        _reaching.Remove(id, out var reaching);
        if (!_baselines.TryGetValue(id, out var own))
        {
            return reaching;
        }

        _seen[own] = true;
        reaching = reaching is null ? new ulong[(_baselines.Count + 63) / 64] : (ulong[])reaching.Clone();
        reaching[own >> 6] |= 1UL << (own & 63);
        return reaching;
    }

    private void Mark(string parent, ulong[] reaching)
    {
        if (!_reaching.TryGetValue(parent, out var known))
        {
            _reaching[parent] = reaching;
            return;
        }

        if (ReferenceEquals(known, reaching))
        {
            return;
        }

        // Sets are shared between commits, so a union is a new set.
        var union = (ulong[])known.Clone();
        for (var i = 0; i < union.Length; i++)
        {
            union[i] |= reaching[i];
        }

        _reaching[parent] = union;
    }
}
