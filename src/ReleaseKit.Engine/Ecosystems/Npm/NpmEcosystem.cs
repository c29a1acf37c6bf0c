using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>JavaScript packages on npm registries.</summary>
public static class NpmEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "npm";

    /// <summary>The adapter on the given seams.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registry = new NpmRegistry(services.Http, services.Time);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["js", "javascript"],
            Versions = new SemanticVersionScheme(),
            Workspace = new NpmWorkspace(),
            Packager = new NpmPackager(services.Processes),
            Publisher = new NpmPublisher(services.Processes, services.Environment, registry),
            Registry = registry,
            Consumer = new NpmConsumer(services, registry),
            Withdrawal = new NpmWithdrawal(services.Processes, services.Environment, registry),
            Account = new NpmAccount(services.Http),
            Names = new NpmrcRegistries(),
            Trust = new NpmTrustedPublishing(services.Http, services.Time),
            Upstream = new NpmUpstream(services.Processes),
            Inspector = new NpmInspector(),
            RehearsalRegistry = "npm/",
            RehearsalIndex = "npm/",
        };
    }
}
