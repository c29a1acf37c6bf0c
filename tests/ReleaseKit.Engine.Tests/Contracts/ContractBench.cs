using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>
/// One adapter on its real clients, and loopback registries that a suite's tests share: each test takes a version of its own,
/// so that none sees what another published.
/// </summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public sealed class ContractBench<TFixture> : IAsyncLifetime
    where TFixture : EcosystemFixture, new()
{
    /// <summary>The credential that the guarded registry asks for.</summary>
    public const string GoodToken = "contract-0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private readonly List<RehearsalProgram> _registries = [];
    private IReadOnlyDictionary<string, string?> _variables = new Dictionary<string, string?>();
    private int _versions;

    /// <summary>The ecosystem.</summary>
    public TFixture Fixture { get; } = new();

    /// <summary>The adapter; its clients have a home of their own.</summary>
    public EcosystemAdapter Adapter { get; private set; } = null!;

    /// <summary>Where the registry that takes anything listens.</summary>
    public Uri Open { get; private set; } = null!;

    /// <summary>Where the registry that asks for <see cref="GoodToken"/> listens.</summary>
    public Uri Guarded { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Adapter = Create(path: null);
        Open = await StartAsync(null);
        Guarded = await StartAsync(GoodToken);
    }

    /// <summary>The adapter on a machine whose PATH is something else; null for this machine's.</summary>
    public EcosystemAdapter Create(string? path)
    {
        var home = Directory.CreateDirectory(_scratch.File("home")).FullName;
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All()) { ["HOME"] = home, ["USERPROFILE"] = home };
        Fixture.Isolate(variables, home);
        variables["PATH"] = path ?? variables["PATH"];
        _variables = path is null ? variables.ToDictionary(v => v.Key, v => (string?)v.Value) : _variables;
        var environment = new SnapshotEnvironment(variables);
        return Fixture.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    /// <summary>The sample, with a version that no other test of the suite has. Skips where a client is missing, as a fixture's own start cannot.</summary>
    public ContractTree Tree()
    {
        Fixture.RequireTools();
        return Tree($"1.{Interlocked.Increment(ref _versions)}.0");
    }

    /// <summary>The sample with a version that the caller chose.</summary>
    public ContractTree Tree(string version)
    {
        Fixture.RequireTools();
        var tree = new ContractTree(Fixture, version);
        Fixture.Prepare(tree, Open);
        return tree;
    }

    /// <summary>What the client reads in a sample's files.</summary>
    public IReadOnlyList<ClientView> Ask(ContractTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Fixture.AskClient(tree, Client(tree));
    }

    /// <summary>Starts clients in a sample.</summary>
    public ClientCall Client(ContractTree tree) => (folder, program, arguments) =>
    {
        var result = CommandLine.Run(Path.Combine(tree.Path, folder), Tool.Find(program) ?? program, arguments, _variables);
        result.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {result.Output}");
        return result.StandardOutput;
    };

    /// <summary>A package of a sample on its way to a registry.</summary>
    /// <param name="tree">The sample.</param>
    /// <param name="name">The package.</param>
    /// <param name="token">The credential; null for none.</param>
    /// <param name="server">Root of the registries; null for <see cref="Open"/>.</param>
    public PackageContext Context(ContractTree tree, string name, string? token = null, Uri? server = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var manifest = Path.Combine(tree.Path, name == Fixture.Base ? Fixture.BaseManifest : Fixture.TopManifest);
        var output = _scratch.File("output", Path.GetFileName(Path.GetDirectoryName(tree.Path)!), SafeName.For(new PackageId(Fixture.Id, name)));
        return new PackageContext
        {
            Id = new PackageId(Fixture.Id, name),
            Version = tree.Version,
            WorkspaceRoot = tree.Path,
            Directory = Path.GetDirectoryName(manifest)!,
            Manifest = manifest,
            ArtifactsDirectory = Directory.CreateDirectory(Path.Combine(output, "artifacts")).FullName,
            ScratchDirectory = Directory.CreateDirectory(Path.Combine(output, "scratch")).FullName,
            LogDirectory = Path.Combine(output, "log"),
            Endpoint = new RegistryEndpoint(
                new Uri(server ?? Open, Adapter.RehearsalRegistry), new Uri(server ?? Open, Adapter.RehearsalIndex), token is null ? null : new Secret(token, "CONTRACT_TOKEN")),
            Settings = Fixture.SettingsFor(new Uri(server ?? Open, Adapter.RehearsalIndex)),
        };
    }

    /// <summary>Builds a package into its emptied folder.</summary>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        Directory.Delete(package.ArtifactsDirectory, recursive: true);
        Directory.CreateDirectory(package.ArtifactsDirectory);
        return await Adapter.Packager.BuildAsync(package, Token);
    }

    /// <summary>Builds and uploads a package.</summary>
    public async Task<ImmutableArray<Artifact>> ReleaseAsync(PackageContext package)
    {
        var artifacts = await BuildAsync(package);
        await PublishAsync(package, artifacts);
        return artifacts;
    }

    /// <summary>Uploads artifacts.</summary>
    public Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts) => Adapter.Publisher.PublishAsync(package, artifacts, Token);

    /// <summary>What the registry has of the package's version.</summary>
    public Task<PublishedVersion?> FindAsync(PackageContext package) => Adapter.Registry.FindAsync(package, Token);

    /// <summary>Has the open registry misbehave by one rule, until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> PlayAsync(string rule)
    {
        await SetAsync(rule);
        return new Fault(this);
    }

    /// <summary>How many uploads of a version the open registry has taken.</summary>
    public async Task<int> StoredAsync(string version)
    {
        using var log = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(Open, "_log"), Token));
        return log.RootElement.EnumerateArray().Count(e => e.GetProperty("version").GetString() == version && e.GetProperty("stored").GetBoolean());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _registries.ForEach(r => r.Dispose());
        _http.Dispose();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Uri> StartAsync(string? token)
    {
        var registry = await RehearsalProgram.StartAsync(_scratch.File($"registry-{_registries.Count}"), token);
        _registries.Add(registry);
        return registry.Address;
    }

    private async Task SetAsync(string rule)
    {
        using var content = new StringContent($"{{ \"rules\": [{rule}] }}", Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync(new Uri(Open, "_faults"), content, Token);
        response.EnsureSuccessStatusCode();
    }

    private sealed class Fault(ContractBench<TFixture> bench) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await bench.SetAsync("");
    }
}
