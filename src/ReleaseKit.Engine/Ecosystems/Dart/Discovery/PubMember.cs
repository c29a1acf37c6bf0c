using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>One manifest that discovery found to be a package.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Root">The root of the workspace that links its members to each other, pub's or Melos'; null for a package alone.</param>
internal sealed record PubMember(PubspecManifest Manifest, RelativePath? Root)
{
    public RelativePath Directory => Manifest.Directory;
}
