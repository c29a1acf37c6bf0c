using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>What the tasks between a push and a publication share: configuration, repository, and the forge, found once.</summary>
internal sealed class FlowSession : IDisposable
{
    private readonly HttpClient _http;
    private readonly DryRunPlace? _dry;

    private FlowSession(HttpClient http, DryRunPlace? dry, ReleaseConfiguration configuration, IRepository git, PreparationServices services, FoundForge found, string? remoteUrl)
    {
        _http = http;
        _dry = dry;
        Configuration = configuration;
        Git = git;
        Services = services;
        Forge = found.Forge;
        Absence = found.Absence;
        Links = RepositoryLinks.Of(configuration.RepositoryUrl ?? remoteUrl, configuration.Forge ?? found.Location?.Repository.Kind);
    }

    /// <summary>What the root's file and the properties say.</summary>
    public ReleaseConfiguration Configuration { get; }

    /// <summary>The user's repository.</summary>
    public IRepository Git { get; }

    /// <summary>What steps work with.</summary>
    public PreparationServices Services { get; }

    /// <summary>The forge; null when there is none to speak to.</summary>
    public IForge? Forge { get; }

    /// <summary>Why there is none.</summary>
    public string Absence { get; }

    /// <summary>Addresses of pages.</summary>
    public RepositoryLinks Links { get; }

    /// <summary>Finds out all of it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="session">Its session.</param>
    /// <param name="tokenVariable">Name of the variable with the forge's token; empty for the usual ones.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<FlowSession> OpenAsync(ReleaseTask task, ReleaseSession session, string tokenVariable, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var dry = task.DryRun && git.KeepsRefs ? new DryRunPlace(session.Processes, git.Facts) : null;
        try
        {
            return await OpenAsync(task, session, tokenVariable, git, dry, cancellationToken);
        }
        catch
        {
            dry?.Dispose();
            throw;
        }
    }

    private static async Task<FlowSession> OpenAsync(ReleaseTask task, ReleaseSession session, string tokenVariable, IRepository git, DryRunPlace? dry, CancellationToken cancellationToken)
    {
        if (dry is null)
        {
            await session.ExcludeOutputAsync(cancellationToken);
        }
        else
        {
            var cache = git.HistoryCache;
            git = await Repositories.OpenAsync(dry.Processes, task.WorkspaceRoot, cancellationToken);
            git.HistoryCache = cache;
        }

        var processes = dry?.Processes ?? session.Processes;
        var configuration = await session.ConfigurationAsync(cancellationToken);
        var url = await git.Remotes().FindUrlAsync(cancellationToken);
        var services = new PreparationServices
        {
            Git = git,
            Processes = processes,
            Ecosystems = session.Ecosystems,
            Discover = (root, upstream, token) => session.DiscoverInAsync(root, upstream, processes, token),
            OutputPath = dry?.OutputPath ?? task.OutputPath,
            Say = task.Say,
        };
        var http = ForgeLocator.NewClient();
        try
        {
            var found = new ForgeLocator(http, session.Environment, session.Time).Find(new ForgeSettings
            {
                Kind = configuration.Forge, RepositoryUrl = configuration.RepositoryUrl, ForgeUrl = configuration.ForgeUrl, RemoteUrl = url, TokenVariable = tokenVariable.Length == 0 ? null : tokenVariable,
            });
            return new FlowSession(http, dry, configuration, git, services, found, url);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _dry?.Dispose();
    }
}
