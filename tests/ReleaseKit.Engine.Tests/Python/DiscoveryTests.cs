using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class DiscoveryTests
{
    [Fact]
    public void MembersAreTheGlobsWithoutTheExcludedFolders()
    {
        // docs.astral.sh/uv/concepts/projects/workspaces: "Every directory included by the members globs (and not excluded
        // by the exclude globs)"; the root "is also a workspace member".
        var tree = new PythonTree()
            .With("pyproject.toml", """
                [project]
                name = "albatross"
                version = "0.1.0"
                [build-system]
                requires = ["hatchling"]
                [tool.uv.workspace]
                members = ["packages/*", "libs/core"]
                exclude = ["packages/seeds"]
                """)
            .WithProject("packages/bird-feeder", "bird-feeder")
            .WithProject("packages/seeds", "seeds")
            .WithProject("libs/core", "core")
            .WithProject("examples/demo", "demo")
            .WithProject("packages/bird-feeder/tests/data", "fixture");

        var packages = tree.Discover();

        // An excluded project is one of its own; what is neither member nor excluded is nobody's package.
        packages.Select(p => p.Name).ShouldBe(["albatross", "bird-feeder", "core", "seeds"]);
        packages.ShouldAllBe(p => p.Publishable);
        packages[1].ShouldSatisfyAllConditions(
            p => p.Id.ShouldBe(new PackageId("python", "bird-feeder")),
            p => p.Directory.Value.ShouldBe("packages/bird-feeder"),
            p => p.Manifest.Value.ShouldBe("packages/bird-feeder/pyproject.toml"),
            p => p.Version.ShouldBe("1.0.0"),
            p => p.VersionFile.ShouldBe(p.Manifest),
            p => p.VersionLocation.ShouldBe(new SourceLocation("packages/bird-feeder/pyproject.toml", 7, 12, 7, 17)));
    }

    [Fact]
    public void AVirtualRootIsNoMember()
    {
        var tree = new PythonTree().WithUvRoot("\"packages/*\"").WithProject("packages/a", "a");
        tree.Discover().Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void ConfigurationExcludesBeforeAnythingIsReported()
    {
        var tree = new PythonTree().WithUvRoot("\"packages/*\"").WithProject("packages/a", "a").With("packages/bad/pyproject.toml", "= broken");
        tree.Discover("", "packages/bad").Select(p => p.Name).ShouldBe(["a"]);
        tree.Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-MANIFEST-SYNTAX");
    }

    [Fact]
    public async Task TheDemoWorkspaceIsReadFromDisk()
    {
        var files = new WorkspaceFileSystem(TestAssets.PathOf("workspaces", "demo"));
        ImmutableArray<RelativePath> listing =
        [
            .. Directory.EnumerateFiles(files.Root, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(Path.GetRelativePath(files.Root, f))).Order(),
        ];
        var packages = await PythonTree.Adapter.DiscoverAsync(
            new DiscoveryRequest(files, listing, RelativePath.Root, _ => false), TestContext.Current.CancellationToken);
        packages.Select(p => (p.Name, p.Version, string.Join(' ', p.Dependencies.Select(d => d.Id.Name + d.Range)))).ShouldBe(
        [
            ("acme-app", "1.0.5", "acme-client acme-store"), ("acme-client", "1.4.0", "acme-schema"),
            ("acme-schema", "2.0.3", ""), ("acme-store", "0.3.1", "acme-schema>=2.0"),
        ]);
        packages.ShouldAllBe(p => p.Publishable && p.Dependencies.All(d => d.Source == DependencySource.Workspace));
        packages[2].VersionFile.Value.ShouldBe("py/packages/acme-schema/src/acme_schema/__init__.py");
    }

    [Fact]
    public void ADeletedManifestIsNoPackage() =>
        new PythonTree().WithProject("a", "a").WithProject("b", "b").Deleted("a/pyproject.toml").Discover().ShouldHaveSingleItem().Name.ShouldBe("b");

    [Fact]
    public void ForeignTextCannotSteerATerminal() =>
        new PythonTree().WithProject("a", "\\u001b[31mred").Problems().ShouldHaveSingleItem().Message.ShouldNotContain("\u001b");

    [Fact]
    public void OnlyTheEcosystemsRootIsLookedAt()
    {
        var tree = new PythonTree().WithUvRoot("\"packages/*\"", directory: "py").WithProject("py/packages/a", "a").WithProject("tools/b", "b");
        tree.Discover("py").Select(p => p.Name).ShouldBe(["a"]);
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void WithoutAWorkspaceEveryProjectIsAPackage()
    {
        var tree = new PythonTree()
            .WithProject("", "root")
            .WithProject("packages/Ünïcode dir", "Acme.Core")
            .With("tools/pyproject.toml", "[tool.ruff]\nline-length = 100\n")
            .With("old/pyproject.toml", "[tool.poetry]\nname = \"old\"\nversion = \"2.0\"\n");
        tree.Discover().Select(p => (p.Name, p.Directory.Value)).ShouldBe([("acme-core", "packages/Ünïcode dir"), ("old", "old"), ("root", "")]);
    }

    [Fact]
    public void NestedWorkspacesKeepTheirOwnMembers()
    {
        var tree = new PythonTree()
            .WithUvRoot("\"*\"")
            .With("inner/pyproject.toml", "[project]\nname = \"inner\"\nversion = \"1\"\ndependencies = [\"leaf\"]\n[tool.uv.workspace]\nmembers = [\"leaf\"]\n[tool.uv.sources]\nleaf = { workspace = true }\n")
            .WithProject("inner/leaf", "leaf");
        tree.Find("inner").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(DependencySource.Workspace);
    }

    [Fact]
    public void AnUnmanagedProjectIsNoMemberThoughAPackage()
    {
        var tree = new PythonTree()
            .WithUvRoot("\"packages/*\"", "[tool.uv.sources]\na = { workspace = true }")
            .WithProject("packages/a", "a", more: "[tool.uv]\nmanaged = false")
            .WithProject("packages/b", "b", dependencies: "\"a\"");
        tree.Discover().Length.ShouldBe(2);
        tree.Find("b").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(DependencySource.Registry);
    }

    [Fact]
    public void AMemberWithoutAProjectIsRefusedAsUvRefusesIt()
    {
        var problem = new PythonTree().WithUvRoot("\"packages/*\"").With("packages/a/pyproject.toml", "[tool.ruff]\n").Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-MANIFEST-INVALID");
        problem.Location!.File.ShouldBe("packages/a/pyproject.toml");
    }

    [Fact]
    public void EveryProblemIsFoundAtOnce()
    {
        var problems = new PythonTree()
            .WithProject("a", "--index-url=evil")
            .WithProject("b", "b", version: "not a version")
            .WithProject("c", "c", dependencies: "\"d >> 1\", 5")
            .With("d/pyproject.toml", "[project]\nversion = 1\n")
            .With("e/pyproject.toml", "[project\n")
            .With("f/pyproject.toml", "[tool.uv.workspace]\nmembers = [\"../x\"]\n")
            .Problems();
        problems.Select(p => (p.Code, p.Location!.ToString())).ShouldBe(
            [
                ("RK-MANIFEST-SYNTAX", "e/pyproject.toml(1,9)"),
                ("RK-MANIFEST-INVALID", "f/pyproject.toml(2,12)"),
                ("RK-MANIFEST-INVALID", "a/pyproject.toml(6,8)"),
                ("RK-MANIFEST-INVALID", "b/pyproject.toml(7,11)"),
                ("RK-MANIFEST-INVALID", "c/pyproject.toml(8,17)"),
                ("RK-MANIFEST-INVALID", "c/pyproject.toml(8,27)"),
                ("RK-MANIFEST-INVALID", "d/pyproject.toml(1,1)"),
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("classifiers = [\"Private :: Do Not Upload\"]", "classifier")]
    [InlineData("[tool.uv]\npackage = false", "package = false")]
    [InlineData("[tool.lilith]\npublish = false", "publish = false")]
    public void AProjectMayRefuseToBePublished(string more, string reason)
    {
        var package = new PythonTree().WithProject("a", "a", more: more).Find("a");
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason!.ShouldContain(reason);
        package.Version.ShouldBe("1.0.0");
    }

    [Fact]
    public void AUvMemberWithoutBuildSystemIsVirtualAndAPlainProjectIsNot()
    {
        const string Project = "[project]\nname = \"NAME\"\nversion = \"1.0\"\n";
        var tree = new PythonTree()
            .WithUvRoot("\"*\"", directory: "uv")
            .With("uv/a/pyproject.toml", Project.Replace("NAME", "a", StringComparison.Ordinal))
            .With("uv/b/pyproject.toml", Project.Replace("NAME", "b", StringComparison.Ordinal) + "[tool.uv]\npackage = true\n")
            .With("plain/pyproject.toml", Project.Replace("NAME", "c", StringComparison.Ordinal));
        tree.Discover().Select(p => p.Publishable).ShouldBe([false, true, true]);
        tree.Find("a").NotPublishableReason!.ShouldContain("virtual");
    }

    [Theory]
    [InlineData("https://forge.example.test/api/packages/acme/pypi", "https://forge.example.test/api/packages/acme/pypi")]
    [InlineData("forgejo", null)]
    public void TheLilithTableMayNameTheRegistry(string registry, string? expected) =>
        new PythonTree().WithProject("a", "a", more: $"[tool.lilith]\nregistry = \"{registry}\"").Find("a").Registry.ShouldBe(expected);
}
