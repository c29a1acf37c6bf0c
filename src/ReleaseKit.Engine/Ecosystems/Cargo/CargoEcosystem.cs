using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Rust: <c>Cargo.toml</c>, cargo, crates.io and registries with a sparse index.</summary>
public static class CargoEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "cargo";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var index = new SparseIndex(services.Http);
        var registry = new CargoRegistry(services.Http, index);
        var cargo = new CargoRunner(services.Processes, services.Environment);
        var packing = new CratePacking(cargo, index);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["rust"],
            Versions = new CargoVersionScheme(),
            Workspace = new CargoWorkspace(),
            Packager = new CargoPackager(services.Processes, packing),
            Publisher = new CargoPublisher(cargo, packing, index),
            Registry = registry,
            Consumer = new CargoConsumer(cargo, index, services.Time),
            Names = new ConfiguredRegistries(),
            Trust = new CargoTrustedPublishing(services.Http, index, services.Time),
            Upstream = new CargoUpstream(services.Processes),
            Inspector = new CargoInspector(),
            Withdrawal = new CargoWithdrawal(cargo, index),
            RehearsalRegistry = "cargo/",
            RehearsalIndex = "cargo/",
        };
    }
}
