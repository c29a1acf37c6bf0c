using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>A workspace on disk, the real clients, and a rehearsal registry.</summary>
internal sealed class PythonBench : IDisposable
{
    private readonly string _python;
    private readonly RehearsalProgram? _registry;

    private PythonBench(string python, RehearsalProgram? registry, ScratchDirectory scratch, IReadOnlyDictionary<string, string>? variables)
    {
        _python = python;
        _registry = registry;
        Scratch = scratch;
        Files = new WorkspaceFileSystem(Directory.CreateDirectory(scratch.File("my workspace")).FullName);
        var environment = new SnapshotEnvironment(() => new ProcessEnvironment().All().Concat(variables ?? new Dictionary<string, string>())
            .GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value));
        Adapter = PythonEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), RegistryHttp.Create(TimeProvider.System), environment, TimeProvider.System));
    }

    public ScratchDirectory Scratch { get; }

    public WorkspaceFileSystem Files { get; }

    public EcosystemAdapter Adapter { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PythonBench> CreateAsync(string? token = null, IReadOnlyDictionary<string, string>? variables = null, bool registry = true)
    {
        var python = Tool.RequirePython("setuptools", "wheel", "hatchling", "build", "twine", "pip");
        var scratch = new ScratchDirectory();
        return new PythonBench(python, registry ? await RehearsalProgram.StartAsync(scratch.File("registry"), token) : null, scratch, variables);
    }

    public PythonBench With(string path, string text)
    {
        Scratch.Write($"my workspace/{path}", text);
        return this;
    }

    /// <summary>A hatchling project with one package that knows its version.</summary>
    public PythonBench WithProject(string directory, string name, string version, string dependencies = "", string import = "")
    {
        var module = name.Replace('-', '_').Replace('.', '_').ToLowerInvariant();
        return With($"{directory}/pyproject.toml", $"""
                [build-system]
                requires = ["hatchling"]
                build-backend = "hatchling.build"
                [project]
                name = "{name}"
                version = "{version}"
                dependencies = [{dependencies}]
                [tool.hatch.build.targets.wheel]
                packages = ["src/{module}"]
                """)
            .With($"{directory}/src/{module}/__init__.py", $"{import}\n__version__ = '{version}'\n");
    }

    public async Task<Workspace> DiscoverAsync()
    {
        ImmutableArray<RelativePath> listing =
        [
            .. Directory.EnumerateFiles(Files.Root, "*", SearchOption.AllDirectories)
                .Select(f => RelativePath.Parse(Path.GetRelativePath(Files.Root, f))).Order(),
        ];
        return new Workspace(await Adapter.Workspace.DiscoverAsync(new DiscoveryRequest(Files, listing, RelativePath.Root, _ => false), Cancellation));
    }

    public PackageContext Context(Package package, string version, Secret? token = null, string? python = null)
    {
        var root = _registry?.Address ?? new Uri("http://127.0.0.1:9/");
        return new PackageContext
        {
            Id = package.Id,
            Version = version,
            WorkspaceRoot = Files.Root,
            Directory = Files.Absolute(package.Directory),
            Manifest = Files.Absolute(package.Manifest),
            ArtifactsDirectory = Scratch.File("dist", package.Name, version),
            ScratchDirectory = Scratch.File("scratch", package.Name),
            LogDirectory = Scratch.File("log", package.Name),
            Endpoint = new RegistryEndpoint(new Uri(root, Adapter.RehearsalRegistry), new Uri(root, Adapter.RehearsalIndex), token),
            SourceDateEpoch = 1_700_000_000,
            Settings = new Dictionary<string, string> { ["Python"] = python ?? _python, ["BuildIsolation"] = "false" },
        };
    }

    /// <summary>Applies changes to the files they name.</summary>
    public void Apply(IEnumerable<ManifestChange> changes)
    {
        foreach (var file in changes.GroupBy(c => c.File))
        {
            var source = SourceText.Decode(file.Key.Value, Files.Read(file.Key));
            Files.Write(file.Key, source.With(Adapter.Workspace.Edit(source, [.. file])).Encode());
        }
    }

    /// <summary>Discovers, pins and builds one package.</summary>
    public async Task<(PackageContext Context, ImmutableArray<Artifact> Artifacts)> BuildAsync(string name, Secret? token = null, string? version = null)
    {
        var workspace = await DiscoverAsync();
        var package = workspace.Find(new PackageId("python", name))!;
        Apply(Adapter.Workspace.Pin(package, workspace, id => workspace.Find(id)!.Version, PinStyle.Exact));
        var context = Context(package, version ?? package.Version!, token);
        return (context, await Adapter.Packager.BuildAsync(context, Cancellation));
    }

    /// <summary>Everything that was logged for a package.</summary>
    public string Logs(string name) =>
        string.Join('\n', Directory.EnumerateFiles(Scratch.File("log", name)).Select(File.ReadAllText));

    public void Dispose()
    {
        _registry?.Dispose();
        Scratch.Dispose();
    }
}
