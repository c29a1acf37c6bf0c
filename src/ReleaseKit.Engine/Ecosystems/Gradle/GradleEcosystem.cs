using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Gradle.Clients;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>Gradle: build scripts, version catalogues, and Maven repositories.</summary>
public static class GradleEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "gradle";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var repositories = new MavenRepositories(services.Http, services.Environment);
        var gradle = new GradleRunner(services.Processes, services.Environment);
        var registry = new GradleRegistry(new MavenRegistry(repositories));
        return new EcosystemAdapter
        {
            Id = Id,
            Versions = new MavenVersionScheme(),
            Upstream = new GradleUpstream(),
            Workspace = new GradleWorkspace(),
            Packager = new GradlePackager(gradle),
            Publisher = new GradlePublisher(new MavenPublisher(repositories, new CentralPortal(services.Http, repositories.Credential, services.Time), services.Time)),
            Registry = registry,
            Consumer = new GradleConsumer(gradle, repositories, services.Processes, services.Time),
            Withdrawal = new GradleWithdrawal(registry),
            RehearsalRegistry = "maven/",
            RehearsalIndex = "maven/",
        };
    }
}
