using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class WorkspaceDiscoveryTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task OneFolderMayHoldPackagesOfSeveralEcosystems()
    {
        var found = await _workspace.Npm("both", "both").Python("both", "both").Python("only", "only").Initialize().DiscoverAsync();
        found.Workspace.Packages.Select(p => $"{p.Id} {p.Directory}").ShouldBe(["npm:both both", "python:both both", "python:only only"]);
    }

    [Fact]
    public async Task IgnoredFilesAreNoPackages()
    {
        var found = await _workspace.Npm("a", "a").Npm("a/node_modules/b", "b").Initialize().DiscoverAsync();
        found.Workspace.Packages.ShouldHaveSingleItem().Name.ShouldBe("a");
    }

    [Fact]
    public async Task CommittedModulesAreNoPackages()
    {
        _workspace.Npm("a", "a").Npm("a/node_modules/b", "b").Python("a/node_modules/b/gyp", "gyp").Initialize().Git("add", "--force", "--all");
        (await _workspace.DiscoverAsync()).Workspace.Packages.ShouldHaveSingleItem().Name.ShouldBe("a");
    }

    [Fact]
    public async Task APackagesOwnFileLabelsAndOverrides()
    {
        var found = await _workspace.Npm("a", "a").Write("a/releasekit.toml", "group = \"core\"\ntag_format = \"a/v{version}\"\n")
            .Npm("b", "b").Write("b/releasekit.toml", "publishable = false\nregistry = \"@corp\"\nindex = \"https://index.test/\"\ntoken_variable = \"CORP\"\n").Initialize().DiscoverAsync();
        var (a, b) = (found.Workspace.Packages[0], found.Workspace.Packages[1]);
        (a.Group, found.Tag(a, "2.0.0")).ShouldBe(("core", "a/v2.0.0"));
        (b.Registry, b.Index, b.TokenVariable).ShouldBe(("@corp", "https://index.test/", "CORP"));
        (b.Publishable, b.NotPublishableReason, found.Tag(b, "2.0.0")).ShouldBe((false, "publishable is false in b/releasekit.toml", "b-v2.0.0"));
    }

    [Fact]
    public async Task TheRootsFileNarrowsEcosystemsAndExcludesPackages()
    {
        var found = await _workspace.Npm("js/a", "a").Npm("other/b", "b").Python("samples/one", "one").Python("py/two", "two").Python("py/three", "three")
            .Write("releasekit.toml", "exclude = [\"samples/**\", \"python:two\"]\n[ecosystems.js]\nworkspace_root = \"js\"\n").Initialize().DiscoverAsync();
        found.Workspace.Packages.Select(p => p.Name).ShouldBe(["a", "one", "three", "two"]);
        found.Excluded.Select(pair => $"{pair.Key.Name}: {pair.Value}").Order().ShouldBe(["one: excluded by releasekit.toml", "two: excluded by releasekit.toml"]);
    }

    [Fact]
    public async Task PropertiesGoBeforeTheFile()
    {
        _workspace.Npm("a", "a").Write("releasekit.toml", "tag_format = \"x-{name}-{version}\"\n").Initialize();
        _workspace.Properties["tag_format"] = "y-{name}-{version}";
        var found = await _workspace.DiscoverAsync();
        found.Tag(found.Workspace.Packages[0], "1.0.0").ShouldBe("y-a-1.0.0");
    }

    [Fact]
    public async Task EveryProblemOfEveryFileIsReportedAtOnce()
    {
        _workspace.Write("a/package.json", "{ \"name\": ").Write("b/package.json", "[1]").Python("c", "c").Write("c/releasekit.toml", "gruop = \"x\"\n").Initialize();
        var problems = (await Should.ThrowAsync<ReleaseException>(() => _workspace.DiscoverAsync())).Diagnostics;
        problems.Select(p => $"{p.Code} {p.Location!.File}").ShouldBe(
            ["RK-MANIFEST-SYNTAX a/package.json", "RK-MANIFEST-INVALID b/package.json", "RK-CONFIG-UNKNOWN-KEY c/releasekit.toml"]);
    }

    [Fact]
    public async Task OneNameInTwoFoldersIsRefusedWithBoth()
    {
        _workspace.Python("a", "same").Python("b", "same").Initialize();
        var problem = await Coded.ThrowsAsync(PlanCodes.Duplicate, () => _workspace.DiscoverAsync());
        problem.Location!.File.ShouldBe("b/pyproject.toml");
        problem.Message.ShouldContain("a/pyproject.toml");
    }

    [Fact]
    public async Task OfPackagesOfOneNameThePublishedOneStandsForAll()
    {
        _workspace.Python("examples/a", "same").Python("lib/same", "same").Python("examples/b", "other").Python("samples/b", "other").Initialize();
        var packages = (await _workspace.DiscoverAsync()).Workspace.Packages;
        packages.Select(p => p.Directory.Value).ShouldBe(["examples/b", "lib/same"], ignoreOrder: true);
    }

    [Fact]
    public async Task AnEmptyRepositoryHasNoPackages() => (await _workspace.Initialize().DiscoverAsync()).Workspace.Packages.ShouldBeEmpty();

    public void Dispose() => _workspace.Dispose();
}
