using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Upstream;

/// <summary>A version that a file holds a dependency at.</summary>
/// <param name="File">A lock file; or the manifest, where its client takes the lowest version that a range accepts.</param>
/// <param name="Version">The version.</param>
public sealed record LockedVersion(RelativePath File, string Version);
