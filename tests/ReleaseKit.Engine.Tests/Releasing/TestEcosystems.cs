using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;

namespace ReleaseKit.Engine.Tests.Releasing;

/// <summary>The real adapters of three ecosystems, with the facets that discovery, planning and application use.</summary>
internal static class TestEcosystems
{
    public static EcosystemCatalog Catalog { get; } = new(
    [
        Adapter("npm", "js", new SemanticVersionScheme(), new NpmWorkspace()),
        Adapter("go", "go", new GoVersionScheme(), new GoWorkspace()),
        Adapter("python", "py", new Pep440VersionScheme(), new PythonWorkspace("python", new Pep440VersionScheme())),
    ]);

    private static EcosystemAdapter Adapter(string id, string alias, IVersionScheme versions, IWorkspaceAdapter workspace) => new()
    {
        Id = id,
        Aliases = [alias],
        Versions = versions,
        Workspace = workspace,
        Packager = null!,
        Publisher = null!,
        Registry = null!,
        Consumer = null!,
    };
}
