using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Cargo;

/// <summary>Crates, a loopback registry that asks for a token, and the adapter on the real cargo.</summary>
internal sealed class CargoBench : IDisposable
{
    /// <summary>The token that the registry asks for.</summary>
    public const string Good = "cio-0123456789-the-good-token";

    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private RehearsalProgram _registry = null!;

    private CargoBench()
    {
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All())
        {
            ["HOME"] = _scratch.Path,
            ["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rustup"),
            ["CARGO_REGISTRY_TOKEN"] = "cio-of-the-person",
        };
        variables.Remove("CARGO_HOME");
        var environment = new SnapshotEnvironment(variables);
        Adapter = CargoEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    public CrateTree Tree { get; } = new();

    public EcosystemAdapter Adapter { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CargoBench> StartAsync()
    {
        Tool.Require("cargo");
        Tool.Require("rustc");
        var bench = new CargoBench();
        bench._registry = await RehearsalProgram.StartAsync(bench._scratch.File("registry"), Good);
        return bench;
    }

    public PackageContext Context(string directory, string version = "1.0.0", string token = Good)
    {
        var name = directory.Split('/')[^1];
        var address = new Uri(_registry.Address, Adapter.RehearsalRegistry);
        return new PackageContext
        {
            Id = new PackageId("cargo", name),
            Version = version,
            WorkspaceRoot = Tree.Path,
            Directory = Path.Combine(Tree.Path, directory),
            Manifest = Path.Combine(Tree.Path, directory, "Cargo.toml"),
            ArtifactsDirectory = Directory.CreateDirectory(_scratch.File("dist", name, version)).FullName,
            ScratchDirectory = Directory.CreateDirectory(_scratch.File("scratch", name)).FullName,
            LogDirectory = _scratch.File("logs", name),
            Endpoint = new RegistryEndpoint(address, address, new Secret(token, "MY_TOKEN")),
        };
    }

    /// <summary>Builds and publishes.</summary>
    public async Task<Artifact> ReleaseAsync(PackageContext package)
    {
        var artifacts = await Adapter.Packager.BuildAsync(package, Cancellation);
        await Adapter.Publisher.PublishAsync(package, artifacts, Cancellation);
        return artifacts[0];
    }

    public void Dispose()
    {
        _registry.Dispose();
        _http.Dispose();
        Tree.Dispose();
        _scratch.Dispose();
    }
}
