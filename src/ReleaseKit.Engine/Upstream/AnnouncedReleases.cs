using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Engine.Upstream;

/// <summary>What was said about other repositories, once it is checked.</summary>
/// <param name="Releases">The releases, one for each package, in ordinal order of id.</param>
/// <param name="Notes">What cannot be followed: <c>RK-UPSTREAM-ECOSYSTEM</c>.</param>
public sealed record AnnouncedReleases(ImmutableArray<UpstreamRelease> Releases, ImmutableArray<Diagnostic> Notes);
