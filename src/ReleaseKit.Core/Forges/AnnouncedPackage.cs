using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Forges;

/// <summary>A released version as a forge's release tells of it.</summary>
/// <param name="Id">The package.</param>
/// <param name="Version">The version.</param>
/// <param name="Notes">What changed, Markdown without the version's heading.</param>
/// <param name="IsPrerelease">Whether the version is no stable one.</param>
public sealed record AnnouncedPackage(PackageId Id, string Version, string Notes, bool IsPrerelease)
{
    /// <summary>The page of its changelog; null when it is not known.</summary>
    public string? Changelog { get; init; }
}
