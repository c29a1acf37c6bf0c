using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Dart: <c>pubspec.yaml</c>, <c>dart pub</c>, pub.dev and other hosted repositories.</summary>
public static class DartEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "dart";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var repository = new PubRepository(services.Http);
        var dart = new PubRunner(services.Processes, services.Environment);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["pub"],
            Versions = new DartVersionScheme(),
            Workspace = new DartWorkspace(),
            Packager = new DartPackager(services.Processes, dart),
            Publisher = new DartPublisher(dart, repository),
            Registry = new DartRegistry(services.Http, repository),
            Consumer = new DartConsumer(dart, services.Time),
            Trust = new DartTrustedPublishing(services.Time),
            Upstream = new DartUpstream(services.Processes),
            Inspector = new DartInspector(),
            Withdrawal = new DartWithdrawal(repository),
            RehearsalRegistry = "dart/",
            RehearsalIndex = "dart/",
        };
    }
}
