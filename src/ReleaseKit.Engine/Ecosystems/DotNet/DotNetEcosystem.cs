using ReleaseKit.Engine.Ecosystems.DotNet.Clients;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>.NET: C#, F# and Visual Basic projects, the <c>dotnet</c> client, NuGet feeds.</summary>
public static class DotNetEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "nuget";

    private const string RehearsalPath = "nuget/v3/index.json";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var feed = new NuGetFeed(services.Http);
        var registry = new NuGetRegistry(feed);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["dotnet", "csharp"],
            Versions = new NuGetVersionScheme(),
            Workspace = new DotNetWorkspace(Id, services.Processes, services.Environment),
            Packager = new DotNetPackager(services.Processes, services.Time),
            Publisher = new DotNetPublisher(services.Processes, registry),
            Registry = registry,
            Consumer = new DotNetConsumer(services.Processes, feed, registry.Default.Index),
            Withdrawal = new NuGetWithdrawal(services.Http, feed),
            Account = new NuGetAccount(feed),
            Names = new NuGetSources(),
            Trust = new NuGetTrustedPublishing(services.Http, feed, services.Time),
            Upstream = new NuGetUpstream(services.Processes),
            Inspector = new DotNetInspector(services.Environment),
            RehearsalRegistry = RehearsalPath,
            RehearsalIndex = RehearsalPath,
        };
    }
}
