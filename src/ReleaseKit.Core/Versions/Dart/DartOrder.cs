using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Versions.Dart;

/// <summary>The order of pub: that of SemVer, but build metadata counts, and a version with it comes after the one without.</summary>
internal static class DartOrder
{
    public static IComparer<SemanticVersion> Comparer { get; } = Comparer<SemanticVersion>.Create(Compare);

    public static int Compare(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) is var order && order != 0 ? order
        : left.Build.Length == 0 || right.Build.Length == 0 ? (left.Build.Length > 0).CompareTo(right.Build.Length > 0)
        : Identifiers.ComparePrerelease(left.Build, right.Build);
}
