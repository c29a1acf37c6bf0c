namespace ReleaseKit.Core.History;

/// <summary>
/// Puts commits in an order that depends on nothing but them: children before parents, otherwise the newest committer date
/// first, and of one second the lower object name first.
/// </summary>
internal static class HistoryOrder
{
    private static readonly Comparer<HistoryNode> ByAge = Comparer<HistoryNode>.Create((a, b) =>
        a.Seconds != b.Seconds ? b.Seconds.CompareTo(a.Seconds) : string.CompareOrdinal(a.Id, b.Id));

    /// <summary>Sorts; parents that are not among the commits are passed over.</summary>
    public static IEnumerable<HistoryNode> Sort(IReadOnlyCollection<HistoryNode> commits)
    {
        var children = new Dictionary<HistoryNode, int>(commits.Count);
        foreach (var commit in commits)
        {
            children[commit] = 0;
        }

        foreach (var parent in commits.SelectMany(commit => commit.Parents))
        {
            if (children.TryGetValue(parent, out var count))
            {
                children[parent] = count + 1;
            }
        }

        var ready = new PriorityQueue<HistoryNode, HistoryNode>(commits.Where(commit => children[commit] == 0).Select(commit => (commit, commit)), ByAge);
        while (ready.TryDequeue(out var commit, out _))
        {
            yield return commit;
            foreach (var parent in commit.Parents)
            {
                if (children.TryGetValue(parent, out var count))
                {
                    children[parent] = count - 1;
                    if (count == 1)
                    {
                        ready.Enqueue(parent, parent);
                    }
                }
            }
        }
    }
}
