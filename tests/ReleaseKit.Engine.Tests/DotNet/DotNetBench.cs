using System.Collections.Immutable;
using System.IO.Compression;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>A workspace on disk, the real client, and a rehearsal registry.</summary>
internal sealed class DotNetBench : IDisposable
{
    private readonly RehearsalProgram? _registry;

    private DotNetBench(RehearsalProgram? registry, ScratchDirectory scratch)
    {
        _registry = registry;
        Scratch = scratch;
        Files = new WorkspaceFileSystem(Directory.CreateDirectory(scratch.File("my workspace")).FullName);

        // A user's own key and sources must not reach any feed of a release.
        var environment = new SnapshotEnvironment(() => new Dictionary<string, string>(new ProcessEnvironment().All()) { ["NUGET_API_KEY"] = "the-users-own-key" });
        Adapter = DotNetEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), RegistryHttp.Create(TimeProvider.System), environment, TimeProvider.System));
    }

    public ScratchDirectory Scratch { get; }

    public WorkspaceFileSystem Files { get; }

    public EcosystemAdapter Adapter { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<DotNetBench> CreateAsync(string? token = null, bool registry = true)
    {
        Tool.Require("dotnet");
        var scratch = new ScratchDirectory();
        return new DotNetBench(registry ? await RehearsalProgram.StartAsync(scratch.File("registry"), token) : null, scratch);
    }

    public DotNetBench With(string path, string text)
    {
        Scratch.Write($"my workspace/{path}", text);
        return this;
    }

    public async Task<ImmutableArray<Package>> DiscoverAsync()
    {
        ImmutableArray<RelativePath> listing =
        [
            .. Directory.EnumerateFiles(Files.Root, "*", SearchOption.AllDirectories)
                .Select(file => RelativePath.Parse(Path.GetRelativePath(Files.Root, file))).Order(),
        ];
        return await Adapter.Workspace.DiscoverAsync(new DiscoveryRequest(Files, listing, RelativePath.Root, _ => false), Cancellation);
    }

    public PackageContext Context(Package package, string version, Secret? token = null) =>
        Context(package.Id.Name, version, token) with { Directory = Files.Absolute(package.Directory), Manifest = Files.Absolute(package.Manifest) };

    public PackageContext Context(string name, string version, Secret? token = null)
    {
        var root = _registry?.Address ?? new Uri("http://127.0.0.1:9/");
        var index = new Uri(root, Adapter.RehearsalIndex);
        return new PackageContext
        {
            Id = new PackageId("nuget", name),
            Version = version,
            WorkspaceRoot = Files.Root,
            Directory = Files.Root,
            Manifest = Path.Combine(Files.Root, "none.csproj"),
            ArtifactsDirectory = Scratch.File("out", "dist", name, version),
            ScratchDirectory = Scratch.File("out", "scratch", name),
            LogDirectory = Scratch.File("out", "logs", name),
            Endpoint = new RegistryEndpoint(new Uri(root, Adapter.RehearsalRegistry), index, token),

            // Without network: what the feed lacks is looked for in the feed.
            Settings = new Dictionary<string, string> { ["ExtraIndexUrl"] = index.AbsoluteUri },
        };
    }

    /// <summary>A package made by hand, which no build has to make.</summary>
    public (PackageContext Context, ImmutableArray<Artifact> Artifacts) Make(string id, string metadata = "", params (string Entry, byte[] Content)[] files)
    {
        var context = Context(id, "1.0.0");
        Directory.CreateDirectory(context.ArtifactsDirectory);
        var path = Path.Combine(context.ArtifactsDirectory, $"{id}.1.0.0.nupkg");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            var manifest = $"<package><metadata><id>{id}</id><version>1.0.0</version><authors>a</authors><description>d</description>{metadata}</metadata></package>";
            foreach (var (entry, content) in files.Prepend(($"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes(manifest))))
            {
                using var stream = zip.CreateEntry(entry).Open();
                stream.Write(content);
            }
        }

        return (context, [Artifact.FromFile(path)]);
    }

    /// <summary>Everything that was logged for a package.</summary>
    public string Logs(string name) =>
        string.Join('\n', Directory.EnumerateFiles(Scratch.File("out", "logs", name)).Select(File.ReadAllText));

    public void Dispose()
    {
        _registry?.Dispose();
        Scratch.Dispose();
    }
}
