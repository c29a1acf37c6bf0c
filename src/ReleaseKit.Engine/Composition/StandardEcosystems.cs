using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;

namespace ReleaseKit.Engine.Composition;

/// <summary>The one place that names the adapters of this build, in order of precedence.</summary>
public static class StandardEcosystems
{
    /// <summary>Every adapter, built on the given seams.</summary>
    public static EcosystemCatalog Create(EcosystemServices services) => new(
    [
        PythonEcosystem.Create(services),
        NpmEcosystem.Create(services),
        DotNetEcosystem.Create(services),
        GoEcosystem.Create(services),
        CargoEcosystem.Create(services),
    ]);
}
