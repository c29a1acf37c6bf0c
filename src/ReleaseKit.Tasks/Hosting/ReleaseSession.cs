using System.Collections.Immutable;
using System.Text;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Vcs.Caching;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The composition root of one task: the seams, built from what MSBuild handed over, each on first use.</summary>
public sealed class ReleaseSession : IDisposable
{
    private readonly ReleaseTask _task;
    private readonly Lazy<HttpClient> _http;
    private readonly Lazy<EcosystemCatalog> _ecosystems;
    private readonly Lazy<WorkspaceFileSystem> _files;
    private IRepository? _git;
    private StageHost? _stages;
    private bool _excluded;

    internal ReleaseSession(ReleaseTask task)
    {
        _task = task;
        Environment = new SnapshotEnvironment(task.TaskEnvironment.GetEnvironmentVariables);
        Clients = new RunningClients(new ProcessRunner(Environment));
        Credentials = new CredentialSource(Environment);
        _files = new Lazy<WorkspaceFileSystem>(() => new WorkspaceFileSystem(task.WorkspaceRoot));
        _http = new Lazy<HttpClient>(NewHttp);
        _ecosystems = new Lazy<EcosystemCatalog>(() =>
        {
            var services = new EcosystemServices(Processes, _stages?.Http ?? _http.Value, Environment, Time);
            return StandardEcosystems.Create(services, DeclaredExtensions.Of(task, services));
        });
    }

    /// <summary>The environment variables of the build.</summary>
    public IEnvironment Environment { get; }

    /// <summary>Starts clients.</summary>
    public IProcessRunner Processes => Clients;

    /// <summary>The same, with what it knows of clients that were ended.</summary>
    public RunningClients Clients { get; }

    /// <summary>Finds credentials by the names of variables.</summary>
    public CredentialSource Credentials { get; }

    /// <summary>What the CI service vouches for.</summary>
    public IdentityTokens Identity => new(Environment, () => _stages?.Http ?? _http.Value, Time);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The workspace's files.</summary>
    public IFileSystem Files => _files.Value;

    /// <summary>The adapters.</summary>
    public EcosystemCatalog Ecosystems => _ecosystems.Value;

    /// <summary>How fast registries take uploads, shared with every other node.</summary>
    public RegistryGate Gate => new(_task.OutputPath, Time, _task.LongestWait);

    /// <summary>Where stages wait when somebody wants a pause.</summary>
    public PausePoint Pause => new(_task.OutputPath, Time);

    /// <summary>How long stages took.</summary>
    public DurationStore Durations => new(_task.OutputPath);

    /// <summary>The journal of pinned manifests.</summary>
    public PinJournal Pins => new(Files, SourceWorktree.JournalFolder(_task.WorkspaceRoot, _task.OutputPath));

    /// <summary>The repository, opened once.</summary>
    public async Task<IRepository> GitAsync(CancellationToken cancellationToken)
    {
        if (_git is null)
        {
            _git = await Repositories.OpenAsync(Processes, _task.WorkspaceRoot, cancellationToken);
            _git.HistoryCache = !_task.HistoryCache ? HistoryCacheMode.Off : _task.DryRun ? HistoryCacheMode.ReadOnly : HistoryCacheMode.ReadWrite;
        }

        return _git;
    }

    /// <summary>For stages of packages: the repository as the first of them in this process found it. Ends the process when the run's own is killed.</summary>
    public async Task JoinStagesAsync(CancellationToken cancellationToken)
    {
        _stages = await StageHost.JoinAsync(_task, this, cancellationToken);
        _git ??= Repositories.Open(Processes, _task.WorkspaceRoot, _stages.Git);
    }

    /// <summary>Connections to registries, whose wishes to be left alone hold for the whole run.</summary>
    internal HttpClient NewHttp()
    {
        var gate = Gate;
        return RegistryHttp.Create(Time, (registry, until) => gate.CloseAsync(registry, until, CancellationToken.None));
    }

    /// <summary>The ledger of the release that is under way in this work tree.</summary>
    public Task<RunLedger> LedgerAsync(CancellationToken cancellationToken) => RunLedger.OpenAsync(_task.OutputPath, () => GitAsync(cancellationToken), Time);

    /// <summary>The name under which a build keeps its lease.</summary>
    public string LeaseKey => $"releasekit-lease:{_task.WorkspaceRoot}";

    /// <summary>The workspace and its configuration as they are on disk now.</summary>
    public async Task<DiscoveredWorkspace> DiscoverAsync(CancellationToken cancellationToken) =>
        await new WorkspaceDiscovery(Files, await GitAsync(cancellationToken), Ecosystems).DiscoverAsync(Overrides(), cancellationToken);

    /// <summary>What the root's file and the properties say, without looking for packages.</summary>
    public async Task<ReleaseConfiguration> ConfigurationAsync(CancellationToken cancellationToken) =>
        new WorkspaceDiscovery(Files, await GitAsync(cancellationToken), Ecosystems).Configuration(Overrides());

    /// <summary>The same of another work tree.</summary>
    public Task<DiscoveredWorkspace> DiscoverInAsync(string root, ImmutableArray<UpstreamRelease> upstream, CancellationToken cancellationToken) =>
        DiscoverInAsync(root, upstream, Processes, cancellationToken);

    /// <summary>The same, with git started by another runner.</summary>
    internal async Task<DiscoveredWorkspace> DiscoverInAsync(string root, ImmutableArray<UpstreamRelease> upstream, IProcessRunner processes, CancellationToken cancellationToken) =>
        await new WorkspaceDiscovery(new WorkspaceFileSystem(root), await Repositories.OpenAsync(processes, root, cancellationToken), Ecosystems).DiscoverAsync(Overrides(), upstream, cancellationToken);

    private ImmutableSortedDictionary<string, string> Overrides() => _task.Settings
        .Where(s => s.GetMetadata(DeclaredExtensions.Kind).Length == 0 && s.GetMetadata("Value").Length > 0)
        .ToImmutableSortedDictionary(s => s.ItemSpec, s => s.GetMetadata("Value"), StringComparer.Ordinal);

    /// <summary>Keeps a discovery for the next step of this build, which takes it with <see cref="TakeDiscoveredAsync"/>.</summary>
    public void KeepDiscovered(DiscoveredWorkspace discovered) =>
        _task.BuildEngine4.RegisterTaskObject(DiscoveredKey, discovered, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: true);

    /// <summary>What the step just before found, once; a discovery of its own when there was none.</summary>
    public async Task<DiscoveredWorkspace> TakeDiscoveredAsync(CancellationToken cancellationToken) =>
        _task.BuildEngine4.UnregisterTaskObject(DiscoveredKey, RegisteredTaskObjectLifetime.Build) as DiscoveredWorkspace ?? await DiscoverAsync(cancellationToken);

    private string DiscoveredKey => $"releasekit-discovered:{_task.WorkspaceRoot}";

    /// <summary>The plan that an earlier step wrote; in a dry run, which writes none, the one computed in this build.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-MISSING</c>, <c>RK-PLAN-ALTERED</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public ReleasePlan ReadPlan()
    {
        if (_task.DryRun && _task.BuildEngine4.GetRegisteredTaskObject(PlanKey, RegisteredTaskObjectLifetime.Build) is string text)
        {
            return PlanDocument.Read(text, PlanPath);
        }

        return File.Exists(PlanPath)
            ? PlanDocument.Read(File.ReadAllText(PlanPath), PlanPath)
            : throw new ReleaseException(DocumentCodes.PlanMissing.Create($"There is no plan at {PlanPath}. Run dotnet msbuild release.proj -t:Plan (or -t:Release, which plans by itself)."));
    }

    /// <summary>Hands the plan to later steps: as <c>plan.json</c>, in a dry run in memory only.</summary>
    public async Task WritePlanAsync(ReleasePlan plan, CancellationToken cancellationToken)
    {
        _task.BuildEngine4.UnregisterTaskObject(PlanKey, RegisteredTaskObjectLifetime.Build);
        if (_task.DryRun)
        {
            _task.BuildEngine4.RegisterTaskObject(PlanKey, PlanDocument.Write(plan), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return;
        }

        await ExcludeOutputAsync(cancellationToken);
        OutputFile.Write(PlanPath, stream => PlanDocument.Write(plan, stream));
    }

    private string PlanKey => $"releasekit-plan:{_task.WorkspaceRoot}";

    /// <summary>Where the plan is kept.</summary>
    public string PlanPath => Path.Combine(_task.OutputPath, "plan.json");

    /// <summary>Writes a document, or nothing in a dry run. Our folder is kept out of git's status first.</summary>
    public async Task WriteDocumentAsync(string name, string text, CancellationToken cancellationToken)
    {
        if (!_task.DryRun)
        {
            await ExcludeOutputAsync(cancellationToken);
            OutputFile.Write(Path.Combine(_task.OutputPath, name), Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Keeps what was printed in a form for machines or pages as a file too; JSON plans are one already.</summary>
    public async Task WriteReportAsync(string name, string text, ReportFormat format, CancellationToken cancellationToken)
    {
        if (format != ReportFormat.Text)
        {
            await WriteDocumentAsync($"{name}.{(format == ReportFormat.Markdown ? "md" : format == ReportFormat.Csv ? "csv" : "json")}", text, cancellationToken);
        }
    }

    /// <summary>Writes the notes of a plan to <c>notes/</c> in the output folder, and nothing else stays there.</summary>
    public async Task WriteNotesAsync(ReleaseNotes notes, CancellationToken cancellationToken)
    {
        ClearNotes(notes.Files.Keys);
        foreach (var (name, text) in notes.Files)
        {
            await WriteDocumentAsync(Path.Combine("notes", name), text, cancellationToken);
        }
    }

    /// <summary>Deletes the notes of earlier plans, except for those that are written again.</summary>
    public void ClearNotes(IEnumerable<string> kept)
    {
        var folder = Path.Combine(_task.OutputPath, "notes");
        if (_task.DryRun || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var old in Directory.EnumerateFiles(folder, "*.md").ExceptBy(kept, Path.GetFileName))
        {
            File.Delete(old);
        }
    }

    /// <summary>Keeps the output folder, when it lies in the workspace, out of git's status.</summary>
    public async Task ExcludeOutputAsync(CancellationToken cancellationToken)
    {
        if (!_excluded && RelativePath.TryParse(Path.GetRelativePath(Files.Root, _task.OutputPath), out var inside) && !inside.IsRoot)
        {
            (await GitAsync(cancellationToken)).Writer().Exclude(inside);
        }

        _excluded = true;
    }

    /// <summary>The same for reports about what went wrong, which may be that there is no repository.</summary>
    internal void TryExcludeOutput()
    {
        try
        {
            ExcludeOutputAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ReleaseException)
        {
            _excluded = true;
        }
    }

    /// <summary>Decides where packages go.</summary>
    public TargetResolver Targets(ITaskItem[] ecosystemSettings, DiscoveredWorkspace workspace, string rehearsalAddress) => new(
        ecosystemSettings.Select(item => new EcosystemSetting
        {
            Ecosystem = item.ItemSpec,
            Registry = item.GetMetadata("Registry"),
            Index = item.GetMetadata("Index"),
            TokenVariable = item.GetMetadata("TokenVariable"),
            IdTokenVariable = item.GetMetadata("IdTokenVariable"),
            TrustedPublishing = item.GetMetadata("TrustedPublishing"),
            Options = EcosystemSetting.ParseOptions(item.GetMetadata("Options")),
        }),
        ecosystem => workspace.Configuration.Ecosystems.TryGetValue(ecosystem, out var table) ? (table.RegistryUrl, table.IndexUrl) : (null, null),
        rehearsalAddress.Length > 0 ? new Uri(rehearsalAddress) : null,
        Files);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }
}
