using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>The one place in which a version is decided, for a package or for all that share one.</summary>
/// <param name="Scheme">How versions are raised and compared.</param>
/// <param name="Asked">The version that was asked for; null when none was.</param>
/// <param name="Released">The released version; null when there is none.</param>
/// <param name="OnReleased">By how much commits, dependencies and properties raise it.</param>
/// <param name="Written">The version that manifests say.</param>
/// <param name="OnWritten">By how much change files raise that: a release deletes them, so those that are left come on top.</param>
internal sealed record VersionDecision(IVersionScheme Scheme, string? Asked, string? Released, BumpLevel OnReleased, string Written, BumpLevel OnWritten)
{
    /// <summary>What was asked for; otherwise the highest of the written version and of both, raised.</summary>
    public string Target { get; } = Asked ?? Higher(
        Scheme,
        OnWritten == BumpLevel.None ? Written : Scheme.Bump(Written, OnWritten),
        Released is null || OnReleased == BumpLevel.None ? Written : Scheme.Bump(Released, OnReleased));

    /// <summary>The strongest level asked for.</summary>
    public BumpLevel Level => (BumpLevel)Math.Max((int)OnReleased, (int)OnWritten);

    /// <summary>How much the target is above the released version, whether it is written already or not; what change files ask for when there is none.</summary>
    public BumpLevel Applied => Released is null ? OnWritten : Difference(Scheme, Released, Target, Level);

    /// <summary>The level that was applied to a version, if it gives the other one, or the largest that the difference amounts to; none when there is none.</summary>
    public static BumpLevel Difference(IVersionScheme scheme, string from, string to, BumpLevel applied) =>
        scheme.Compare(from, to) >= 0 ? BumpLevel.None
        : applied > BumpLevel.None && scheme.Compare(scheme.Bump(from, applied), to) == 0 ? applied
        : scheme.Compare(scheme.Bump(from, BumpLevel.Major), to) <= 0 ? BumpLevel.Major
        : scheme.Compare(scheme.Bump(from, BumpLevel.Minor), to) <= 0 ? BumpLevel.Minor
        : BumpLevel.Patch;

    /// <summary>The highest version, the first of equal ones; null when there is none.</summary>
    public static string? Highest(IVersionScheme scheme, IEnumerable<string> versions) =>
        versions.Aggregate((string?)null, (highest, version) => highest is null ? version : Higher(scheme, highest, version));

    private static string Higher(IVersionScheme scheme, string preferred, string other) => scheme.Compare(preferred, other) >= 0 ? preferred : other;
}
