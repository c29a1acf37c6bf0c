using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Custom;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Custom;

/// <summary>One package of an item, in folders of its own.</summary>
internal sealed class CustomBench : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = new();

    public CustomBench(params (string Name, string Value)[] metadata)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        Packages = new CustomPackages([DeclaredItem.Create("charts/web", [KeyValuePair.Create("Ecosystem", "custom"), .. metadata.Select(m => KeyValuePair.Create(m.Name, m.Value))])]);
        Directory.CreateDirectory(_scratch.File("charts/web"));
    }

    public CustomPackages Packages { get; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };

    public EcosystemAdapter Adapter
    {
        get
        {
            var environment = new SnapshotEnvironment(() => Variables);
            return CustomEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System), Packages);
        }
    }

    public string File(string path) => _scratch.File(path);

    public string Log(string stage) => System.IO.File.ReadAllText(_scratch.File($"logs/{stage}.log"));

    public PackageContext Package(bool rehearsed = false)
    {
        var address = rehearsed ? new Uri("http://127.0.0.1:1/custom-rehearsal/") : new Uri("custom://commands/");
        return new PackageContext
        {
            Id = new PackageId("custom", "web"),
            Version = "1.2.0",
            Tag = "web-v1.2.0",
            Commit = "0123456789",
            WorkspaceRoot = _scratch.Path,
            Directory = _scratch.File("charts/web"),
            Manifest = _scratch.File("charts/web"),
            ArtifactsDirectory = _scratch.File("dist/web/1.2.0"),
            ScratchDirectory = _scratch.File("scratch"),
            LogDirectory = _scratch.File("logs"),
            Endpoint = new RegistryEndpoint(address, address, null),
        };
    }

    public void Dispose()
    {
        _http.Dispose();
        _scratch.Dispose();
    }
}
