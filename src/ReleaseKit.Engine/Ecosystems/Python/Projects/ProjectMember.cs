using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>One project that discovery found to be a package.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Tree">The uv workspace it is a member of; null for a project of its own.</param>
/// <param name="IsStandalone">Whether no uv workspace surrounds it, so that siblings have no other way to refer to it than by name.</param>
internal sealed record ProjectMember(PyProject Manifest, UvTree? Tree, bool IsStandalone)
{
    public RelativePath Directory => Manifest.Directory;
}
