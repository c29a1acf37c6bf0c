using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>A package that the plan leaves alone, and why in words for people.</summary>
public sealed record SkippedPackage(PackageId Id, string Why);
