using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>Maven: <c>pom.xml</c>, <c>mvn</c>, Maven Central and other repositories.</summary>
public static class MavenEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "maven";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var repositories = new MavenRepositories(services.Http, services.Environment);
        var maven = new MavenRunner(services.Processes, services.Environment);
        var registry = new MavenRegistry(repositories);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["java"],
            Versions = new MavenVersionScheme(),
            Workspace = new MavenWorkspace(),
            Packager = new MavenPackager(maven, new Siblings(repositories)),
            Publisher = new MavenPublisher(repositories, new CentralPortal(services.Http, repositories.Credential, services.Time), services.Time),
            Registry = registry,
            Consumer = new MavenConsumer(maven, repositories, services.Processes, services.Time),
            Upstream = new MavenUpstream(),
            Inspector = new MavenInspector(),
            Withdrawal = new MavenWithdrawal(registry),
            IsReadWhereWritten = true,
            TakesFolders = true,
            RehearsalRegistry = "maven/",
            RehearsalIndex = "maven/",
        };
    }
}
