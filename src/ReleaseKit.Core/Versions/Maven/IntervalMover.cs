using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Versions.Maven;

/// <summary>Moves bracketed ranges to a version while keeping the style they are written in.</summary>
internal static class IntervalMover
{
    /// <summary>The moved range; of several intervals none changes while one contains the version, and otherwise one is added like the last.</summary>
    public static string Move(string range, IReadOnlyList<RangeInterval> intervals, MavenVersion version)
    {
        if (intervals.Count == 1)
        {
            return Move(range, intervals[0], version);
        }

        if (intervals.Any(interval => interval.Contains(version)))
        {
            return range;
        }

        var last = range[range.LastIndexOfAny(['[', '('])..].TrimEnd();
        var separator = range.Contains("], ", StringComparison.Ordinal) || range.Contains("), ", StringComparison.Ordinal) ? ", " : ",";
        return range.TrimEnd() + separator + Move(last, RangeInterval.TryParse(last)![0], version);
    }

    private static string Move(string range, RangeInterval interval, MavenVersion version)
    {
        if (interval.IsExact)
        {
            return TextEdit.Apply(range, [new TextEdit(interval.LowerSpan, version.ToString())]);
        }

        var edits = new List<TextEdit>();
        if (interval.Lower is not null)
        {
            edits.Add(new TextEdit(interval.LowerSpan, version.ToString()));
        }

        if (interval.Upper is { } upper && (interval.IncludesUpper ? version > upper : version >= upper || Names(upper, version)))
        {
            edits.Add(new TextEdit(interval.UpperSpan, interval.IncludesUpper ? version.ToString() : Next(upper, version)));
        }

        var moved = TextEdit.Apply(range, edits);
        return RangeInterval.TryParse(moved) is [var result] && result.Contains(version) ? moved : $"[{version},)";
    }

    /// <summary>2.0-rc1 is below 2.0 and so inside of <c>[1.0,2.0)</c>, but on its way to what that excludes.</summary>
    private static bool Names(MavenVersion bound, MavenVersion version) =>
        version.IsPrerelease && Enumerable.Range(0, Math.Max(bound.Numbers.Length, version.Numbers.Length)).All(i => bound.At(i) == version.At(i));

    /// <summary>The next minor version after <c>1.3)</c>, which caps minors; otherwise the next breaking one; as many numbers as written.</summary>
    private static string Next(MavenVersion bound, MavenVersion version)
    {
        var capsMinor = !bound.At(0).IsZero && !bound.At(1).IsZero && bound.Numbers.Skip(2).All(number => number.IsZero);
        var minor = capsMinor || version.At(0).IsZero;
        var numbers = minor ? new[] { version.At(0), version.At(1) + 1 } : [version.At(0) + 1];
        var count = Math.Max(bound.Numbers.Length, numbers.Length);
        var written = string.Join('.', numbers.Concat(Enumerable.Repeat(System.Numerics.BigInteger.Zero, count - numbers.Length)));
        return bound.Qualifier.Length == 0 ? written : $"{written}-{bound.Qualifier}";
    }
}
