using System.Net;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Credentials;

/// <summary>
/// The tables in <c>docs/credentials.md</c>: what adapters read, and what they ask public registries for, as a transport in their place
/// sees it. With <c>RELEASEKIT_UPDATE_DOCS=1</c> they are written, otherwise compared.
/// </summary>
public sealed class CredentialDocumentTests
{
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["/config.json"] = """{ "dl": "https://static.crates.io/crates", "api": "https://crates.io" }""",
        ["/v3/index.json"] = """{ "resources": [{ "@type": "PackageBaseAddress/3.0.0", "@id": "https://api.nuget.org/v3-flatcontainer/" }, { "@type": "PackagePublish/2.0.0", "@id": "https://www.nuget.org/api/v2/package" }] }""",
        ["/_/oidc/audience"] = """{ "audience": "pypi" }""",
        ["/api/v2/token"] = """{ "apiKey": "short-lived" }""",
    };

    private static string Path => System.IO.Path.Combine(Repository.Root, "docs", "credentials.md");

    [Fact]
    public void TheVariablesAreThoseThatAdaptersRead() => Compare("variables", VariableTable());

    [Fact]
    public async Task TheRequestsAreThoseThatRegistriesGet() => Compare("trusted publishing", await TrustTableAsync());

    private static EcosystemCatalog Catalog(HttpClient http)
    {
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        return StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(environment), http, environment, TimeProvider.System));
    }

    private static string VariableTable()
    {
        using var http = new HttpClient();
        var rows = Catalog(http).Adapters.Where(a => a.Registry.TokenVariables.Length > 0 && a.Id != "custom").OrderBy(a => a.Id, StringComparer.Ordinal).Select(a =>
            $"| `{a.Id}` | {a.Registry.Default.Registry.Host} | {List(a.Registry.TokenVariables)} | {(a.Trust is NoTrustedPublishing ? "none" : $"GitHub Actions; {List(a.Trust.IdTokenVariables)}")} |\n");
        return $"| Ecosystem | Public registry | Variables with a token, the first that is set counts | Trusted publishing |\n|---|---|---|---|\n{string.Concat(rows)}";
    }

    private static async Task<string> TrustTableAsync()
    {
        var rows = new StringBuilder("| Ecosystem | Audience (`aud`) | Requests |\n|---|---|---|\n");
        using var probe = new HttpClient();
        foreach (var id in Catalog(probe).Adapters.Where(a => a.Trust is not NoTrustedPublishing).Select(a => a.Id).Order(StringComparer.Ordinal))
        {
            var transport = new ScriptedTransport((request, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(Answers.GetValueOrDefault(request.RequestUri!.AbsolutePath, """{ "token": "short-lived" }""")),
            }));
            using var http = new HttpClient(transport);
            var adapter = Catalog(http)[id];
            var package = Package(adapter);
            adapter.Trust.IsOfferedBy(package.Endpoint.Registry).ShouldBeTrue(id);
            adapter.Trust.IsOfferedBy(new Uri("https://registry.example.test/")).ShouldBeFalse(id);
            var audience = await adapter.Trust.AudienceAsync(package, TestContext.Current.CancellationToken);
            var token = await adapter.Trust.ExchangeAsync(package, new Secret("vouched", "CI"), "trusted publishing", TestContext.Current.CancellationToken);
            token.Secret.Reveal().ShouldBe(id == "dart" ? "vouched" : "short-lived");
            await adapter.Trust.RevokeAsync(package, token.Secret, TestContext.Current.CancellationToken);
            var asked = transport.Requests.Where(r => r.Address.AbsolutePath is not ("/config.json" or "/v3/index.json")).Select(r => $"`{r.Method} {r.Address}`").Distinct();
            rows.Append($"| `{id}` | `{audience}` | {(asked.Any() ? string.Join(", ", asked) : "none: the token itself is the credential")} |\n");
        }

        return rows.ToString();
    }

    private static PackageContext Package(EcosystemAdapter adapter) => new()
    {
        Id = new PackageId(adapter.Id, adapter.Id == "npm" ? "@acme/core" : "core"),
        Version = "1.0.0",
        WorkspaceRoot = "/",
        Directory = "/",
        Manifest = "/none",
        ArtifactsDirectory = "/none",
        ScratchDirectory = "/none",
        LogDirectory = "/none",
        Endpoint = adapter.Registry.Default,
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

    private static void Compare(string name, string table)
    {
        var text = File.ReadAllText(Path);
        var begin = text.IndexOf($"<!-- {name}: written by the tests -->\n", StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(0, name);
        begin = text.IndexOf('\n', begin) + 1;
        var end = text.IndexOf($"<!-- end: {name} -->", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, text[..begin] + table + text[end..]);
            return;
        }

        text[begin..end].ShouldBe(table);
    }
}
