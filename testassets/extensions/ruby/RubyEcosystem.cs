using ReleaseKit.Engine.Ecosystems;

[assembly: EcosystemContract(EcosystemContractAttribute.Current)]

namespace ReleaseKit.Ruby;

/// <summary>Ruby gems, to RubyGems.org or to a folder (option <c>Folder</c>, and rehearsals).</summary>
public sealed class RubyEcosystem : IEcosystemFactory
{
    /// <inheritdoc/>
    public EcosystemAdapter Create(EcosystemServices services)
    {
        var gem = new GemClient(services.Processes);
        var registry = new GemRegistry(services.Http);
        return new EcosystemAdapter
        {
            Id = "ruby",
            Aliases = ["gem"],
            Versions = new GemVersionScheme(),
            Workspace = new GemWorkspace(),
            Packager = gem,
            Publisher = new GemPublisher(gem, registry),
            Registry = registry,
            Consumer = new GemConsumer(gem),
            RehearsalRegistry = "ruby/",
            RehearsalIndex = "ruby/",
        };
    }
}
