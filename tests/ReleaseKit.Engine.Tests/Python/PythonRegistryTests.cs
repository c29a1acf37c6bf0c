using System.Net;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>What the adapter makes of the answers of indexes that the rehearsal registry does not play.</summary>
public sealed class PythonRegistryTests
{
    private const string Json = """{"meta":{"api-version":"1.0"},"files":[{"filename":"acme_core-1.0.0-py3-none-any.whl","url":"https://f.example.test/a.whl","hashes":{}},{"filename":"acme_core-1.0.0rc1.tar.gz","url":"b","hashes":{}}]}""";

    private static PackageContext Context(string index, string version = "1.0", Secret? token = null) => new()
    {
        Id = new PackageId("python", "acme-core"),
        Version = version,
        WorkspaceRoot = "/w",
        Directory = "/w",
        Manifest = "/w/pyproject.toml",
        ArtifactsDirectory = "/a",
        ScratchDirectory = "/s",
        LogDirectory = "/l",
        Endpoint = new RegistryEndpoint(new Uri("https://forge.example.test/upload/"), new Uri(index), token),
    };

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(HttpStatusCode status, string body = "") =>
        ScriptedTransport.Status(status, response => response.Content = new StringContent(body, Encoding.UTF8));

    private static async Task<(PublishedVersion? Found, ScriptedTransport Transport)> FindAsync(PackageContext context, params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        var transport = new ScriptedTransport(answers);
        var environment = new ProcessEnvironment();
        var adapter = PythonEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), new HttpClient(transport), environment, TimeProvider.System));
        return (await adapter.Registry.FindAsync(context, TestContext.Current.CancellationToken), transport);
    }

    [Fact]
    public async Task AVersionIsThereWhenOneOfItsFilesIsHoweverItsNumberIsWritten()
    {
        var (found, transport) = await FindAsync(Context("https://index.example.test/simple"), Answer(HttpStatusCode.OK, Json));
        found!.Version.ShouldBe("1.0");
        found.Files.ShouldHaveSingleItem().FileName.ShouldBe("acme_core-1.0.0-py3-none-any.whl");
        var request = transport.Requests.ShouldHaveSingleItem();
        request.Address.AbsoluteUri.ShouldBe("https://index.example.test/simple/acme-core/");
        request.Headers["Accept"].ShouldStartWith("application/vnd.pypi.simple.v1+json");
        (await FindAsync(Context("https://index.example.test/simple/", "1.1"), Answer(HttpStatusCode.OK, Json))).Found.ShouldBeNull();
        (await FindAsync(Context("https://index.example.test/simple/"), Answer(HttpStatusCode.NotFound))).Found.ShouldBeNull();
    }

    [Fact]
    public async Task WhatIsNoIndexIsNeverAnAbsentVersion() =>
        (await Coded.ThrowsAsync(RegistryCodes.Answer, () => FindAsync(Context("https://index.example.test/simple/"), Answer(HttpStatusCode.OK, "down for maintenance"))))
            .Message.ShouldContain("https://index.example.test/simple/acme-core/");

    [Fact]
    public async Task APrivateIndexOfTheSameOriginGetsTheCredentialOnceItAsks()
    {
        var token = new Secret("secret-token", "PYPI_TOKEN");
        var (found, transport) = await FindAsync(
            Context("https://forge.example.test/simple/", token: token), Answer(HttpStatusCode.Unauthorized), Answer(HttpStatusCode.OK, Json));
        found.ShouldNotBeNull();
        transport.Requests[0].Headers.ShouldNotContainKey("Authorization");
        transport.Requests[1].Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("__token__:secret-token"u8));
    }

    [Fact]
    public async Task AnotherOriginNeverSeesTheCredential()
    {
        var token = new Secret("secret-token", "PYPI_TOKEN");
        var transport = new ScriptedTransport(Answer(HttpStatusCode.Unauthorized));
        var environment = new ProcessEnvironment();
        var adapter = PythonEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), new HttpClient(transport), environment, TimeProvider.System));
        await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => adapter.Registry.FindAsync(Context("https://index.example.test/simple/", token: token), TestContext.Current.CancellationToken));
        transport.Requests.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }
}
