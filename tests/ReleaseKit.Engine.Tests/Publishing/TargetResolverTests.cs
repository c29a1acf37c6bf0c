using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Tests.Publishing;

public sealed class TargetResolverTests : IDisposable
{
    private static readonly SnapshotEnvironment Empty = new(new Dictionary<string, string>());
    private readonly HttpClient _http = new();
    private readonly EcosystemCatalog _ecosystems;

    public TargetResolverTests() => _ecosystems = StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(Empty), _http, Empty, TimeProvider.System));

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("npm", "https://registry.npmjs.org/", "https://registry.npmjs.org/")]
    [InlineData("python", "https://upload.pypi.org/legacy/", "https://pypi.org/simple/")]
    [InlineData("nuget", "https://api.nuget.org/v3/index.json", "https://api.nuget.org/v3/index.json")]
    public void WithoutSettingsThePublicRegistryIsUsed(string ecosystem, string registry, string index)
    {
        var target = Resolve(ecosystem);

        target.Registry.ShouldBe(new Uri(registry));
        target.Index.ShouldBe(new Uri(index));
        target.TokenVariables.ShouldNotBeEmpty();
    }

    [Fact]
    public void APropertyWinsOverTheManifestAndTheManifestOverConfiguration()
    {
        Resolve("npm", property: "https://a.test/", manifest: "https://b.test/", configured: "https://c.test/").Registry.ShouldBe(new Uri("https://a.test/"));
        Resolve("npm", manifest: "https://b.test/", configured: "https://c.test/").Registry.ShouldBe(new Uri("https://b.test/"));
        Resolve("npm", configured: "https://c.test/").Registry.ShouldBe(new Uri("https://c.test/"));
    }

    [Fact]
    public void ARehearsalWinsOverEverythingAndTakesNoCredential()
    {
        var target = Resolve("npm", property: "https://a.test/", rehearsal: "http://127.0.0.1:4873/");

        target.Registry.ShouldBe(new Uri("http://127.0.0.1:4873/npm/"));
        target.TokenVariables.ShouldBeEmpty();
        target.Trust.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://registry.test/")]
    [InlineData("https://user:secret@registry.test/")]
    [InlineData("registry.test")]
    [InlineData("file:///tmp")]
    public void AnAddressThatCannotBeTrustedIsRefused(string address) =>
        Should.Throw<ReleaseException>(() => Resolve("npm", property: address)).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-REGISTRY-ADDRESS");

    [Fact]
    public void AnUploadAddressWithoutAnInstallAddressIsRefusedWhereTheyDiffer() =>
        Should.Throw<ReleaseException>(() => Resolve("python", property: "https://pypi.test/legacy/")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-REGISTRY-ADDRESS");

    [Fact]
    public void ANamedVariableReplacesTheUsualOnes() =>
        Resolver("npm", null, null, null, "MY_TOKEN").TokenVariables(_ecosystems["npm"]).ShouldBe(["MY_TOKEN"]);

    [Fact]
    public void PublicRegistriesMayTrustTheRun()
    {
        foreach (var ecosystem in new[] { "npm", "python", "nuget", "cargo", "dart" })
        {
            Resolve(ecosystem).Trust.ShouldNotBeNull(ecosystem);
        }

        Resolve("go").Trust.ShouldBeNull();
        Resolve("npm", property: "https://a.test/").Trust.ShouldBeNull();
    }

    private PublicationTarget Resolve(string ecosystem, string? property = null, string? manifest = null, string? configured = null, string? rehearsal = null) =>
        Resolver(ecosystem, property, configured, rehearsal, null).Resolve(_ecosystems[ecosystem], new Package
        {
            Id = new PackageId(ecosystem, "x"),
            Directory = RelativePath.Root,
            Manifest = RelativePath.Parse("manifest"),
            Registry = manifest,
        });

    private static TargetResolver Resolver(string ecosystem, string? property, string? configured, string? rehearsal, string? token) => new(
        [new EcosystemSetting { Ecosystem = ecosystem, Registry = property, TokenVariable = token }],
        _ => (configured, null),
        rehearsal is null ? null : new Uri(rehearsal));
}
