using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>A package whose edges are not known yet.</summary>
/// <param name="Package">The package without its edges.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Root">The root it belongs to; null for a package of its own.</param>
/// <param name="IsLinkable">Whether siblings find it by name.</param>
/// <param name="NeedsEdges">Whether it counts only for the ranges it has on members, as a private npm root does.</param>
internal sealed record PackageDraft(Package Package, PackageManifest Manifest, WorkspaceRoot? Root, bool IsLinkable, bool NeedsEdges);
