using System.Net.Http.Headers;
using System.Text.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>
/// Loopback registries that take uploads from whoever is vouched for, or has <see cref="Token"/>, and a CI service that vouches as GitHub
/// Actions does; an adapter on its real clients.
/// </summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
public sealed class TrustBench<TFixture> : IAsyncLifetime
    where TFixture : EcosystemFixture, new()
{
    /// <summary>An ordinary credential.</summary>
    public const string Token = "ordinary-0123456789abcdefghijklmnopqrstuvwxyz";

    private const string RunToken = "run-0123456789abcdefghijklmnopqrstuvwxyz";
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private RehearsalProgram _server = null!;
    private int _versions;

    /// <summary>The ecosystem.</summary>
    public TFixture Fixture { get; } = new();

    /// <summary>The adapter; its clients have a home of their own, and no credential.</summary>
    public EcosystemAdapter Adapter { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var home = Directory.CreateDirectory(_scratch.File("home")).FullName;
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All()) { ["HOME"] = home, ["USERPROFILE"] = home };
        Fixture.Isolate(variables, home);
        var environment = new SnapshotEnvironment(variables);
        Adapter = Fixture.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
        _server = await RehearsalProgram.StartAsync(_scratch.File("registry"), Token, RunToken);
    }

    /// <summary>The variables of a job of GitHub Actions that may ask for tokens of identity.</summary>
    public Dictionary<string, string> GitHub() => new(StringComparer.Ordinal)
    {
        ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{_server.Address}_identity?api-version=2.0",
        ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = RunToken,
    };

    /// <summary>The sample, with a version of its own.</summary>
    public ContractTree Tree()
    {
        Fixture.RequireTools();
        return new ContractTree(Fixture, $"1.{Interlocked.Increment(ref _versions)}.0");
    }

    /// <summary>The sample's lower package on its way to the registry.</summary>
    public PackageContext Context(ContractTree tree, bool withToken = false)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var manifest = Path.Combine(tree.Path, Fixture.BaseManifest);
        var output = _scratch.File("output", tree.Version);
        return new PackageContext
        {
            Id = new PackageId(Fixture.Id, Fixture.Base),
            Version = tree.Version,
            WorkspaceRoot = tree.Path,
            Directory = Path.GetDirectoryName(manifest)!,
            Manifest = manifest,
            ArtifactsDirectory = Directory.CreateDirectory(Path.Combine(output, "artifacts")).FullName,
            ScratchDirectory = Directory.CreateDirectory(Path.Combine(output, "scratch")).FullName,
            LogDirectory = Path.Combine(output, "log"),
            Endpoint = new RegistryEndpoint(
                new Uri(_server.Address, Adapter.RehearsalRegistry), new Uri(_server.Address, Adapter.RehearsalIndex), withToken ? new Secret(Token, "ORDINARY_TOKEN") : null)
            {
                Trust = TrustChoice.Of("always", "", Adapter.Trust, _server.Address),
            },
            Settings = new Dictionary<string, string>(Fixture.Settings) { ["User"] = "acme" },
        };
    }

    /// <summary>A publisher for a run with these variables.</summary>
    public TrustedPublisher Publisher(IDictionary<string, string> variables, Action<string>? say = null) =>
        new(Adapter, new IdentityTokens(new SnapshotEnvironment(new Dictionary<string, string>(variables)), () => _http, TimeProvider.System), TimeProvider.System, say ?? (_ => { }));

    /// <summary>A token of identity, as a CI service puts it into a variable.</summary>
    public async Task<string> IdentityAsync(string audience)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, $"_identity?audience={Uri.EscapeDataString(audience)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunToken);
        using var response = await _http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return answer.RootElement.GetProperty("value").GetString()!;
    }

    /// <summary>The credentials that were given so far: for which package (empty for all), and whether they were ended.</summary>
    public async Task<IReadOnlyList<(string Package, bool Revoked)>> GivenAsync()
    {
        using var answer = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(_server.Address, "_trust"), Cancellation));
        return [.. answer.RootElement.EnumerateArray().Select(e => (e.GetProperty("package").GetString() ?? "", e.GetProperty("revoked").GetBoolean()))];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _http.Dispose();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
