using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>One manifest that discovery found to be a package.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Root">The manifest of its workspace's root, which may be its own; what is inherited comes from there.</param>
internal sealed record CrateMember(CargoManifest Manifest, CargoManifest Root)
{
    public RelativePath Directory => Manifest.Directory;

    /// <summary>Where the lock file of its workspace is, if there is one.</summary>
    public RelativePath LockFile => Root.Directory.Combine(LockEditor.FileName);
}
