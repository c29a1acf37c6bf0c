using System.Collections.Immutable;

namespace ReleaseKit.Core.Documents;

/// <summary>What a folder of packed artifacts holds.</summary>
/// <param name="Plan">The hash of its plan.</param>
/// <param name="Commit">Full object name of the commit that was packed.</param>
/// <param name="Files">Every artifact.</param>
public sealed record PackedRelease(string Plan, string Commit, ImmutableArray<PackedFile> Files);
