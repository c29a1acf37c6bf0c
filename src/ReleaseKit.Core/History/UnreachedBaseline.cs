namespace ReleaseKit.Core.History;

/// <summary>A baseline that was never met: it is no ancestor of where the walk began.</summary>
/// <param name="Range">The package's range.</param>
/// <param name="Commit">Which of its two baselines, as an object name.</param>
public sealed record UnreachedBaseline(PackageRange Range, string Commit);
