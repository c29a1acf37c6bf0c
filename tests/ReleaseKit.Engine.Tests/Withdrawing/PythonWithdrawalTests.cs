using System.Net;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>PyPI lets persons yank, and shows what they did.</summary>
public sealed class PythonWithdrawalTests
{
    [Theory]
    [InlineData("https://upload.pypi.org/legacy/", "https://pypi.org/manage/project/acme-core/release/1.0.0/")]
    [InlineData("https://test.pypi.org/legacy/", "https://test.pypi.org/manage/project/acme-core/release/1.0.0/")]
    [InlineData("https://forge.example.test/upload/", "own pages")]
    public void NothingCanBeDoneFromHereAndThePageIsNamed(string registry, string expected)
    {
        var capability = Adapter("").Withdrawal.Capability(Context(registry));
        capability.Kind.ShouldBe(WithdrawalKind.None);
        capability.Manual.ShouldContain(expected);
        Should.Throw<InvalidOperationException>(() => Adapter("").Withdrawal.WithdrawAsync(Context(registry), "wrong", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("false", "false", false)]
    [InlineData("true", "false", false)]
    [InlineData("true", "\"it leaks\"", true)]
    [InlineData("\"\"", "true", true)]
    public async Task AVersionIsYankedWhenAllOfItsFilesAre(string wheel, string source, bool expected)
    {
        var page = $$"""
            {"meta":{"api-version":"1.1"},"files":[
            {"filename":"acme_core-1.0.0-py3-none-any.whl","url":"a","hashes":{},"yanked":{{wheel}}},
            {"filename":"acme_core-1.0.0.tar.gz","url":"b","hashes":{},"yanked":{{source}}},
            {"filename":"acme_core-1.1.0.tar.gz","url":"c","hashes":{},"yanked":false}]}
            """;
        (await Adapter(page).Withdrawal.IsWithdrawnAsync(Context("https://upload.pypi.org/legacy/"), TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<a href=\"a.tar.gz#sha256=0\">acme_core-1.0.0.tar.gz</a>", false)]
    [InlineData("<a href=\"a.tar.gz\" data-yanked=\"it leaks\">acme_core-1.0.0.tar.gz</a>", true)]
    [InlineData("<a data-yanked href=\"a.tar.gz\">acme_core-1.0.0.tar.gz</a>", true)]
    [InlineData("<a href=\"a.tar.gz\" data-yanked>acme_core-1.0.0.tar.gz</a>", true)]
    [InlineData("<a title=\"no data-yanked here\" href=\"a.tar.gz\">acme_core-1.0.0.tar.gz</a>", false)]
    public async Task YankedFilesAreKnownFromPagesToo(string anchor, bool expected) =>
        (await Adapter($"<!DOCTYPE html><html><body>{anchor}</body></html>").Withdrawal.IsWithdrawnAsync(Context("https://upload.pypi.org/legacy/"), TestContext.Current.CancellationToken)).ShouldBe(expected);

    private static EcosystemAdapter Adapter(string page)
    {
        var transport = new ScriptedTransport(ScriptedTransport.Status(HttpStatusCode.OK, response => response.Content = new StringContent(page, Encoding.UTF8)));
        var environment = new ProcessEnvironment();
        return PythonEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), new HttpClient(transport), environment, TimeProvider.System));
    }

    private static PackageContext Context(string registry) => new()
    {
        Id = new PackageId("python", "acme-core"),
        Version = "1.0.0",
        WorkspaceRoot = "/w",
        Directory = "/w",
        Manifest = "/w/pyproject.toml",
        ArtifactsDirectory = "/a",
        ScratchDirectory = "/s",
        LogDirectory = "/l",
        Endpoint = new RegistryEndpoint(new Uri(registry), new Uri("https://index.example.test/simple/"), null),
    };
}
