using System.Net;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>pub.dev lets persons retract, and shows what they did.</summary>
public sealed class DartWithdrawalTests
{
    [Theory]
    [InlineData("https://pub.dev/", "https://pub.dev/packages/acme_core/admin")]
    [InlineData("https://pub.example.test/", "own pages")]
    public void NothingCanBeDoneFromHereAndThePageIsNamed(string registry, string expected)
    {
        var capability = Adapter("{}").Withdrawal.Capability(Context(registry));
        capability.Kind.ShouldBe(WithdrawalKind.None);
        capability.Manual.ShouldContain(expected);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(", \"retracted\": false", false)]
    [InlineData(", \"retracted\": true", true)]
    public async Task TheListingTellsWhatIsRetracted(string more, bool expected)
    {
        var listing = $$"""{ "name": "acme_core", "versions": [{ "version": "1.0.0", "archive_url": "https://pub.dev/a.tar.gz"{{more}} }, { "version": "1.1.0", "archive_url": "https://pub.dev/b.tar.gz" }] }""";
        (await Adapter(listing).Withdrawal.IsWithdrawnAsync(Context("https://pub.dev/"), TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    private static EcosystemAdapter Adapter(string listing)
    {
        var transport = new ScriptedTransport(ScriptedTransport.Status(HttpStatusCode.OK, response => response.Content = new StringContent(listing, Encoding.UTF8)));
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        return DartEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), new HttpClient(transport), environment, TimeProvider.System));
    }

    private static PackageContext Context(string registry) => new()
    {
        Id = new PackageId("dart", "acme_core"),
        Version = "1.0.0",
        WorkspaceRoot = "/",
        Directory = "/",
        Manifest = "/pubspec.yaml",
        ArtifactsDirectory = "/",
        ScratchDirectory = "/",
        LogDirectory = "/",
        Endpoint = new RegistryEndpoint(new Uri(registry), new Uri(registry), null),
    };
}
