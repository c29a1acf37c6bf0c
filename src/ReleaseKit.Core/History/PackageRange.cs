using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.History;

/// <summary>The part of history that belongs to a package: what touches its directory and is not reachable from its baseline.</summary>
/// <param name="Id">The package.</param>
/// <param name="Directory">Its directory; files of packages nested in it belong to those.</param>
/// <param name="Baseline">Object name of the commit of its last release; null for the whole history.</param>
/// <param name="Latest">
/// Object name of the commit of a later prerelease: commits of the range that it reaches are told apart from those that are
/// new since. Null when there is none; then all of the range is new.
/// </param>
public sealed record PackageRange(PackageId Id, RelativePath Directory, string? Baseline, string? Latest = null);
