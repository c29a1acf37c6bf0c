using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Releasing;

/// <summary>The real adapters of five ecosystems, with the facets that discovery, planning and application use.</summary>
internal static class TestEcosystems
{
    public static EcosystemCatalog Catalog { get; } = new(
    [
        Adapter("npm", "js", new SemanticVersionScheme(), new NpmWorkspace()),
        Adapter("go", "go", new GoVersionScheme(), new GoWorkspace()),
        Adapter("python", "py", new Pep440VersionScheme(), new PythonWorkspace("python", new Pep440VersionScheme())),
        Adapter("cargo", "rust", new SemanticVersionScheme(), new CargoWorkspace()),
        Adapter("nuget", "dotnet", new NuGetVersionScheme(), new DotNetWorkspace("nuget", new ProcessRunner(new ProcessEnvironment()), new ProcessEnvironment())),
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
