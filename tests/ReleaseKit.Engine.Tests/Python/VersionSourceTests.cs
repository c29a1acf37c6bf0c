using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Tests.Python;

public sealed class VersionSourceTests
{
    private static PythonTree Hatch(string table, string file, string path = "a/src/pkg/__init__.py") => new PythonTree()
        .With("a/pyproject.toml", $"[build-system]\nbuild-backend = \"hatchling.build\"\n[project]\nname = \"a\"\ndynamic = [\"version\"]\n[tool.hatch.version]\n{table}\n")
        .With(path, file);

    [Theory]
    [InlineData("__version__ = \"1.2.3\"\n", 1, 16)]
    [InlineData("# v\r\nVERSION='v1.2.3'\r\n", 2, 11)]
    [InlineData("\uFEFF__version__: str = '1.2.3'\n", 1, 21)]
    [InlineData("since = '1.2.3'\n__version__ = '1.2.3'\n", 2, 16)]
    public void HatchReadsTheVersionFromAModule(string file, int line, int column)
    {
        var package = Hatch("path = \"src/pkg/__init__.py\"", file).Find("a");
        package.Version.ShouldBe("1.2.3");
        package.VersionFile.Value.ShouldBe("a/src/pkg/__init__.py");
        package.VersionLocation.ShouldBe(new SourceLocation("a/src/pkg/__init__.py", line, column, line, column + 5));
        package.Publishable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""pattern = '^__version__ = "(.+)"$'""", "__version__ = \"1.2.3\"\r\n")]
    [InlineData("""pattern = "BASE = '(?P<version>[^']+)'" """, "BASE = '1.2.3'\n")]
    [InlineData("""pattern = "(?P<version>\\d[^'\"]*)(?P<quote>['\"]) # release(?P=quote)?" """, "x = '1.2.3' # release\n")]
    [InlineData("""pattern = "^(?P<version>[^\\n]+)\\Z" """, "1.2.3")]
    [InlineData("""pattern = "[][] *'(?P<version>[^]']+)'" """, "['1.2.3']")]
    public void HatchPatternsAreReadInPythonsNotation(string pattern, string file) =>
        Hatch($"path = \"v.txt\"\n{pattern}", file, "a/v.txt").Find("a").Version.ShouldBe("1.2.3");

    [Theory]
    [InlineData("path = \"missing.py\"")]
    [InlineData("path = \"../../outside.py\"")]
    [InlineData("pattern = \"x\"")]
    [InlineData("path = \"v.txt\"\npattern = \"(unclosed\"")]
    [InlineData("path = \"v.txt\"\npattern = \"nothing like (it)\"")]
    [InlineData("path = \"v.txt\"\npattern = \"^(?P<version>(a+)+)$\"")]
    public void WhatHatchCouldNotReadIsReportedAtItsPlace(string table)
    {
        // The last row would take exponential time; it is stopped.
        var problem = Hatch(table, new string('a', 60) + "!", "a/v.txt").Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-MANIFEST-INVALID");
        problem.Location!.File.ShouldBe("a/pyproject.toml");
        problem.Location.Line.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void AVersionThatAnEditCouldNotFindAgainIsRefused() =>
        Hatch("path = \"v.txt\"\npattern = \"second: (.+)\"", "first: 1.2.3\nsecond: 1.2.3\n", "a/v.txt")
            .Problems().ShouldHaveSingleItem().Message.ShouldContain("more than once");

    [Theory]
    [InlineData("version = { attr = \"pkg.__version__\" }", "a/pkg/__init__.py", "__version__ = '1.2.3'\n")]
    [InlineData("version = { attr = \"pkg.about.VERSION\" }", "a/src/pkg/about.py", "import os\nVERSION: str = \"1.2.3\"\n")]
    [InlineData("version = { file = \"VERSION\" }", "a/VERSION", "1.2.3\n")]
    [InlineData("version = { file = [\"VERSION\"] }", "a/VERSION", "\r\n 1.2.3 \r\n")]
    public void SetuptoolsReadsAnAttributeOrAFile(string declaration, string path, string file)
    {
        var package = Setuptools(declaration).With(path, file).Find("a");
        package.Version.ShouldBe("1.2.3");
        package.VersionFile.Value.ShouldBe(path);
        package.Publishable.ShouldBeTrue();
    }

    [Fact]
    public void SetuptoolsPackageDirectoriesAreHonoured()
    {
        var tree = Setuptools("version = { attr = \"pkg.__version__\" }", "[tool.setuptools.package-dir]\n\"\" = \"python\"\n");
        tree.With("a/python/pkg/__init__.py", "__version__ = '1.2.3'\n").Find("a").Version.ShouldBe("1.2.3");
    }

    [Theory]
    [InlineData("[build-system]\nrequires = [\"flit_core\"]\nbuild-backend = \"flit_core.buildapi\"", "Flit")]
    [InlineData("[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n[tool.hatch.version]\nsource = \"env\"", "env")]
    [InlineData("[build-system]\nrequires = [\"pdm-backend\"]\nbuild-backend = \"pdm.backend\"\n[tool.pdm.version]\nsource = \"call\"", "PDM")]
    [InlineData("[build-system]\nrequires = [\"maturin\"]\nbuild-backend = \"maturin\"", "maturin")]
    [InlineData("", "setup.py")]
    [InlineData("[tool.setuptools.dynamic]\nversion = { attr = \"pkg.computed\" }", "computed")]
    public void VersionsFromElsewhereMakeAPackageUnpublishableWithTheReason(string tables, string source)
    {
        var package = new PythonTree().With("a/pyproject.toml", $"[project]\nname = \"a\"\ndynamic = [\"version\"]\n{tables}\n")
            .With("a/pkg/__init__.py", "computed = compute()\n").Find("a");
        package.Version.ShouldBeNull();
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason!.ShouldContain(source);
        package.NotPublishableReason!.ShouldContain("not supported");
    }

    [Theory]
    [InlineData("[build-system]\nrequires = [\"setuptools\", \"setuptools_scm[toml]>=8\"]\nbuild-backend = \"setuptools.build_meta\"")]
    [InlineData("[tool.setuptools_scm]")]
    [InlineData("[build-system]\nrequires = [\"hatchling\", \"hatch-vcs\"]\nbuild-backend = \"hatchling.build\"\n[tool.hatch.version]\nsource = \"vcs\"")]
    [InlineData("[build-system]\nrequires = [\"hatchling\", \"uv-dynamic-versioning\"]\nbuild-backend = \"hatchling.build\"\n[tool.hatch.version]\nsource = \"uv-dynamic-versioning\"")]
    [InlineData("[build-system]\nrequires = [\"poetry-core\", \"poetry-dynamic-versioning\"]\nbuild-backend = \"poetry_dynamic_versioning.backend\"")]
    [InlineData("[build-system]\nrequires = [\"pdm-backend\"]\nbuild-backend = \"pdm.backend\"\n[tool.pdm.version]\nsource = \"scm\"")]
    public void VersionsOfTheVersionControlAreThoseOfTags(string tables) =>
        new PythonTree().With("a/pyproject.toml", $"[project]\nname = \"a\"\ndynamic = [\"version\"]\n{tables}\n").Find("a").ShouldSatisfyAllConditions(
            package => package.Tagging.ShouldBe(new TagVersioning(null, null)),
            package => package.Version.ShouldBe("0.1.0"),
            package => package.Publishable.ShouldBeTrue());

    [Fact]
    public void PoetrysPluginGoesBeforeTheVersionOfTheManifest() =>
        new PythonTree().With("a/pyproject.toml", "[tool.poetry]\nname = \"a\"\nversion = \"0.0.0\"\n[tool.poetry-dynamic-versioning]\nenable = true\n").Find("a").Tagging.ShouldNotBeNull();

    [Fact]
    public void APlainRequirementMeansATaggedSiblingWhateverItsRange() =>
        new PythonTree().With("a/pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"version\"]\n[tool.setuptools_scm]\n")
            .With("b/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\ndependencies = [\"a>=7\"]\n")
            .Find("b").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(DependencySource.Workspace);

    [Theory]
    [InlineData("", "a/my_lib/__init__.py")]
    [InlineData("", "a/src/my_lib.py")]
    [InlineData("[tool.flit.module]\nname = \"other\"\n", "a/other.py")]
    public void FlitsModuleHoldsTheVersion(string tables, string path)
    {
        var package = new PythonTree().With("a/pyproject.toml", $"[build-system]\nrequires = [\"flit_core\"]\nbuild-backend = \"flit_core.buildapi\"\n[project]\nname = \"my-lib\"\ndynamic = [\"version\"]\n{tables}")
            .With(path, "\"\"\"Doc.\"\"\"\n__version__ = '1.2.3'\n").Find("my-lib");
        (package.Version, package.VersionFile.Value).ShouldBe(("1.2.3", path));
    }

    [Fact]
    public void AProjectWithoutVersionIsNotPublishable() =>
        new PythonTree().With("pyproject.toml", "[project]\nname = \"a\"\n").Find("a").NotPublishableReason.ShouldBe("it declares no version");

    [Fact]
    public void PackagesMayShareAVersionFile()
    {
        var tree = new PythonTree().With("VERSION", "3.0.0\n");
        foreach (var name in new[] { "a", "b" })
        {
            tree.With($"{name}/pyproject.toml", $"[project]\nname = \"{name}\"\ndynamic = [\"version\"]\n[tool.hatch.version]\npath = \"../VERSION\"\npattern = \"(?P<version>.+)\"\n");
        }

        var packages = tree.Discover();
        packages.Select(p => p.VersionLocation).Distinct().ShouldHaveSingleItem();
        tree.Edited("VERSION", [.. packages.Select(p => new VersionChange(p.VersionFile, p.Id, "3.0.0", "3.1.0"))]).ShouldBe("3.1.0\n");
    }

    private static PythonTree Setuptools(string declaration, string more = "") => new PythonTree().With(
        "a/pyproject.toml",
        $"[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n[project]\nname = \"a\"\ndynamic = [\"version\"]\n{more}[tool.setuptools.dynamic]\n{declaration}\n");
}
