using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>Every adapter that ships, with clients that get the given variables.</summary>
internal static class AllEcosystems
{
    private static readonly HttpClient Http = new();

    public static EcosystemCatalog Of(IProcessRunner processes) => StandardEcosystems.Create(new EcosystemServices(processes, Http, new ProcessEnvironment(), TimeProvider.System));
}
