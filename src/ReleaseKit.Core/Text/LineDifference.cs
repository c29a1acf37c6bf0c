namespace ReleaseKit.Core.Text;

/// <summary>What became of one line.</summary>
internal enum DifferenceKind
{
    /// <summary>It is in both texts.</summary>
    Same,

    /// <summary>It is in the old text only.</summary>
    Removed,

    /// <summary>It is in the new text only.</summary>
    Added,
}

/// <summary>One line of a comparison.</summary>
internal readonly record struct DifferenceLine(DifferenceKind Kind, string Text);

/// <summary>A shortest edit script between two lists of lines (Myers, "An O(ND) Difference Algorithm", 1986).</summary>
internal static class LineDifference
{
    /// <summary>Beyond this many edits the differing middle is shown as replaced whole; memory grows with the square.</summary>
    private const int MaximumEdits = 1500;

    /// <summary>Every line of both texts, in order.</summary>
    public static IReadOnlyList<DifferenceLine> Compute(string[] before, string[] after)
    {
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = CommonSuffixLength(before.AsSpan(head), after.AsSpan(head));
        return
        [
            .. before.Take(head).Select(Same),
            .. Middle(before[head..^tail], after[head..^tail]),
            .. before.TakeLast(tail).Select(Same),
        ];
    }

    private static int CommonSuffixLength(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var count = 0;
        while (count < before.Length && count < after.Length && before[^(count + 1)] == after[^(count + 1)])
        {
            count++;
        }

        return count;
    }

    private static List<DifferenceLine> Middle(string[] before, string[] after)
    {
        if (Search(before, after) is not { } rounds)
        {
            return [.. before.Select(Removed), .. after.Select(Added)];
        }

        var lines = new List<DifferenceLine>();
        var (x, y) = (before.Length, after.Length);
        for (var d = rounds.Count - 1; d > 0; d--)
        {
            var reached = rounds[d - 1];
            var down = IsDown(reached, x - y, d);
            var previousX = Reach(reached, down ? x - y + 1 : x - y - 1);
            while (x > (down ? previousX : previousX + 1))
            {
                lines.Add(Same(before[--x]));
                y--;
            }

            lines.Add(down ? Added(after[--y]) : Removed(before[--x]));
        }

        lines.AddRange(before.Take(x).Reverse().Select(Same));
        lines.Reverse();
        return lines;
    }

    /// <summary>For each number of edits, how far along the old text each diagonal gets; null when there are too many.</summary>
    private static List<int[]>? Search(string[] before, string[] after)
    {
        var rounds = new List<int[]>();
        for (var d = 0; d <= MaximumEdits; d++)
        {
            // Diagonals -d … d in steps of two; diagonal k is entry (k + d) / 2.
            var reached = new int[d + 1];
            rounds.Add(reached);
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : IsDown(rounds[d - 1], k, d) ? Reach(rounds[d - 1], k + 1) : Reach(rounds[d - 1], k - 1) + 1;
                while (x < before.Length && x - k < after.Length && before[x] == after[x - k])
                {
                    x++;
                }

                reached[(k + d) / 2] = x;
                if (x >= before.Length && x - k >= after.Length)
                {
                    return rounds;
                }
            }
        }

        return null;
    }

    /// <summary>Whether diagonal <paramref name="k"/> is best reached in round <paramref name="d"/> by an added line.</summary>
    private static bool IsDown(int[] previous, int k, int d) => k == -d || (k != d && Reach(previous, k - 1) < Reach(previous, k + 1));

    private static int Reach(int[] round, int k) => round[(k + round.Length - 1) / 2];

    private static DifferenceLine Same(string text) => new(DifferenceKind.Same, text);

    private static DifferenceLine Removed(string text) => new(DifferenceKind.Removed, text);

    private static DifferenceLine Added(string text) => new(DifferenceKind.Added, text);
}
