namespace ReleaseKit.Core.Graph;

/// <summary>Breadth-first search over adjacency lists.</summary>
internal static class ShortestPaths
{
    /// <summary>
    /// The nodes from start to end along at least one edge, so that a start equal to the end gives a cycle (its end left
    /// out); null when there is no such path of at most that many edges.
    /// </summary>
    public static List<int>? Find(int[][] edges, int start, int end, int maxLength) => Find(edges, start, end, maxLength, _ => true, out _);

    /// <summary>The same within the nodes that a condition includes; tells how many edges it looked at.</summary>
    public static List<int>? Find(int[][] edges, int start, int end, int maxLength, Func<int, bool> includes, out int steps)
    {
        var previous = new Dictionary<int, int>();
        var frontier = new List<int> { start };
        steps = 0;
        for (var length = 1; length <= maxLength && frontier.Count > 0; length++)
        {
            var next = new List<int>();
            foreach (var node in frontier)
            {
                foreach (var target in edges[node])
                {
                    steps++;
                    if (target == end)
                    {
                        return Trace(previous, start, node, end);
                    }

                    if (target != start && includes(target) && previous.TryAdd(target, node))
                    {
                        next.Add(target);
                    }
                }
            }

            frontier = next;
        }

        return null;
    }

    private static List<int> Trace(Dictionary<int, int> previous, int start, int last, int end)
    {
        var path = new List<int>();
        if (start != end)
        {
            path.Add(end);
        }

        for (var node = last; node != start; node = previous[node])
        {
            path.Add(node);
        }

        path.Add(start);
        path.Reverse();
        return path;
    }
}
