using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What the range on a sibling accepts, as users of the package that was released before got it.</summary>
internal static class EdgeRange
{
    /// <summary>Whether it excludes the new version; a range that is not understood, and none at all, exclude nothing.</summary>
    /// <param name="scheme">The scheme of the package that declares it.</param>
    /// <param name="edge">The declaration.</param>
    /// <param name="old">The version that the sibling had.</param>
    /// <param name="target">The version that it gets.</param>
    public static bool Excludes(IVersionScheme scheme, Dependency edge, string old, string target) =>
        edge.Range.Length > 0 && scheme.Satisfies(target, scheme.ResolveRange(edge.Range, old)) == false;
}
