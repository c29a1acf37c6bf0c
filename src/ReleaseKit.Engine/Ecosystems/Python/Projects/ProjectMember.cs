using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>One project that discovery found to be a package.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Tree">The uv workspace it is a member of; null for a project of its own.</param>
/// <param name="IsStandalone">Whether no uv workspace surrounds it, so that siblings have no other way to refer to it than by name.</param>
internal sealed record ProjectMember(PyProject Manifest, UvTree? Tree, bool IsStandalone)
{
    public RelativePath Directory => Manifest.Directory;

    /// <summary>What <c>setup.cfg</c> and <c>setup.py</c> say, when they describe the project and <see cref="Manifest"/> says at most how it is built.</summary>
    public SetupProject? Setup { get; init; }

    /// <summary>The file that describes it.</summary>
    public RelativePath Path => Setup?.Manifest.Path ?? Manifest.Path;

    /// <summary>What is wrong with the values that were read.</summary>
    public IEnumerable<Diagnostic> Problems => Manifest.Problems.Concat(Setup?.Problems ?? []);
}
