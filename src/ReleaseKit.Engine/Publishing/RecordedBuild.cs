using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>Artifacts of an earlier run that are still intact.</summary>
/// <param name="Commit">The commit they were built from.</param>
/// <param name="Artifacts">The files.</param>
public sealed record RecordedBuild(string Commit, ImmutableArray<Artifact> Artifacts);
