using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class BaselineTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task PackagesWhoseVersionIsWrittenInOnePlaceMayShareTheirTag()
    {
        using var workspace = new GitWorkspace();
        workspace.Write("releasekit.toml", "tag_format = \"v{version}\"\n").Write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n\n[workspace.package]\nversion = \"1.0.0\"\n")
            .Write("a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n").Write("b/Cargo.toml", "[package]\nname = \"b\"\nversion.workspace = true\n")
            .Initialize("v1.0.0").Commit("feat: x", "a/src/lib.rs");
        var computed = await workspace.PlanAsync();
        computed.Plan.Releases.Select(r => $"{r.Id} {r.To} {r.Tag}").ShouldBe(["cargo:a 1.1.0 v1.1.0", "cargo:b 1.1.0 v1.1.0"]);
    }

    [Fact]
    public async Task ProjectsWithOnePrefixOfMinVerAreReleasedByOneTag()
    {
        using var workspace = new GitWorkspace();
        const string project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";
        workspace.Write("Directory.Build.props", "<Project><PropertyGroup><MinVerTagPrefix>v</MinVerTagPrefix></PropertyGroup><ItemGroup><PackageReference Include=\"MinVer\" Version=\"6.0.0\" PrivateAssets=\"all\" /></ItemGroup></Project>")
            .Write("a/A.csproj", project).Write("b/B.csproj", project).Initialize("v1.0.0").Commit("fix: x", "a/A.cs");
        var computed = await workspace.PlanAsync();
        computed.Plan.Releases.Select(r => $"{r.Id} {r.From} {r.To} {r.Tag} {r.Edits.Length}").ShouldBe(["nuget:A 1.0.0 1.0.1 v1.0.1 0", "nuget:B 1.0.0 1.0.1 v1.0.1 0"]);
    }

    [Fact]
    public async Task APrereleaseHasAStableBaselineBelowIt()
    {
        _workspace.Npm("a", "a", "1.2.0-beta.1").Initialize("a-v1.1.0", "a-v1.2.0-beta.0", "a-v1.2.0-beta.1", "a-v1.0.0");
        var baselines = await FindAsync("npm:a");
        baselines.Stable!.Tag.ShouldBe("a-v1.1.0");
        baselines.Latest!.Version.ShouldBe("1.2.0-beta.1");
        baselines.Versions.ShouldBe(["1.2.0-beta.1", "1.2.0-beta.0", "1.1.0", "1.0.0"]);
    }

    [Fact]
    public async Task AStableReleaseHasNoLaterPrerelease()
    {
        _workspace.Npm("a", "a", "1.2.0").Python("b", "b", "1.2.0.post1").Initialize("a-v1.2.0-rc.0", "a-v1.2.0", "b-v1.2.0", "b-v1.2.0.post1");
        (await FindAsync("npm:a")).Latest.ShouldBeNull();
        (await FindAsync("python:b")).Stable!.Version.ShouldBe("1.2.0.post1");
    }

    [Fact]
    public async Task AHotfixOfAnOlderReleaseIsNotTheBaselineOfALaterLine()
    {
        _workspace.Npm("a", "a", "1.1.0").Initialize("a-v1.1.0");
        _workspace.Git("checkout", "--quiet", "-b", "hotfix");
        _workspace.Npm("a", "a", "1.1.1").Commit("fix: x", "a/x");
        _workspace.Git("tag", "a-v1.1.1");
        _workspace.Git("checkout", "--quiet", "main");
        _workspace.Npm("a", "a", "1.2.0-beta.0").Commit("feat: y", "a/y");
        _workspace.Git("tag", "a-v1.2.0-beta.0");
        (await FindAsync("npm:a")).Stable!.Tag.ShouldBe("a-v1.1.0");
    }

    [Fact]
    public async Task APrereleaseWhoseStableReleasesAreAllElsewhereCountsFromWhereTheyBegan()
    {
        _workspace.Npm("a", "a", "1.2.0-beta.0").Initialize("a-v1.2.0-beta.0");
        _workspace.Git("checkout", "--quiet", "-b", "release");
        _workspace.Commit("chore: release", "a/x");
        _workspace.Git("tag", "a-v1.1.0");
        _workspace.Git("checkout", "--quiet", "main");
        var computed = await _workspace.Commit("fix: y", "a/y").PlanAsync();
        computed.Summary().ShouldBe(["npm:a 1.2.0-beta.0 → 1.2.0-beta.1"]);
        computed.Warnings.ShouldContain(w => w.Code == "RK-BASELINE-BRANCHED");
    }

    [Fact]
    public async Task OneVersionOnTwoCommitsIsRefused()
    {
        _workspace.Python("b", "b", "1.0.0").Initialize("b-v1.0").Commit("fix: x", "b/x");
        _workspace.Git("tag", "b-v1.0.0");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BASELINE-AMBIGUOUS");
        problem.Message.ShouldContain("b-v1.0 and b-v1.0.0");
        _workspace.Git("tag", "--force", "b-v1.0", "HEAD");
        (await _workspace.Commit("fix: y", "b/x").PlanAsync()).Summary().ShouldBe(["python:b 1.0 → 1.0.1"]);
    }

    [Fact]
    public async Task ATagThatFitsTwoPackagesIsRefused()
    {
        _workspace.Properties["tag_format"] = "{name}{version}";
        _workspace.Python("a", "pkg", "12.0").Python("b", "pkg1", "2.0").Initialize("pkg12.0").Commit("fix: x", "b/x");
        var problems = await _workspace.ProblemsAsync();
        problems.Select(p => p.Code).Distinct().ShouldHaveSingleItem().ShouldBe("RK-BASELINE-AMBIGUOUS");
        problems[0].Message.ShouldContain("python:pkg1");
    }

    [Theory]
    [InlineData("{directory}/v{version}", "v1.0.0", "libs/ui/v2.0.0")]
    [InlineData("{unscoped}@{version}", "core@1.0.0", "ui@2.0.0")]
    public async Task TagsMayNameFoldersOrNamesWithoutScope(string format, string core, string ui)
    {
        _workspace.Npm("", "@acme/core").Npm("libs/ui", "@acme/ui", "2.0.0").Write("libs/ui/releasekit.toml", "publishable = true\n").Initialize(core, ui).Commit("fix: x", "x").Commit("feat: y", "libs/ui/y");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BASELINE-FOREIGN");
        problem.Message.ShouldContain($"tag_format = \"{format}\"");
        _workspace.Properties["tag_format"] = format;
        (await _workspace.PlanAsync()).Plan.Releases.Select(r => r.Tag).ShouldBe([core.Replace("1.0.0", "1.0.1", StringComparison.Ordinal), ui.Replace("2.0.0", "2.1.0", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task TagsWithoutANameAreThoseOfThePackageThatHasTheNewestVersion()
    {
        _workspace.Npm("a", "a", "4.6.6").Npm("b", "b", "2.0.0").Npm("c", "c", "4.6.0").Initialize("b-v2.0.0", "v4.6.0", "v4.6.6").Commit("fix: x", "a/x").Commit("fix: y", "b/y");
        var problem = (await _workspace.ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BASELINE-FOREIGN");
        problem.Message.ShouldStartWith("No tag of npm:a matches tag_format \"{name}-v{version}\", but tags here look like \"v{version}\".");
        _workspace.Write("a/releasekit.toml", "tag_format = \"v{version}\"\n").Commit("chore: tags", "a/y");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 4.6.6 → 4.6.7", "npm:b 2.0.0 → 2.0.1", "npm:c - → 4.6.0"], ignoreOrder: true);
    }

    [Fact]
    public async Task ManyPackagesWithTagsOfAnotherFormAreCounted()
    {
        foreach (var name in "abcdefgh")
        {
            _workspace.Npm($"{name}", $"{name}");
        }

        _workspace.Initialize("v1.0.0").Commit("fix: x", "a/x");
        (await _workspace.ProblemsAsync()).ShouldHaveSingleItem().Message.ShouldStartWith("No tag of npm:a, npm:b, npm:c, npm:d, npm:e and 3 more matches tag_format");
    }

    [Fact]
    public async Task ACloneWithoutTagsIsNotMistakenForAFirstRelease()
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Commit("feat: x", "a/x");
        using var scratch = new ScratchDirectory();
        var clone = scratch.File("clone");
        _workspace.Git("clone", "--quiet", "--no-tags", _workspace.Root, clone);
        var problem = await Coded.ThrowsAsync(BaselineCodes.Unfetched, () => _workspace.PlanAsync(clone, new PlanOptions("", [], "")));
        problem.Message.ShouldContain("git fetch --tags");
        _workspace.Git("-C", clone, "fetch", "--quiet", "--tags");
        (await _workspace.PlanAsync(clone, new PlanOptions("", [], ""))).Summary().ShouldBe(["npm:a 1.0.0 → 1.1.0"]);
    }

    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--depth=2")]
    [InlineData("--depth=1", "--no-tags")]
    [InlineData("--depth=1", "--single-branch")]
    public async Task TheCommandOfTheMessageDeepensAnyShallowClone(params string[] options)
    {
        _workspace.Npm("a", "a").Initialize("a-v1.0.0").Commit("feat: x", "a/x").Commit("fix: y", "a/x").Commit("fix: z", "a/x");
        using var scratch = new ScratchDirectory();
        var clone = scratch.File("clone");
        _workspace.Git(["clone", "--quiet", .. options, "file://" + _workspace.Root.Replace(" ", "%20", StringComparison.Ordinal), clone]);
        var problem = await Coded.ThrowsAsync(GitCodes.Shallow, () => _workspace.PlanAsync(clone, new PlanOptions("", [], "")));
        problem.Message.ShouldContain("git fetch --unshallow --tags");
        _workspace.Git("-C", clone, "fetch", "--quiet", "--unshallow", "--tags");
        (await _workspace.PlanAsync(clone, new PlanOptions("", [], ""))).Summary().ShouldBe(["npm:a 1.0.0 → 1.1.0"]);
    }

    [Fact]
    public async Task CommitsTellWhichFilesTheyHave()
    {
        _workspace.Npm("a", "a").Initialize().Commit("chore: x", "a/x", "b y");
        var git = await OpenAsync();
        var (head, first) = (git.Facts.Head, _workspace.Git("rev-parse", "HEAD~1"));
        var files = new[] { "a/x", "b y", "c" }.Select(RelativePath.Parse).ToArray();
        var found = await git.FilesInCommitsAsync([head, first], files, GitWorkspace.Token);
        found.ShouldBe([(head, files[0]), (head, files[1])], ignoreOrder: true);
        (await git.FilesInCommitsAsync([], files, GitWorkspace.Token)).ShouldBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<PackageBaselines> FindAsync(string id)
    {
        var (git, workspace) = (await OpenAsync(), await _workspace.DiscoverAsync());
        var finder = new BaselineFinder(git, TestEcosystems.Catalog, workspace, await git.TagsAsync(GitWorkspace.Token));
        return (await finder.FindAsync(workspace.Workspace.Packages, GitWorkspace.Token))[PackageId.Parse(id)];
    }

    private Task<GitRepository> OpenAsync() => GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), _workspace.Root, GitWorkspace.Token);
}
