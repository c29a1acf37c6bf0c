using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What was seen of lock files.</summary>
/// <param name="Files">The lock files that were compared, each once.</param>
/// <param name="Problems">Where they do not fit: <c>RK-CHECK-LOCK-STALE</c>, at most one for each package.</param>
public sealed record InspectedLocks(ImmutableArray<RelativePath> Files, ImmutableArray<Diagnostic> Problems);
