namespace ReleaseKit.Core.Text;

/// <summary>Finds the name that was probably meant.</summary>
public static class Suggestion
{
    /// <summary>The candidate nearest to a mistyped name, the first of equals; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        // A third of the letters may be wrong; longer names are somebody's text rather than a slip.
        var best = Math.Min(name.Length, 60) / 3 + 1;
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) < best && Distance(name, candidate) is var distance && distance < best)
            {
                (best, nearest) = (distance, candidate);
            }
        }

        return nearest;
    }

    /// <summary>How many characters to insert, delete, replace or swap with the next one, without regard to case and to <c>-</c> against <c>_</c>.</summary>
    private static int Distance(string left, string right)
    {
        var twoAgo = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    current[j] = Math.Min(current[j], twoAgo[j - 2] + 1);
                }
            }

            (twoAgo, previous, current) = (previous, current, twoAgo);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => Plain(left) == Plain(right);

    private static char Plain(char character) => character == '-' ? '_' : char.ToLowerInvariant(character);
}
