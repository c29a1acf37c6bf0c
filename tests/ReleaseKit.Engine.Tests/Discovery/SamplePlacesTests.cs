using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Tests.Cargo;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Go;
using ReleaseKit.Engine.Tests.Dart;
using ReleaseKit.Engine.Tests.DotNet;
using ReleaseKit.Engine.Tests.Npm;
using ReleaseKit.Engine.Tests.Python;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Discovery;

/// <summary>Manifests in folders for tests, examples and templates.</summary>
public sealed class SamplePlacesTests
{
    private const string Hint = "publishable = true in tests/data/releasekit.toml";

    [Fact]
    public void APythonProjectAmongTestsIsListedAndNotReleased()
    {
        var tree = new PythonTree().WithProject("core", "core").WithProject("tests/data", "data");
        tree.Find("core").Publishable.ShouldBeTrue();
        tree.Find("data").Publishable.ShouldBeFalse();
        tree.Find("data").NotPublishableReason!.ShouldContain(Hint);
    }

    [Theory]
    [InlineData("tests/data/pyproject.toml", "[project]\nname = \"\"\n")]
    [InlineData("docs/pyproject.toml", "[project]\nversion = \"1\"\n")]
    [InlineData("a/uv-examples/b/pyproject.toml", "[project")]
    public void ABrokenPythonProjectAmongTestsIsNobodysProblem(string path, string text) =>
        new PythonTree().WithProject("core", "core").With(path, text).Discover().Select(p => p.Name).ShouldBe(["core"]);

    [Fact]
    public void AMemberAmongTestsIsOneLikeTheOthers()
    {
        new PythonTree().WithUvRoot("\"tests/*\"").WithProject("tests/data", "data").Find("data").Publishable.ShouldBeTrue();
        new PythonTree().WithUvRoot("\"tests/*\"").WithProject("tests/data", "-").Problems().ShouldHaveSingleItem().Code.ShouldBe(ManifestCodes.Invalid.Code);
    }

    [Fact]
    public void AConfigurationBesideItMakesItCount()
    {
        new PythonTree().WithProject("tests/data", "data").With("tests/data/releasekit.toml", "publishable = true").Find("data").Publishable.ShouldBeTrue();
        new PythonTree().WithProject("tests/data", "-").With("tests/data/releasekit.toml", "").Problems().ShouldHaveSingleItem().Code.ShouldBe(ManifestCodes.Invalid.Code);
    }

    [Fact]
    public void FoldersAboveTheEcosystemsRootDoNotCount() =>
        new PythonTree().WithProject("samples/py/core", "core").Discover("samples/py").ShouldHaveSingleItem().Publishable.ShouldBeTrue();

    [Fact]
    public void AJavaScriptPackageAmongTestsIsListedAndNotReleased()
    {
        using var tree = new NpmTree().WithPackage("core", "core").WithPackage("tests/data", "data").With("fixtures/x/package.json", "{").WithPackage("demo/y", "../y");
        tree.Find("core").Publishable.ShouldBeTrue();
        tree.Find("data").NotPublishableReason!.ShouldContain(Hint);
    }

    [Fact]
    public void AJavaScriptWorkspaceAmongTestsIsNotReleasedEither()
    {
        using var tree = new NpmTree().WithNpmRoot("""["packages/*"]""", "tests/mono").WithPackage("tests/mono/packages/a", "a");
        tree.Find("a").Publishable.ShouldBeFalse();
    }

    [Theory]
    [InlineData("$version")]
    [InlineData("${projectVersion}")]
    [InlineData("{{ version }}")]
    [InlineData("@VERSION@")]
    public void AManifestWithAPlaceOfAVersionIsATemplate(string version)
    {
        using var tree = new NpmTree().WithPackage("kotlin/npm", "made-by-gradle", version);
        tree.Discover().ShouldBeEmpty();
    }

    [Fact]
    public void ACrateOrACargoWorkspaceAmongExamplesIsNotReleased()
    {
        using var tree = new CrateTree().WithCrate("core").WithCrate("examples/one").With("examples/many/Cargo.toml", "[workspace]\nmembers = [\"generated\", \"two\"]\n").WithCrate("examples/many/two");
        tree.Discover().Where(p => p.Publishable).Select(p => p.Name).ShouldBe(["core"]);
        tree.Discover().Select(p => p.Name).ShouldBe(["core", "one", "two"], ignoreOrder: true);
    }

    [Fact]
    public void ADartPackageAmongExamplesIsNotReleased()
    {
        using var tree = new PubspecTree().WithPackage("packages/core").WithPackage("examples/one").With("fixtures/two/pubspec.yaml", "name: [");
        tree.Discover().Where(p => p.Publishable).Select(p => p.Name).ShouldBe(["core"]);
    }

    [Fact]
    public async Task AGoModuleAmongExamplesIsNotReleased()
    {
        using var tree = new ContractTree(new GoFixture());
        File.Delete(Path.Combine(tree.Path, "go.work"));
        tree.Write("examples/go.mod", "module example.com/mono/examples\n");
        tree.Write("fixtures/go.mod", "modul example.com/mono/fixtures\n");
        var workspace = await tree.DiscoverAsync(TestEcosystems.Catalog["go"]);
        workspace.Find(PackageId.Parse("go:example.com/mono/examples"))!.Publishable.ShouldBeFalse();
        workspace.Packages.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("Acme.sln", "Project(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"Acme.Data\", \"tests\\Data\\Acme.Data.csproj\", \"{1}\"\r\nEndProject\r\n", 2)]
    [InlineData("Acme.slnx", "<Solution><Folder Name=\"/tests/\"><Project Path=\"tests/Data/Acme.Data.csproj\" /></Folder></Solution>", 2)]
    public async Task ADotNetProjectAmongTestsCountsWhenASolutionHasIt(string solution, string text, int expected)
    {
        using var tree = new DotNetTree().Project("src/Acme.Core.csproj").Project("tests/Data/Acme.Data.csproj");
        if (solution.Length > 0)
        {
            tree.File(solution, text);
        }

        (await tree.DiscoverAsync()).Count(p => p.Publishable || p.NotPublishableReason is null).ShouldBe(expected);
    }

    [Fact]
    public async Task DotNetTemplatesOfOneNameAreNobodysProblem()
    {
        using var tree = new DotNetTree().Project("templates/cs/Project.csproj").Project("templates/fs/Project.csproj").File("templates/odd/Odd.csproj", "<Project Sdk=\"Acme.Unknown.Sdk/1.0.0\" />");
        (await tree.DiscoverAsync()).ShouldAllBe(p => !p.Publishable);
    }
}
