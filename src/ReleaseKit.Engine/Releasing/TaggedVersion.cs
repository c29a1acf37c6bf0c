using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Releasing;

/// <summary>A version of a package and the tag that names it.</summary>
/// <param name="Package">The package, as the workspace has it now.</param>
/// <param name="Version">The version.</param>
/// <param name="Tag">The tag, without <c>refs/tags/</c>.</param>
public sealed record TaggedVersion(Package Package, string Version, string Tag);
