using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Go.Clients;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>Go modules: the go command, tags, and module proxies.</summary>
public static class GoEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "go";

    /// <summary>The adapter on the given seams.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var tools = new GoTools(services.Processes, services.Environment);
        var registry = new GoRegistry(services, tools);
        return new EcosystemAdapter
        {
            Id = Id,
            Versions = new GoVersionScheme(),
            Upstream = new GoUpstream(services.Processes),
            Workspace = new GoWorkspace(),
            Packager = new GoPackager(services.Processes, tools),
            Publisher = new GoPublisher(services, registry),
            Registry = registry,
            Consumer = new GoConsumer(tools, registry, services.Time),
            Withdrawal = new GoWithdrawal(registry, tools),
            RehearsalRegistry = "go/",
            RehearsalIndex = "go/",
        };
    }
}
