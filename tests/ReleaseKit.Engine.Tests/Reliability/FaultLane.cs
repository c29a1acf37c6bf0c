using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>One ecosystem's way from an artifact to a verified version: the real client, the real stages, a registry that misbehaves.</summary>
internal sealed class FaultLane : IDisposable
{
    private readonly FaultEcosystem _ecosystem;
    private readonly RehearsalProgram _registry;
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private readonly ScratchDirectory _scratch;
    private FaultClient _client;

    private FaultLane(FaultEcosystem ecosystem, RehearsalProgram registry, ScratchDirectory scratch)
    {
        _ecosystem = ecosystem;
        _registry = registry;
        _scratch = scratch;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<FaultLane> StartAsync(FaultEcosystem ecosystem)
    {
        var scratch = new ScratchDirectory();
        return new FaultLane(ecosystem, await RehearsalProgram.StartAsync(scratch.File("registry")), scratch);
    }

    /// <summary>What comes of a fault, and of another run when the fault is over, in the words of the table.</summary>
    public async Task<string> PlayAsync(Fault fault, string name)
    {
        _client = FaultClient.Real;
        await SetFaultsAsync([]);
        await (fault.Before?.Invoke(this, name) ?? Task.CompletedTask);
        await SetFaultsAsync(fault.Rules.Select(rule => rule.Replace("NAME", name, StringComparison.Ordinal)));
        var before = await UploadsAsync(name);
        var outcome = await ReleaseAsync(name, fault);
        var uploads = await UploadsAsync(name) - before;
        var text = $"{outcome}{(uploads > 1 ? $" ({uploads} uploads)" : "")}";
        if (outcome == "live")
        {
            return text;
        }

        _client = FaultClient.Real;
        await SetFaultsAsync([]);
        return $"{text}; again: {await ReleaseAsync(name, fault with { Limit = TimeSpan.FromMinutes(5) })}";
    }

    /// <summary>Puts other bytes of the version on the registry.</summary>
    public async Task SeedAsync(string name)
    {
        var package = Context(name);
        var adapter = _ecosystem.Create(Services());
        await adapter.Publisher.PublishAsync(package, Artifacts(package, "somebody else's"), Token);
    }

    public Task UseClientAsync(FaultClient client)
    {
        _client = client;
        return Task.CompletedTask;
    }

    /// <summary>The device that is always full stands where the client's transcript goes.</summary>
    public Task FillTranscriptAsync(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        var package = Context(name);
        Directory.CreateDirectory(package.LogDirectory);
        foreach (var transcript in _ecosystem.Transcripts)
        {
            File.CreateSymbolicLink(Path.Combine(package.LogDirectory, transcript), "/dev/full");
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _registry.Dispose();
        _http.Dispose();
        _scratch.Dispose();
    }

    private async Task<string> ReleaseAsync(string name, Fault fault)
    {
        var package = Context(name);
        var artifacts = Artifacts(package, "ours");
        var services = Services();
        var adapter = _ecosystem.Create(services);
        var gate = new RegistryGate(_scratch.File("out", name), TimeProvider.System, TimeSpan.FromMinutes(1));
        var limit = new StageLimit("publish", "ReleasePublishTimeout", fault.Limit, (RunningClients)services.Processes, TimeProvider.System);
        var publication = new PackagePublication(
            adapter with { Publisher = new GatedPublisher(adapter, gate, RegistryBudget.Unlimited, limit, _ => { }, _ => { }, CancellationToken.None) }, package, TimeProvider.System);
        var upload = new PatientUpload(adapter.Registry, gate, new UploadPatience(fault.Attempts, fault.Await), TimeProvider.System, () => 0, _ => { });
        try
        {
            await upload.RunAsync(package, token => publication.PublishAsync(artifacts, token), CancellationToken.None, Token);
            await publication.AwaitAsync(fault.Await, Token);
            await publication.VerifyAsync(artifacts, smokeTest: false, Token);
            return "live";
        }
        catch (ReleaseException e)
        {
            return $"`{e.Diagnostics[0].Code}`";
        }
    }

    private EcosystemServices Services()
    {
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All())
        {
            ["HOME"] = Directory.CreateDirectory(_scratch.File("home")).FullName,
            ["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".rustup"),
            ["npm_config_cache"] = _scratch.File("npm-cache"),
            ["DOTNET_CLI_HOME"] = _scratch.File("home"),
        };
        if (_client != FaultClient.Real)
        {
            variables["PATH"] = FakeClients();
        }

        var environment = new SnapshotEnvironment(variables);
        return new EcosystemServices(new RunningClients(new ProcessRunner(environment)), _http, environment, TimeProvider.System);
    }

    /// <summary>A folder that alone is searched: empty, or with a client that answers questions about itself and then sleeps.</summary>
    private string FakeClients()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        var folder = Directory.CreateDirectory(_scratch.File($"bin-{_client}")).FullName;
        if (_client == FaultClient.Hanging)
        {
            foreach (var client in new[] { "npm", "dotnet", "python3", "cargo", "dart", "mvn" })
            {
                var path = Path.Combine(folder, client);
                File.WriteAllText(path, "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\nexec /bin/sleep 600\n");
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                }
            }
        }

        return folder;
    }

    private PackageContext Context(string name)
    {
        var adapter = _ecosystem.Create(Services());
        return new PackageContext
        {
            Id = new PackageId(_ecosystem.Id, name),
            Version = "1.0.0",
            WorkspaceRoot = _scratch.Path,
            Directory = Directory.CreateDirectory(_scratch.File("work", name)).FullName,
            Manifest = _scratch.File("work", name, "manifest"),
            ArtifactsDirectory = Directory.CreateDirectory(_scratch.File("dist", name)).FullName,
            ScratchDirectory = Directory.CreateDirectory(_scratch.File("scratch", name)).FullName,
            LogDirectory = _scratch.File("logs", name),
            Endpoint = new RegistryEndpoint(new Uri(_registry.Address, adapter.RehearsalRegistry), new Uri(_registry.Address, adapter.RehearsalIndex), null),
            Settings = _client switch
            {
                FaultClient.Missing => new Dictionary<string, string> { ["Python"] = "./no/such/python" },
                FaultClient.Hanging => new Dictionary<string, string> { ["Python"] = "python3" },
                _ => _ecosystem.Settings,
            },
        };
    }

    /// <summary>The package's artifacts; the same text gives the same bytes.</summary>
    private ImmutableArray<Artifact> Artifacts(PackageContext package, string text)
    {
        var path = Path.Combine(package.ArtifactsDirectory, _ecosystem.FileName(package.Id.Name));
        _ecosystem.Make(path, package.Id.Name, text);
        return [.. Directory.GetFiles(package.ArtifactsDirectory).Order(StringComparer.Ordinal).Select(Artifact.FromFile)];
    }

    private async Task SetFaultsAsync(IEnumerable<string> rules)
    {
        using var content = new StringContent($"{{ \"rules\": [{string.Join(",", rules)}] }}", Encoding.UTF8, "application/json");
        using var response = await _http.PutAsync(new Uri(_registry.Address, "_faults"), content, Token);
        response.EnsureSuccessStatusCode();
    }

    private async Task<int> UploadsAsync(string name)
    {
        using var log = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(_registry.Address, "_log"), Token));
        return log.RootElement.EnumerateArray().Count(entry => entry.GetProperty("name").GetString() == name);
    }
}
