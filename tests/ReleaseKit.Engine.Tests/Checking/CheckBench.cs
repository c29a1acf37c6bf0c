using System.Collections.Immutable;
using System.Net;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>A real repository with a remote, the real adapters, scripted registries, and the checks on it.</summary>
internal sealed class CheckBench : IDisposable
{
    private readonly HttpClient _http;

    public CheckBench()
    {
        _http = RegistryHttp.Create(TimeProvider.System, new Answers(this), () => 0);
        Processes = new ProcessRunner(new ProcessEnvironment());
    }

    public ReleaseWorkspace Workspace { get; } = new();

    /// <summary>What registries answer, by the path and query of the address, most specific first; 404 for everything else.</summary>
    public Dictionary<string, (HttpStatusCode Status, string Body)> Registry { get; } = [];

    /// <summary>Every address that was asked, with the credential that went there.</summary>
    public List<(string Address, string? Credential)> Asked { get; } = [];

    /// <summary>The variables that may hold credentials.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>What the other options of a plan are.</summary>
    public Dictionary<string, string> Properties { get; } = [];

    public IProcessRunner Processes { get; set; }

    public bool Push { get; set; } = true;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Writes a file of the workspace.</summary>
    public CheckBench Write(string path, string text)
    {
        Workspace.Write(path, text);
        return this;
    }

    /// <summary>Makes the repository of what is there, with a remote.</summary>
    public CheckBench Initialize(params string[] tags)
    {
        Workspace.Initialize(tags);
        return this;
    }

    /// <summary>Runs one check over the plan of what is checked out.</summary>
    public async Task<CheckFindings> RunAsync(ICheck check, Func<CheckContext, CheckContext>? change = null)
    {
        var context = await ContextAsync();
        return await check.RunAsync(change?.Invoke(context) ?? context, Token);
    }

    /// <summary>Runs a check and gives the codes of its problems.</summary>
    public async Task<string[]> CodesAsync(ICheck check, Func<CheckContext, CheckContext>? change = null) =>
        [.. (await RunAsync(check, change)).Problems.Select(p => p.Code)];

    public async Task<CheckContext> ContextAsync()
    {
        var files = new WorkspaceFileSystem(Workspace.Root);
        var git = await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), Workspace.Root, Token);
        var environment = new SnapshotEnvironment(Variables);
        var ecosystems = StandardEcosystems.Create(new EcosystemServices(Processes, _http, environment, TimeProvider.System));
        var workspace = await new WorkspaceDiscovery(files, git, ecosystems).DiscoverAsync(Properties, Token);
        var plan = (await new PlanComputation(git, ecosystems, files).ComputeAsync(workspace, new PlanOptions("", [], ""), Token)).Plan;
        var targets = new TargetResolver([], e => workspace.Configuration.Ecosystems.TryGetValue(e, out var table) ? (table.RegistryUrl, table.IndexUrl) : (null, null), null, files);
        var factory = new PackageContextFactory(files, Workspace.Output, new CredentialSource(environment), ecosystems, targets);
        var listing = new Lazy<Task<ImmutableArray<RelativePath>>>(() => git.ListFilesAsync(Token));
        ImmutableArray<PackageContext> packages = [.. plan.Published.Select(r => factory.Create(workspace.Workspace.Find(r.Id)!, r.To))];
        return new CheckContext
        {
            Plan = plan,
            Workspace = workspace,
            Files = files,
            Listing = listing,
            Inspection = new WorkspaceInspection(files, git, listing, workspace.Workspace, packages, plan, ecosystems, Token),
            Accounts = new RegistryAccounts(ecosystems),
            OutputPath = Workspace.Output,
            Processes = Processes,
            Git = git,
            Packages = packages,
            Ecosystems = ecosystems,
            TokenVariables = id => factory.Target(workspace.Workspace.Find(id)!).TokenVariables,
            Identity = new IdentityTokens(environment, () => _http, TimeProvider.System),
            Push = Push ? await git.Remotes().FindTargetAsync("", Token) : null,
        };
    }

    public void Dispose()
    {
        _http.Dispose();
        Workspace.Dispose();
    }

    private sealed class Answers(CheckBench bench) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            lock (bench.Asked)
            {
                bench.Asked.Add((address.GetLeftPart(UriPartial.Path), request.Headers.Authorization?.Parameter ?? (request.Headers.TryGetValues("X-NuGet-ApiKey", out var key) ? key.First() : null)));
            }

            var (status, body) = bench.Registry.OrderByDescending(r => r.Key.Length).FirstOrDefault(r => address.PathAndQuery.StartsWith(r.Key, StringComparison.Ordinal)).Value;
            return Task.FromResult(new HttpResponseMessage(status == 0 ? HttpStatusCode.NotFound : status) { RequestMessage = request, Content = new StringContent(body ?? "") });
        }
    }
}
