using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>A release that was asked for outright. Unlike a commit's, its level is not softened for 0.x versions.</summary>
/// <param name="Level">The least level to raise by; <see cref="BumpLevel.None"/> when only a version is asked for.</param>
/// <param name="Version">The exact version; null to let the level decide.</param>
/// <param name="Summary">Who asked, in words for people.</param>
public sealed record ExplicitBump(BumpLevel Level, string? Version, string Summary);
