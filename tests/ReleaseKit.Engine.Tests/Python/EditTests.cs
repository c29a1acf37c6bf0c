using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class EditTests
{
    private static readonly RelativePath Manifest = RelativePath.Parse("pyproject.toml");
    private static readonly PackageId A = new("python", "a");
    private static readonly PackageId Core = new("python", "acme-core");

    private static VersionChange Version(string from, string to, string file = "pyproject.toml") => new(RelativePath.Parse(file), A, from, to);

    private static RangeChange Range(string from, string to, DependencyKind kind = DependencyKind.Runtime) => new(Manifest, A, Core, kind, from, to);

    private static PythonTree Project(string text) => new PythonTree().With("pyproject.toml", text);

    [Fact]
    public void OnlyTheVersionChanges()
    {
        var text = "\uFEFF# head\r\n[project] # x\r\nversion   =   '1.0.0'  # keep\r\nname = \"a\"\r\n[tool.x]\r\nversion = '1.0.0'\r\n";
        Project(text).Edited("pyproject.toml", Version("1.0.0", "1.1.0")).ShouldBe(text.Replace("version   =   '1.0.0'", "version   =   '1.1.0'", StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyTheRangeInsideTheRequirementChanges()
    {
        const string Text = """
            [project]
            name = "a"
            version = "1"
            dependencies = [
              'Acme.Core[fast, x] (>=1.0) ; python_version < "3.12"', # why
              "acme-core-extra>=1.0",
            ]
            [project.optional-dependencies]
            x = ["acme_core>=1.0"]
            y = ["acme_core >=1.0"]
            """;
        Project(Text).Edited("pyproject.toml", Range(">=1.0", ">=2.0,<3"), Range(">=1.0", "==2.0", DependencyKind.Optional)).ShouldBe(Text
            .Replace("(>=1.0)", "(>=2.0,<3)", StringComparison.Ordinal)
            .Replace("acme_core>=1.0", "acme_core==2.0", StringComparison.Ordinal)
            .Replace("acme_core >=1.0", "acme_core ==2.0", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsThereAlreadyIsNotEdited()
    {
        var source = Project("[project]\nname = \"a\"\nversion = \"2.0\"\ndependencies = [\"acme-core>=2\"]\n").Source("pyproject.toml");
        PythonTree.Adapter.Edit(source, [Version("1.0", "2.0"), Range(">=1", ">=2")]).ShouldBeEmpty();
        PythonTree.Adapter.Edit(source, [Version("2.0", "2.0")]).ShouldBeEmpty();
        PythonTree.Adapter.Edit(source, []).ShouldBeEmpty();
    }

    [Fact]
    public void AFileThatSaysSomethingElseIsRefused()
    {
        var tree = Project("[project]\nname = \"a\"\nversion = \"9.0\"\ndependencies = [\"acme-core>=7\"]\n").With("v.py", "__version__ = '9'\n");
        var problems = Should.Throw<ReleaseException>(() => tree.Edited("pyproject.toml", Version("1.0", "2.0"), Range(">=1", ">=2"), Range("", "==2", DependencyKind.Dev))).Diagnostics;
        problems.Select(p => (p.Code, p.Location!.ToString())).ShouldBe(
            [("RK-MANIFEST-CHANGED", "pyproject.toml(3,11)"), ("RK-MANIFEST-CHANGED", "pyproject.toml(4,17)"), ("RK-MANIFEST-CHANGED", "pyproject.toml")]);
        Should.Throw<ReleaseException>(() => tree.Edited("v.py", Version("1.0", "2.0", "v.py"))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-MANIFEST-CHANGED");
    }

    [Theory]
    [InlineData("# since 1.0.0\n__version__ = \"1.0.0\"\n", "# since 1.0.0\n__version__ = \"1.1.0\"\n")]
    [InlineData("# since 1.0.0\n__version__ = \"1.1.0\"\n", "# since 1.0.0\n__version__ = \"1.1.0\"\n")]
    [InlineData("__version__ = version = '1.0.0'\r\n__version_tuple__ = (1, 0, 0)\r\n", "__version__ = version = '1.1.0'\r\n__version_tuple__ = (1, 0, 0)\r\n")]
    [InlineData(" 1.0.0\n", " 1.1.0\n")]
    [InlineData("base: v1.0.0\nother: 21.0.0 1.0.0.1 1.0.0-x\n", "base: v1.1.0\nother: 21.0.0 1.0.0.1 1.0.0-x\n")]
    [InlineData("base: v1.1.0\n", "base: v1.1.0\n")]
    public void AVersionFileIsEditedAtItsVersion(string text, string expected) =>
        new PythonTree().With("src/v.py", text).Edited("src/v.py", Version("1.0.0", "1.1.0", "src/v.py")).ShouldBe(expected);

    [Fact]
    public void PoetryDependenciesAreEditedInTheirOwnNotation()
    {
        const string Text = """
            [tool.poetry]
            name = "a"
            version = "1.0"
            [tool.poetry.dependencies]
            acme-core = { path = "../core", develop = true, extras = ["fast"], python = ">=3.9" } # local
            [tool.poetry.group.dev.dependencies]
            acme-core = "^1.0"
            """;
        Project(Text).Edited("pyproject.toml", Range("", "==2.0"), Range("^1.0", "^2.0", DependencyKind.Dev)).ShouldBe(Text
            .Replace("{ path = \"../core\", develop = true, extras", "{ version = \"==2.0\", extras", StringComparison.Ordinal)
            .Replace("^1.0", "^2.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("acme-core", "1.2.3", PinStyle.Exact, "acme-core==1.2.3")]
    [InlineData("acme-core", "1.2.3", PinStyle.Caret, "acme-core>=1.2.3,<2.0.0")]
    [InlineData("acme-core", "0.3.1", PinStyle.Caret, "acme-core>=0.3.1,<0.4.0")]
    [InlineData("acme-core", "0.0.3", PinStyle.Caret, "acme-core>=0.0.3,<0.0.4")]
    [InlineData("acme-core", "2!1.2", PinStyle.Caret, "acme-core>=2!1.2,<2!2.0.0")]
    [InlineData("acme-core", "2.0.0rc1", PinStyle.Caret, "acme-core>=2.0.0rc1,<3.0.0")]
    [InlineData("acme-core[x]>=1 ; python_version > '3'", "1.2.3", PinStyle.Exact, "acme-core[x]==1.2.3 ; python_version > '3'")]
    [InlineData("acme-core[x]>=1 ; python_version > '3'", "1.2.3", PinStyle.Caret, "acme-core[x]>=1 ; python_version > '3'")]
    [InlineData("acme-core>=1", "1.3.0rc1", PinStyle.Caret, "acme-core>=1.3.0rc1,<2.0.0")]
    public void SiblingsArePinnedToWhatIsReleasedWithThem(string requirement, string version, PinStyle style, string expected)
    {
        var tree = new PythonTree()
            .WithUvRoot("\"*\"", "[tool.uv.sources]\nacme-core = { workspace = true }")
            .WithProject("core", "acme-core")
            .With("a/pyproject.toml", $"[build-system]\nrequires = [\"{requirement}\"]\n[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"{requirement}\"]\n[project.optional-dependencies]\nx = [\"{requirement}\"]\n[dependency-groups]\ndev = [\"{requirement}\"]\n");
        var workspace = tree.Workspace();
        var package = workspace.Find(A)!;
        var pins = PythonTree.Adapter.Pin(package, workspace, _ => version, style);

        var pinned = tree.Edited("a/pyproject.toml", [.. pins]);
        pinned.ShouldBe($"[build-system]\nrequires = [\"{expected}\"]\n[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"{expected}\"]\n[project.optional-dependencies]\nx = [\"{expected}\"]\n[dependency-groups]\ndev = [\"{requirement}\"]\n");
        pins.ShouldAllBe(p => p.File.Value == "a/pyproject.toml" && p.Package == A && p.Dependency == Core);
    }

    [Fact]
    public void RegistryEdgesAreNotPinned()
    {
        var tree = new PythonTree().WithUvRoot("\"*\"").WithProject("core", "acme-core").WithProject("a", "a", dependencies: "\"acme-core==0.9\"");
        var workspace = tree.Workspace();
        PythonTree.Adapter.Pin(workspace.Find(A)!, workspace, _ => "1.0.0", PinStyle.Exact).ShouldBeEmpty();
    }

    [Fact]
    public void ABareReferenceToASiblingWithoutVersionCannotBePinned()
    {
        var tree = new PythonTree().WithProject("core", "acme-core").WithProject("a", "a", dependencies: "\"acme-core\"");
        var workspace = tree.Workspace();
        var problem = Should.Throw<ReleaseException>(() => PythonTree.Adapter.Pin(workspace.Find(A)!, workspace, _ => null, PinStyle.Exact)).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-PIN-UNRESOLVED");
        problem.Location!.ToString().ShouldBe("a/pyproject.toml(8,17)");
    }
}
