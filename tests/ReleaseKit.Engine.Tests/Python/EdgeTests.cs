using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class EdgeTests
{
    private const string CoreSource = "[tool.uv.sources]\nAcme_Core = { workspace = true }";

    private static Dependency Edge(PythonTree tree, string package = "b") => tree.Find(package).Dependencies.ShouldHaveSingleItem();

    private static PythonTree Uv(string rootMore, string memberMore = "", string dependencies = "\"acme.core>=1\"") => new PythonTree()
        .WithUvRoot("\"packages/*\"", rootMore)
        .WithProject("packages/core", "Acme.Core")
        .WithProject("packages/b", "b", more: memberMore, dependencies: dependencies);

    [Fact]
    public void TheRootsSourcesApplyToEveryMember()
    {
        var edge = Edge(Uv(CoreSource));
        edge.Id.ShouldBe(new PackageId("python", "acme-core"));
        edge.Source.ShouldBe(DependencySource.Workspace);
        edge.Kind.ShouldBe(DependencyKind.Runtime);
        edge.Range.ShouldBe(">=1");
        edge.DeclaredIn.Value.ShouldBe("packages/b/pyproject.toml");
        edge.Location!.Line.ShouldBe(8);
        edge.Location.Column.ShouldBe(17);
    }

    [Theory]
    [InlineData("acme-core = { git = \"https://example.test/core\" }", DependencySource.Registry)]
    [InlineData("acme-core = { index = \"private\" }", DependencySource.Registry)]
    [InlineData("acme-core = { workspace = false }", DependencySource.Registry)]
    [InlineData("acme-core = { path = \"../core\" }", DependencySource.Workspace)]
    [InlineData("acme-core = { path = \"../core/\", editable = true }", DependencySource.Workspace)]
    [InlineData("acme-core = { path = \"../other\" }", DependencySource.Registry)]
    [InlineData("acme-core = [{ index = \"x\", marker = \"sys_platform == 'win32'\" }, { workspace = true, marker = \"sys_platform != 'win32'\" }]", DependencySource.Workspace)]
    public void AMembersOwnSourceWinsOverTheRoots(string source, DependencySource expected) =>
        Edge(Uv(CoreSource, $"[tool.uv.sources]\n{source}")).Source.ShouldBe(expected);

    [Fact]
    public void WithoutASourceASiblingsNameMeansTheRegistry() => Edge(Uv("")).Source.ShouldBe(DependencySource.Registry);

    [Fact]
    public void AnAddressIsNeverTheSibling() =>
        Edge(Uv(CoreSource, dependencies: "\"acme-core @ https://example.test/core.zip\"")).Source.ShouldBe(DependencySource.Registry);

    [Fact]
    public void PathsInTheRootsSourcesAreRelativeToTheRoot() =>
        Edge(Uv("[tool.uv.sources]\nacme-core = { path = \"packages/core\" }")).Source.ShouldBe(DependencySource.Workspace);

    [Fact]
    public void EveryPlaceForRequirementsIsAnEdgeOfItsKind()
    {
        var tree = new PythonTree()
            .WithUvRoot("\"packages/*\"", CoreSource)
            .WithProject("packages/core", "acme-core")
            .With("packages/b/pyproject.toml", """
                [build-system]
                requires = ["acme-core>=0.5"]
                [project]
                name = "b"
                version = "1"
                dependencies = ["acme-core[fast]>=1 ; python_version >= '3.9'", "b[all]", "requests"]
                [project.optional-dependencies]
                one = ["acme-core>=2"]
                two = ["acme-core>=2", "acme-core<9"]
                [dependency-groups]
                dev = ["acme-core", { include-group = "lint" }]
                lint = []
                [tool.uv]
                dev-dependencies = ["acme-core>=3"]
                """);
        tree.Find("b").Dependencies.Select(d => (d.Kind, d.Range)).ShouldBe(
        [
            (DependencyKind.Runtime, ">=1"), (DependencyKind.Dev, ""), (DependencyKind.Dev, ">=3"),
            (DependencyKind.Optional, "<9"), (DependencyKind.Optional, ">=2"), (DependencyKind.Build, ">=0.5"),
        ]);
    }

    [Theory]
    [InlineData("acme-core", "1.4.0", DependencySource.Workspace)]
    [InlineData("acme-core>=1,<2", "1.4.0", DependencySource.Workspace)]
    [InlineData("acme-core==1.4", "1.4.0", DependencySource.Workspace)]
    [InlineData("acme-core==1.3.0", "1.4.0", DependencySource.Registry)]
    [InlineData("acme-core<1", "1.4.0", DependencySource.Registry)]
    [InlineData("acme-core>=1", "1.5.0rc1", DependencySource.Workspace)]
    public void PlainProjectsMeanTheSiblingWhenItsVersionIsAcceptable(string requirement, string version, DependencySource expected) =>
        Edge(new PythonTree().WithProject("core", "acme-core", version).WithProject("b", "b", dependencies: $"\"{requirement}\"")).Source.ShouldBe(expected);

    [Fact]
    public void AProjectExcludedFromAWorkspaceTakesItsMembersFromTheRegistry() =>
        Edge(new PythonTree()
            .WithUvRoot("\"packages/*\"", "exclude = [\"packages/b\"]")
            .WithProject("packages/core", "acme-core")
            .WithProject("packages/b", "b", dependencies: "\"acme-core\"")).Source.ShouldBe(DependencySource.Registry);

    [Theory]
    [InlineData("core = \"^1.2\"", DependencyKind.Runtime, "^1.2", DependencySource.Workspace)]
    [InlineData("core = \"~1.3\"", DependencyKind.Runtime, "~1.3", DependencySource.Registry)]
    [InlineData("core = \"*\"", DependencyKind.Runtime, "*", DependencySource.Workspace)]
    [InlineData("core = \"1.4.0\"", DependencyKind.Runtime, "1.4.0", DependencySource.Workspace)]
    [InlineData("core = { version = \">=1,<2\", optional = true }", DependencyKind.Optional, ">=1,<2", DependencySource.Workspace)]
    [InlineData("core = { path = \"../core\", develop = true }", DependencyKind.Runtime, "", DependencySource.Workspace)]
    [InlineData("core = { git = \"https://example.test/core\" }", DependencyKind.Runtime, "", DependencySource.Registry)]
    public void PoetryTablesAreRead(string line, DependencyKind kind, string range, DependencySource source)
    {
        var edge = Edge(new PythonTree()
            .WithProject("core", "core", "1.4.0")
            .With("b/pyproject.toml", $"[tool.poetry]\nname = \"b\"\nversion = \"1.0\"\n[tool.poetry.dependencies]\npython = \"^3.9\"\n{line}\n"));
        (edge.Kind, edge.Range, edge.Source).ShouldBe((kind, range, source));
    }

    [Fact]
    public void PoetryGroupsAreForDevelopment() =>
        Edge(new PythonTree()
            .WithProject("core", "core")
            .With("b/pyproject.toml", "[tool.poetry]\nname = \"b\"\nversion = \"1.0\"\n[tool.poetry.group.test.dependencies]\ncore = {path = \"../core\"}\n"))
            .Kind.ShouldBe(DependencyKind.Dev);

    [Fact]
    public void RequirementFilesOfSetuptoolsAreReadAndEdited()
    {
        var tree = new PythonTree()
            .WithProject("core", "acme-core")
            .With("b/pyproject.toml", """
                [project]
                name = "b"
                version = "1"
                dynamic = ["dependencies", "optional-dependencies"]
                [tool.setuptools.dynamic]
                dependencies = { file = ["requirements.txt"] }
                optional-dependencies.fast = { file = "fast.txt" }
                """)
            .With("b/requirements.txt", "# siblings\r\nAcme.Core[x] >=0.5 ; python_version > '3'  # why\r\n--no-binary x\r\nrequests\r\n")
            .With("b/fast.txt", "acme-core");
        var edges = tree.Find("b").Dependencies;
        edges.Select(e => (e.Kind, e.Range, e.DeclaredIn.Value, e.Location!.Line)).ShouldBe(
            [(DependencyKind.Runtime, ">=0.5", "b/requirements.txt", 2), (DependencyKind.Optional, "", "b/fast.txt", 1)]);

        var b = new PackageId("python", "b");
        tree.Edited("b/requirements.txt", new RangeChange(edges[0].DeclaredIn, b, edges[0].Id, edges[0].Kind, ">=0.5", "==1.0.0"))
            .ShouldBe("# siblings\r\nAcme.Core[x] ==1.0.0 ; python_version > '3'  # why\r\n--no-binary x\r\nrequests\r\n");
        tree.Edited("b/fast.txt", new RangeChange(edges[1].DeclaredIn, b, edges[1].Id, edges[1].Kind, "", "==1.0.0")).ShouldBe("acme-core==1.0.0");
    }

    [Fact]
    public void AMissingRequirementFileIsReported()
    {
        var tree = new PythonTree().With("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\ndynamic = [\"dependencies\"]\n[tool.setuptools.dynamic]\ndependencies = { file = \"../x.txt\" }\n");
        tree.Problems().ShouldHaveSingleItem().Location!.ToString().ShouldBe("pyproject.toml(6,25)");
    }
}
