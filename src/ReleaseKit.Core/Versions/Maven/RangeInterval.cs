using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Maven;

/// <summary>One bracketed interval of a range, <c>[1.0,2.0)</c> or <c>[1.0]</c>.</summary>
/// <param name="Lower">The bound on the left; null when there is none.</param>
/// <param name="IncludesLower">Whether the left bracket is square.</param>
/// <param name="Upper">The bound on the right, which <c>[1.0]</c> has as well; null when there is none.</param>
/// <param name="IncludesUpper">Whether the right bracket is square.</param>
/// <param name="LowerSpan">The place of the left bound in the range.</param>
/// <param name="UpperSpan">The place of the right bound; the same as <paramref name="LowerSpan"/> for <c>[1.0]</c>.</param>
internal sealed record RangeInterval(MavenVersion? Lower, bool IncludesLower, MavenVersion? Upper, bool IncludesUpper, TextSpan LowerSpan, TextSpan UpperSpan)
{
    /// <summary>Whether one version is meant.</summary>
    public bool IsExact => LowerSpan == UpperSpan;

    public bool Contains(MavenVersion version) =>
        (Lower is null || version > Lower || (IncludesLower && version == Lower)) &&
        (Upper is null || version < Upper || (IncludesUpper && version == Upper));

    /// <summary>The intervals of a range from left to right; null when the text is none.</summary>
    public static IReadOnlyList<RangeInterval>? TryParse(string range)
    {
        var intervals = new List<RangeInterval>();
        for (var position = 0; position < range.Length;)
        {
            var close = range.AsSpan(position + 1).IndexOfAny("])");
            if (range[position] is not ('[' or '(') || close < 0 || TryParse(range, position, position + 1 + close) is not { } interval)
            {
                return null;
            }

            intervals.Add(interval);
            position = Skip(range, position + close + 2);
            if (position < range.Length && (range[position] != ',' || (position = Skip(range, position + 1)) == range.Length))
            {
                return null;
            }
        }

        return intervals;
    }

    private static RangeInterval? TryParse(string range, int open, int close)
    {
        var comma = range.IndexOf(',', open, close - open);
        if (comma < 0)
        {
            var exact = Trim(range, open + 1, close);
            return range[open] == '[' && range[close] == ']' && MavenVersion.TryParse(Text(range, exact), out var version)
                ? new RangeInterval(version, true, version, true, exact, exact)
                : null;
        }

        var (left, right) = (Trim(range, open + 1, comma), Trim(range, comma + 1, close));
        var (lower, upper) = (Bound(range, left), Bound(range, right));
        return (lower is null && left.Length > 0) || (upper is null && right.Length > 0) || (lower is not null && upper is not null && lower > upper)
            ? null
            : new RangeInterval(lower, range[open] == '[', upper, range[close] == ']', left, right);
    }

    private static MavenVersion? Bound(string range, TextSpan span) => MavenVersion.TryParse(Text(range, span), out var version) ? version : null;

    private static string Text(string range, TextSpan span) => range[span.Start..span.End];

    private static int Skip(string range, int position)
    {
        while (position < range.Length && range[position] == ' ')
        {
            position++;
        }

        return position;
    }

    private static TextSpan Trim(string range, int start, int end)
    {
        while (start < end && range[start] == ' ')
        {
            start++;
        }

        while (end > start && range[end - 1] == ' ')
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
