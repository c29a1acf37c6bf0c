using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Upstream;

/// <summary>A dependency on a package of another repository.</summary>
/// <param name="Edge">What the manifest says; its id is the other package's.</param>
/// <param name="Locked">The versions that files hold it at, in ordinal order of file.</param>
public sealed record UpstreamDependency(Dependency Edge, ImmutableArray<LockedVersion> Locked);
