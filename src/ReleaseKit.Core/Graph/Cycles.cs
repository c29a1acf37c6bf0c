namespace ReleaseKit.Core.Graph;

/// <summary>Finds cycles in adjacency lists.</summary>
internal static class Cycles
{
    // Looking for the shortest cycle of all would be quadratic; this many edges are looked at before the best one known is taken.
    private const int Budget = 2_000_000;

    /// <summary>A shortest cycle, first node smallest; empty when there is none.</summary>
    public static IReadOnlyList<int> FindShortest(int[][] edges)
    {
        var component = Components(edges);
        List<int>? best = null;
        var budget = Budget;
        for (var node = 0; node < edges.Length && budget > 0 && best is not { Count: 1 }; node++)
        {
            // Only a node that leads back into its own component lies on a cycle.
            var own = component[node];
            if (edges[node].Any(target => component[target] == own))
            {
                var limit = best is null ? edges.Length : best.Count - 1;
                best = ShortestPaths.Find(edges, node, node, limit, target => component[target] == own, out var steps) ?? best;
                budget -= steps;
            }
        }

        return best is null ? [] : StartAtSmallest(best);
    }

    private static int[] StartAtSmallest(List<int> cycle)
    {
        var first = cycle.IndexOf(cycle.Min());
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }

    /// <summary>The strongly connected component of each node, by Tarjan's algorithm with an explicit stack.</summary>
    public static int[] Components(int[][] edges)
    {
        var order = new int[edges.Length];
        var low = new int[edges.Length];
        var next = new int[edges.Length];
        var component = new int[edges.Length];
        Array.Fill(component, -1);
        var open = new Stack<int>();
        var calls = new Stack<int>();
        var (visited, components) = (0, 0);
        for (var root = 0; root < edges.Length; root++)
        {
            if (order[root] == 0)
            {
                calls.Push(root);
            }

            while (calls.TryPeek(out var node))
            {
                if (order[node] == 0)
                {
                    order[node] = low[node] = ++visited;
                    open.Push(node);
                }

                if (next[node] < edges[node].Length)
                {
                    var target = edges[node][next[node]++];
                    if (order[target] == 0)
                    {
                        calls.Push(target);
                    }
                    else if (component[target] < 0)
                    {
                        low[node] = Math.Min(low[node], order[target]);
                    }

                    continue;
                }

                calls.Pop();
                if (calls.TryPeek(out var caller))
                {
                    low[caller] = Math.Min(low[caller], low[node]);
                }

                if (low[node] == order[node])
                {
                    Close(node, components++, open, component);
                }
            }
        }

        return component;
    }

    private static void Close(int root, int number, Stack<int> open, int[] component)
    {
        int member;
        do
        {
            member = open.Pop();
            component[member] = number;
        }
        while (member != root);
    }
}
