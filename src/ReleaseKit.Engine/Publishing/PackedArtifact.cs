using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>An artifact in a folder of packed artifacts.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Artifact">The file.</param>
public sealed record PackedArtifact(PackageId Package, string Version, Artifact Artifact);
