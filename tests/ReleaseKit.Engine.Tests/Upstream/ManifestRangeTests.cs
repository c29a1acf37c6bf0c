using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>Ranges on packages of other repositories are raised where they are written, in the style they have.</summary>
public sealed class ManifestRangeTests
{
    [Theory]
    [InlineData("npm:base@1.4.0", "package.json", """{ "name": "app", "version": "1.0.0", "dependencies": { "base": "~1.3.0" }, "devDependencies": { "base": "1.3.0" } }""", "~1.3.0=>~1.4.0|\"1.3.0\"=>\"1.4.0\"")]
    [InlineData("npm:base@1.4.0", "package.json", """{ "name": "app", "version": "1.0.0", "dependencies": { "old": "npm:base@~1.3.0" } }""", "~1.3.0=>~1.4.0")]
    [InlineData("python:acme-base@2.0.0", "pyproject.toml", "[project]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\"Acme_Base[extra]>=1.3,<2; python_version > '3.8'\"]\n", ">=1.3,<2=>>=2.0,<3")]
    [InlineData("cargo:base@0.4.1", "Cargo.toml", "[package]\nname = \"app\"\nversion = \"1.0.0\"\n\n[dependencies]\nbase = { version = \"0.3\", features = [\"x\"] }\n\n[build-dependencies]\nrenamed = { package = \"base\", version = \"=0.3.2\" }\n", "\"0.3\"=>\"0.4\"|=0.3.2=>=0.4.1")]
    [InlineData("go:example.com/base@1.4.0", "go.mod", "module example.com/app\n\ngo 1.21\n\nrequire (\n\texample.com/base v1.3.0 // keep\n\texample.com/base/v2 v2.0.0\n)\n", "base v1.3.0=>base v1.4.0")]
    [InlineData("go:example.com/base@2.1.0", "go.mod", "module example.com/app\n\ngo 1.21\n\nrequire (\n\texample.com/base v1.3.0\n\texample.com/base/v2 v2.0.0\n)\n", "v2.0.0=>v2.1.0")]
    [InlineData("dart:base@2.0.0", "pubspec.yaml", "name: app\nversion: 1.0.0\nenvironment:\n  sdk: ^3.0.0\ndependencies:\n  base: ^1.3.0 # keep\n", "^1.3.0=>^2.0.0")]
    [InlineData("nuget:acme.base@1.4.0", "App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net8.0</TargetFramework><Version>1.0.0</Version></PropertyGroup><ItemGroup><PackageReference Include=\"Acme.Base\" Version=\"1.3.0\" /></ItemGroup></Project>", "\"1.3.0\"=>\"1.4.0\"")]
    [InlineData("maven:com.acme:base@1.4.0", "pom.xml", "<project><modelVersion>4.0.0</modelVersion><groupId>com.app</groupId><artifactId>app</artifactId><version>1.0.0</version><properties><base.version>1.3.0</base.version></properties><dependencies><dependency><groupId>com.acme</groupId><artifactId>base</artifactId><version>${base.version}</version></dependency></dependencies></project>", "1.3.0=>1.4.0")]
    [InlineData("maven:com.acme:base@1.4.0", "pom.xml", "<project><modelVersion>4.0.0</modelVersion><groupId>com.app</groupId><artifactId>app</artifactId><version>1.0.0</version><dependencyManagement><dependencies><dependency><groupId>com.acme</groupId><artifactId>base</artifactId><version>1.3.0</version></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>com.acme</groupId><artifactId>base</artifactId></dependency></dependencies></project>", "1.3.0=>1.4.0")]
    [InlineData("maven:com.acme:base@1.4.0", "build.gradle", "plugins { id 'java-library'; id 'maven-publish' }\ngroup = 'com.app'\nversion = '1.0.0'\ndependencies { api 'com.acme:base:1.3.0' }\n", "base:1.3.0=>base:1.4.0")]
    public async Task ARangeIsRaisedInItsOwnStyle(string announced, string file, string text, string edits)
    {
        using var workspace = new GitWorkspace();
        workspace.Write(file, text);
        workspace.Write("releasekit.toml", "tag_format = \"v{version}\"\n").Initialize("v1.0.0");
        var (computed, files) = await ApplyAsync(workspace, announced);
        computed.Plan.Releases.ShouldHaveSingleItem().Reasons[0].Kind.ShouldBe(ReasonKind.Upstream);
        var expected = edits.Split('|').Aggregate(text, (current, edit) => current.Replace(edit.Split("=>", 2)[0], edit.Split("=>", 2)[1], StringComparison.Ordinal));
        var version = computed.Plan.Releases[0].To;
        files[file].ShouldBe(file == "go.mod" ? expected : expected.Replace("1.0.0", version, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARangeThatNobodyCanMoveIsTold()
    {
        using var workspace = new GitWorkspace();
        workspace.Write("pyproject.toml", "[tool.poetry]\nname = \"app\"\nversion = \"1.0.0\"\n\n[tool.poetry.dependencies]\nacme-base = \"~1.3.0\"\n").Initialize("app-v1.0.0");
        var (computed, _) = await ApplyAsync(workspace, "python:acme-base@1.4.0");
        computed.Plan.IsEmpty.ShouldBeTrue();
        computed.UpstreamNotes.ShouldHaveSingleItem().Code.ShouldBe(UpstreamCodes.Kept.Code);
    }

    [Fact]
    public async Task ACentralVersionIsRaisedOnceForAllProjects()
    {
        using var workspace = new GitWorkspace();
        workspace.Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><PackageVersion Include=\"Acme.Base\" Version=\"1.3.0\" /></ItemGroup></Project>");
        foreach (var name in new[] { "A", "B" })
        {
            workspace.Write($"{name}/{name}.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net8.0</TargetFramework><Version>1.0.0</Version></PropertyGroup><ItemGroup><PackageReference Include=\"Acme.Base\" /></ItemGroup></Project>");
        }

        workspace.Initialize("A-v1.0.0", "B-v1.0.0");
        var (computed, files) = await ApplyAsync(workspace, "nuget:Acme.Base@1.4.0");
        computed.Summary().ShouldBe(["nuget:A 1.0.0 → 1.0.1", "nuget:B 1.0.0 → 1.0.1"]);
        files["Directory.Packages.props"].ShouldContain("Version=\"1.4.0\"");
    }

    [Fact]
    public async Task ACatalogueAndAMemberOfThisRepositoryAreToldApart()
    {
        using var workspace = new GitWorkspace();
        workspace.Write("pnpm-workspace.yaml", "packages: [packages/*]\ncatalog:\n  base: ~1.3.0\n")
            .Npm("packages/app", "app", more: "\"dependencies\": { \"base\": \"catalog:\", \"core\": \"workspace:^\" }").Npm("packages/core", "core")
            .Initialize("app-v1.0.0", "core-v1.0.0");
        var (computed, files) = await ApplyAsync(workspace, "npm:base@1.4.0;npm:core@9.0.0");
        computed.Summary().ShouldBe(["npm:app 1.0.0 → 1.0.1"]);
        files["pnpm-workspace.yaml"].ShouldContain("base: ~1.4.0");
        computed.UpstreamNotes.ShouldHaveSingleItem().Message.ShouldContain("npm:core is a package of this repository");
    }

    private static async Task<(ComputedPlan Computed, Dictionary<string, string> Files)> ApplyAsync(GitWorkspace workspace, string announced)
    {
        var processes = new ProcessRunner(new ProcessEnvironment());
        var ecosystems = AllEcosystems.Of(processes);
        var upstream = new Engine.Upstream.UpstreamReader(ecosystems).Read(announced, "", workspace.Root, null).Releases;
        var git = await Repositories.OpenAsync(processes, workspace.Root, GitWorkspace.Token);
        var files = new WorkspaceFileSystem(workspace.Root);
        var discovered = await new WorkspaceDiscovery(files, git, ecosystems).DiscoverAsync(new Dictionary<string, string>(), upstream, GitWorkspace.Token);
        var computed = await new PlanComputation(git, ecosystems, files).ComputeAsync(discovered, new PlanOptions("", [], "") { Upstream = upstream }, GitWorkspace.Token);
        var effects = new PlanApplication(files, ecosystems).Prepare(computed.Plan, discovered.Workspace, null);
        return (computed, effects.ToDictionary(e => e.File.Value, e => e.After!));
    }
}
