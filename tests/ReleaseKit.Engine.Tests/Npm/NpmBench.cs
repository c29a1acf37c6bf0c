using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Rehearsals;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

/// <summary>A workspace, a loopback registry, and the npm adapter on the real clients, with a home folder of its own.</summary>
internal sealed class NpmBench : IDisposable
{
    /// <summary>The token that a guarded registry asks for.</summary>
    public const string Token = "npm_0123456789abcdefghijklmnopqrstuvwxyz";

    private const string TokenVariable = "RELEASEKIT_NPM_BENCH_TOKEN";
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private RehearsalServer? _server;

    private NpmBench()
    {
        Tree = new NpmTree();
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All())
        {
            ["HOME"] = _scratch.Path,
            ["USERPROFILE"] = _scratch.Path,
            ["npm_config_cache"] = _scratch.File("npm-cache"),
            ["npm_config_fetch_retries"] = "0",
        };
        foreach (var name in new[] { "NODE_AUTH_TOKEN", "NPM_TOKEN", "NPM_CONFIG_USERCONFIG", "npm_config_userconfig" })
        {
            variables.Remove(name);
        }

        var environment = new SnapshotEnvironment(variables);
        Adapter = NpmEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    public NpmTree Tree { get; }

    public EcosystemAdapter Adapter { get; }

    public Uri Registry => new(_server!.Address, "npm/");

    /// <summary>A bench whose registry takes anything, or asks for <see cref="Token"/>.</summary>
    public static async Task<NpmBench> StartAsync(bool guarded = false)
    {
        Tool.Require("node");
        Tool.Require("npm");
        Environment.SetEnvironmentVariable(TokenVariable, Token);
        var bench = new NpmBench();
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\')))!;
        var program = Path.Combine(
            Path.GetDirectoryName(TestAssets.PathOf())!, "src", "ReleaseKit.Rehearsal", "bin", configuration, "net10.0", "ReleaseKit.Rehearsal.dll");
        string[] options = guarded ? ["--require-token", TokenVariable] : [];
        bench._server = await RehearsalServer.StartAsync(program, bench._scratch.File("registry"), options, TestContext.Current.CancellationToken);
        return bench;
    }

    /// <summary>The user's own .npmrc.</summary>
    public NpmBench WithUserConfiguration(string text)
    {
        _scratch.Write(".npmrc", text);
        return this;
    }

    public PackageContext Context(string name, string version = "1.0.0", string? token = null, string? registry = null)
    {
        var directory = Path.GetDirectoryName(Directory.EnumerateFiles(Tree.Path, "package.json", SearchOption.AllDirectories)
            .First(f => !f.Contains("node_modules", StringComparison.Ordinal) && NameIn(f) == name))!;
        var output = Path.Combine(Tree.Path, "artifacts", "releasekit", name.Replace('/', '-'));
        var artifacts = Path.Combine(output, "artifacts");
        Directory.CreateDirectory(artifacts);
        Directory.CreateDirectory(Path.Combine(output, "scratch"));
        var address = registry is null ? Registry : new Uri(registry);
        return new PackageContext
        {
            Id = new PackageId("npm", name),
            Version = version,
            WorkspaceRoot = Tree.Path,
            Directory = directory,
            Manifest = Path.Combine(directory, "package.json"),
            ArtifactsDirectory = artifacts,
            ScratchDirectory = Path.Combine(output, "scratch"),
            LogDirectory = Path.Combine(output, "log"),
            Endpoint = new RegistryEndpoint(address, address, token is null ? null : new Secret(token, "NPM_TOKEN")),
        };
    }

    /// <summary>Writes the pins of a package into its manifest.</summary>
    public void Pin(string name)
    {
        var workspace = Tree.Workspace();
        var package = workspace.Find(new PackageId("npm", name))!;
        var changes = Adapter.Workspace.Pin(package, workspace, id => workspace.Find(id)?.Version, PinStyle.Exact);
        var source = Tree.Source(package.Manifest.Value);
        Tree.With(package.Manifest.Value, source.With(Adapter.Workspace.Edit(source, [.. changes])).Text);
    }

    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package)
    {
        Directory.Delete(package.ArtifactsDirectory, recursive: true);
        Directory.CreateDirectory(package.ArtifactsDirectory);
        return await Adapter.Packager.BuildAsync(package, TestContext.Current.CancellationToken);
    }

    public Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts) =>
        Adapter.Publisher.PublishAsync(package, artifacts, TestContext.Current.CancellationToken);

    public Task<PublishedVersion?> FindAsync(PackageContext package) => Adapter.Registry.FindAsync(package, TestContext.Current.CancellationToken);

    public Task<string> InstallAsync(PackageContext package, ImmutableArray<Artifact> artifacts) =>
        Adapter.Consumer.InstallAndLoadAsync(package, artifacts, TestContext.Current.CancellationToken);

    /// <summary>Builds and publishes a package.</summary>
    public async Task<ImmutableArray<Artifact>> ReleaseAsync(PackageContext package)
    {
        var artifacts = await BuildAsync(package);
        await PublishAsync(package, artifacts);
        return artifacts;
    }

    /// <summary>Has the registry misbehave by one rule.</summary>
    public async Task PlayAsync(string rule)
    {
        using var content = new StringContent($"{{ \"rules\": [{rule}] }}", Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync(new Uri(_server!.Address, "_faults"), content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The registry's dist-tags of a package, <c>tag=version</c> in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string name)
    {
        var json = await _http.GetStringAsync(new Uri(Registry, name.Replace("/", "%2f", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("dist-tags").EnumerateObject().Select(t => $"{t.Name}={t.Value.GetString()}").Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _server?.Dispose();
        _http.Dispose();
        Tree.Dispose();
        _scratch.Dispose();
    }

    private static string? NameIn(string manifest)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(manifest));
        return document.RootElement.TryGetProperty("name", out var name) ? name.GetString() : null;
    }
}
