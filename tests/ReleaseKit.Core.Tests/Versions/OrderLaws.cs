namespace ReleaseKit.Core.Tests.Versions;

/// <summary>What a comparison must obey to sort with.</summary>
internal static class OrderLaws
{
    /// <summary>Reflexive, antisymmetric and transitive for these three values.</summary>
    public static bool Hold<T>(Func<T, T, int> compare, T a, T b, T c) =>
        compare(a, a) == 0 &&
        Math.Sign(compare(a, b)) == -Math.Sign(compare(b, a)) &&
        (compare(a, b) > 0 || compare(b, c) > 0 || compare(a, c) <= 0) &&
        (compare(a, b) != 0 || Math.Sign(compare(a, c)) == Math.Sign(compare(b, c)));
}
