using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Releasing;

/// <summary>A release with what is told about it.</summary>
/// <param name="Package">The package.</param>
/// <param name="Entry">Its entry.</param>
public sealed record NotedRelease(Package Package, ChangelogEntry Entry);
