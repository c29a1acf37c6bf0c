using System.Numerics;

namespace ReleaseKit.Core.Versions.Pep440;

/// <summary>The order of versions as the specification's summary of permitted suffixes and relative ordering gives it.</summary>
internal static class Precedence
{
    /// <summary>Negative, zero or positive; null comes first.</summary>
    public static int Compare(Pep440Version left, Pep440Version? right)
    {
        if (right is null)
        {
            return 1;
        }

        var order = left.Epoch.CompareTo(right.Epoch);
        order = order != 0 ? order : CompareRelease(left, right);
        order = order != 0 ? order : PhaseRank(left).CompareTo(PhaseRank(right));
        order = order != 0 ? order : left.PhaseNumber.CompareTo(right.PhaseNumber);
        order = order != 0 ? order : (left.Post ?? BigInteger.MinusOne).CompareTo(right.Post ?? BigInteger.MinusOne);
        order = order != 0 ? order : (left.Dev is null).CompareTo(right.Dev is null);
        order = order != 0 ? order : (left.Dev ?? 0).CompareTo(right.Dev ?? 0);
        return order != 0 ? order : CompareLocal(left.Local, right.Local);
    }

    /// <summary>Whether the first numbers of the version, padded with zeros, are those of the prefix, in the same epoch.</summary>
    public static bool StartsWith(Pep440Version version, Pep440Version prefix, int count) =>
        version.Epoch == prefix.Epoch && Enumerable.Range(0, count).All(i => version.At(i) == prefix.At(i));

    private static int CompareRelease(Pep440Version left, Pep440Version right)
    {
        for (var i = 0; i < Math.Max(left.Release.Length, right.Release.Length); i++)
        {
            var order = left.At(i).CompareTo(right.At(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>A development release of the final version comes before its prereleases, everything final after them.</summary>
    private static int PhaseRank(Pep440Version version) => version.Phase switch
    {
        "a" => 1,
        "b" => 2,
        "rc" => 3,
        _ => version is { Dev: not null, Post: null } ? 0 : 4,
    };

    private static int CompareLocal(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length.CompareTo(right.Length);
        }

        var lefts = left.Split('.');
        var rights = right.Split('.');
        for (var i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            var order = CompareLabel(lefts[i], rights[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return lefts.Length.CompareTo(rights.Length);
    }

    private static int CompareLabel(string left, string right)
    {
        var (leftNumeric, rightNumeric) = (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit));
        return leftNumeric && rightNumeric ? BigInteger.Parse(left).CompareTo(BigInteger.Parse(right))
            : leftNumeric != rightNumeric ? leftNumeric.CompareTo(rightNumeric)
            : string.CompareOrdinal(left, right);
    }
}
