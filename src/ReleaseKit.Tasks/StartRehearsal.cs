using Microsoft.Build.Framework;
using ReleaseKit.Engine.Rehearsals;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Starts the loopback registry for the rest of the build; it ends with the build, however that ends.</summary>
[MSBuildMultiThreadableTask]
public sealed class StartRehearsal : ReleaseTask
{
    /// <summary>Absolute path of <c>ReleaseKit.Rehearsal.dll</c>.</summary>
    [Required]
    public string Program { get; set; } = "";

    /// <summary>Folder that keeps what is published; empty for <c>registry/</c> below the output folder.</summary>
    public string Storage { get; set; } = "";

    /// <summary>Absolute path of a script of faults; empty for a registry that behaves.</summary>
    public string Faults { get; set; } = "";

    /// <summary>Whether packages it does not have are looked up in the public registries.</summary>
    public bool UseUpstream { get; set; }

    /// <summary>Root address, with a trailing slash.</summary>
    [Output]
    public string Address { get; set; } = "";

    /// <summary>The command that serves the same packages at the same address again.</summary>
    [Output]
    public string ServeCommand { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var key = $"releasekit-rehearsal:{OutputPath}";
        var storage = Storage.Length > 0 ? Path.GetFullPath(Storage, WorkspaceRoot) : Path.Combine(OutputPath, "registry");
        var options = new List<string>();
        if (Faults.Length > 0)
        {
            options.AddRange(["--faults", Path.GetFullPath(Faults, WorkspaceRoot)]);
        }

        if (UseUpstream)
        {
            options.AddRange(["--upstream-npm", session.Ecosystems["npm"].Registry.Default.Index.ToString(), "--upstream-pypi", session.Ecosystems["python"].Registry.Default.Index.ToString()]);
            options.AddRange(["--upstream-cargo", session.Ecosystems["cargo"].Registry.Default.Index.ToString()]);
            options.AddRange(["--upstream-pub", session.Ecosystems["dart"].Registry.Default.Index.ToString()]);
        }

        var server = await RehearsalServer.StartAsync(Path.GetFullPath(Program, WorkspaceRoot), storage, options, cancellationToken);
        var signals = BuildEngine4.GetRegisteredTaskObject(RunSignals.Key(OutputPath), RegisteredTaskObjectLifetime.Build) as RunSignals;
        BuildEngine4.RegisterTaskObject(key, new ServerGuard(server, signals?.Uploads), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        Address = server.Address.ToString();
        ServeCommand = $"dotnet \"{Path.GetFullPath(Program, WorkspaceRoot)}\" --storage \"{storage}\" --port {server.Address.Port}";
        Log.LogMessage(MessageImportance.Normal, "{0}", $"The rehearsal registry listens on {Address} and keeps its packages in {storage}.");
    }

    /// <summary>Uploads that a cancelled build lets end still need the registry.</summary>
    private sealed class ServerGuard(RehearsalServer server, RunningUploads? uploads) : IDisposable
    {
        public void Dispose()
        {
            uploads?.Finish();
            server.Dispose();
        }
    }
}
