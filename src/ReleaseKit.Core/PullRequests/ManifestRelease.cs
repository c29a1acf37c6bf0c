using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.PullRequests;

/// <summary>A release as the manifest of a pull request names it.</summary>
/// <param name="Id">The package.</param>
/// <param name="To">The version.</param>
/// <param name="Tag">The tag that will name it, without <c>refs/tags/</c>; empty for a package that gets none.</param>
public sealed record ManifestRelease(PackageId Id, string To, string Tag);
