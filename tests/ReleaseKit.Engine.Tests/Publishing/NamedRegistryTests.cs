using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

/// <summary>Registries may be named as the client's own configuration files name them.</summary>
public sealed class NamedRegistryTests : IDisposable
{
    private static readonly SnapshotEnvironment Empty = new(new Dictionary<string, string>());
    private readonly ScratchDirectory _folder = new();
    private readonly HttpClient _http = new();
    private readonly EcosystemCatalog _ecosystems;

    public NamedRegistryTests() => _ecosystems = StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(Empty), _http, Empty, TimeProvider.System));

    [Theory]
    [InlineData("npm", "@corp", ".npmrc", "@corp:registry=https://npm.corp.test/\n", "https://npm.corp.test/", "https://npm.corp.test/", "NODE_AUTH_TOKEN")]
    [InlineData("python", "corp", "pyproject.toml", "[[tool.uv.index]]\nname = \"corp\"\nurl = \"https://py.corp.test/simple/\"\npublish-url = \"https://py.corp.test/upload/\"\n", "https://py.corp.test/upload/", "https://py.corp.test/simple/", "UV_PUBLISH_TOKEN")]
    [InlineData("nuget", "Corp", "nuget.config", "<configuration><packageSources><add key=\"corp\" value=\"https://nuget.corp.test/v3/index.json\" /></packageSources></configuration>", "https://nuget.corp.test/v3/index.json", "https://nuget.corp.test/v3/index.json", "NUGET_API_KEY")]
    [InlineData("cargo", "corp", ".cargo/config.toml", "[registries]\ncorp = { index = \"sparse+https://rs.corp.test/\" }\n", "https://rs.corp.test/", "https://rs.corp.test/", "CARGO_REGISTRIES_CORP_TOKEN")]
    public void ANameIsThatOfTheClientsConfiguration(string ecosystem, string name, string file, string text, string registry, string index, string variable)
    {
        _folder.Write(file, text);
        foreach (var target in new[] { Resolve(ecosystem, own: name), Resolve(ecosystem, configured: name), Resolve(ecosystem, property: name) })
        {
            (target.Registry.AbsoluteUri, target.Index.AbsoluteUri, target.TokenVariables[0]).ShouldBe((registry, index, variable));
        }
    }

    [Theory]
    [InlineData("npm", "@acme/a", ".npmrc", "registry=https://proxy.test/\n@acme:registry=https://npm.corp.test/\n", "https://npm.corp.test/")]
    [InlineData("npm", "a", ".npmrc", "registry=https://proxy.test/\n@acme:registry=https://npm.corp.test/\n", "https://proxy.test/")]
    [InlineData("npm", "@other/a", ".npmrc", "@acme:registry=https://npm.corp.test/\n", "https://registry.npmjs.org/")]
    [InlineData("npm", "a", ".npmrc", "registry=${REGISTRY}\n", "https://registry.npmjs.org/")]
    [InlineData("nuget", "a", "NuGet.config", "<configuration><packageSources><add key=\"corp\" value=\"https://nuget.corp.test/index.json\" /></packageSources><config><add key=\"DefaultPushSource\" value=\"corp\" /></config></configuration>", "https://nuget.corp.test/index.json")]
    [InlineData("nuget", "a", "NuGet.config", "<configuration><packageSources><add key=\"corp\" value=\"https://nuget.corp.test/index.json\" /></packageSources></configuration>", "https://api.nuget.org/v3/index.json")]
    [InlineData("cargo", "a", ".cargo/config.toml", "[registry]\ndefault = \"corp\"\n[registries.corp]\nindex = \"sparse+https://rs.corp.test/\"\n", "https://rs.corp.test/")]
    [InlineData("cargo", "a", ".cargo/config.toml", "[registries.corp]\nindex = \"sparse+https://rs.corp.test/\"\n", "https://index.crates.io/")]
    public void WhereNobodySaysWhereToThePackageGoesWhereItsClientWouldTakeIt(string ecosystem, string package, string file, string text, string registry)
    {
        _folder.Write(file, text);
        Resolve(ecosystem, package: package).Registry.AbsoluteUri.ShouldBe(registry);
        Resolve(ecosystem, package: package, own: "https://own.test/", index: "https://own.test/").Registry.AbsoluteUri.ShouldBe("https://own.test/");
    }

    [Fact]
    public void NearerFilesWinAndAClearedListIsForgotten()
    {
        _folder.Write("nuget.config", "<configuration><packageSources><add key=\"a\" value=\"https://a.test/\" /><add key=\"b\" value=\"https://b.test/\" /></packageSources></configuration>");
        _folder.Write("src/nuget.config", "<configuration><packageSources><clear /><add key=\"b\" value=\"https://nearer.test/\" /><add key=\"c\" value=\"./folder\" /></packageSources></configuration>");
        var names = _ecosystems["nuget"].Names.Read(new WorkspaceFileSystem(_folder.Path), Package("nuget", "x", "src"));
        names.Known.Select(k => (k.Key, k.Value.Registry)).ShouldBe([("b", "https://nearer.test/")]);
    }

    [Fact]
    public void AMistypedNameIsToldWithTheOneThatWasMeant()
    {
        _folder.Write(".npmrc", "@corp:registry=https://npm.corp.test/\n");
        var problem = Should.Throw<ReleaseException>(() => Resolve("npm", own: "@crop")).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-REGISTRY-ADDRESS");
        problem.Message.ShouldContain("'@corp'");
    }

    [Fact]
    public void AConfigurationFileThatIsBrokenIsToldAtItsLine()
    {
        _folder.Write("nuget.config", "<configuration>\n<packageSources>");
        Should.Throw<ReleaseException>(() => Resolve("nuget")).Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-MANIFEST-SYNTAX"), p => (p.Location!.File, p.Location.Line).ShouldBe(("nuget.config", 2)));
    }

    /// <summary>An address in a file is held to the same rules as any other.</summary>
    [Fact]
    public void APlainHttpAddressInAConfigurationFileIsRefused()
    {
        _folder.Write(".npmrc", "registry=http://npm.corp.test/\n");
        Should.Throw<ReleaseException>(() => Resolve("npm")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-REGISTRY-ADDRESS");
    }

    [Fact]
    public void APackagesOwnVariableGoesWithItsRegistry()
    {
        var package = Package("npm", "x") with { Registry = "https://own.test/", TokenVariable = "OWN" };
        Resolver(null, null).Resolve(_ecosystems["npm"], package).TokenVariables.ShouldBe(["OWN"]);
        Resolver("https://staging.test/", null).Resolve(_ecosystems["npm"], package).TokenVariables.ShouldBe(["NODE_AUTH_TOKEN", "NPM_TOKEN"]);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static Package Package(string ecosystem, string name, string directory = "") => new()
    {
        Id = new PackageId(ecosystem, name),
        Directory = directory.Length == 0 ? RelativePath.Root : RelativePath.Parse(directory),
        Manifest = RelativePath.Parse("manifest"),
    };

    private PublicationTarget Resolve(string ecosystem, string? own = null, string? configured = null, string? property = null, string package = "x", string? index = null) =>
        Resolver(property, configured, ecosystem).Resolve(_ecosystems[ecosystem], Package(ecosystem, package) with { Registry = own, Index = index });

    private TargetResolver Resolver(string? property, string? configured, string ecosystem = "npm") =>
        new([new EcosystemSetting { Ecosystem = ecosystem, Registry = property }], _ => (configured, null), null, new WorkspaceFileSystem(_folder.Path));
}
