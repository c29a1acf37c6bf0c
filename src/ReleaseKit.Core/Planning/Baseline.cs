namespace ReleaseKit.Core.Planning;

/// <summary>Where a package's unreleased history begins.</summary>
/// <param name="Tag">The tag of the last release; null when a bootstrap commit is the baseline.</param>
/// <param name="Version">The version of the last release.</param>
/// <param name="Commit">The commit it names.</param>
public sealed record Baseline(string? Tag, string Version, string Commit);
