using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>Packages of any kind, which items of a user's project declare with commands for what is done to them.</summary>
public static class CustomEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "custom";

    /// <summary>What rehearsals have instead of an address: nothing listens there.</summary>
    private const string Rehearsed = "custom-rehearsal/";

    /// <summary>The adapter on the given seams, for the packages of these items.</summary>
    public static EcosystemAdapter Create(EcosystemServices services, CustomPackages packages)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(packages);
        var commands = new CustomCommands(services.Processes, services.Environment);
        var versions = new SemanticVersionScheme();
        var registry = new CustomRegistry(packages, commands);
        return new EcosystemAdapter
        {
            Id = Id,
            Versions = versions,
            Workspace = new CustomWorkspace(packages, versions),
            Packager = new CustomPackager(services.Processes, packages, commands),
            Publisher = new CustomPublisher(packages, commands, registry),
            Registry = registry,
            Consumer = new CustomConsumer(packages, commands),
            IsExclusive = true,
            RehearsalRegistry = Rehearsed,
            RehearsalIndex = Rehearsed,
        };
    }

    /// <summary>Whether the package is released for practice.</summary>
    internal static bool IsRehearsed(PackageContext package) => package.Endpoint.IsLoopback && package.Endpoint.Registry.AbsolutePath == "/" + Rehearsed;
}
