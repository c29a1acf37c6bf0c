using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>Projects that <c>setup.cfg</c> and <c>setup.py</c> describe, without a <c>[project]</c>.</summary>
public sealed class SetupTests
{
    private const string BuildSystem = "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n";

    [Fact]
    public void ASetupConfigIsAPackageAloneBesideABuildSystemAndBesideASetupScript()
    {
        var found = new PythonTree()
            .With("alone/setup.cfg", "[metadata]\nname = Acme.Alone\nversion = 1.2.3\n")
            .With("built/setup.cfg", "[metadata]\nname = built\nversion = 1.0\n").With("built/pyproject.toml", BuildSystem)
            .With("both/setup.cfg", "[metadata]\nname = both\n[options]\ninstall_requires =\n  other\n").With("both/setup.py", "from setuptools import setup\nsetup(version='2.0')\n")
            .With("linters/setup.cfg", "[flake8]\nname = not\n").With("told/setup.cfg", "[metadata]\nname = not\n").With("told/pyproject.toml", "[project]\nname = \"told\"\nversion = \"1\"\n")
            .With("flit/setup.cfg", "[metadata]\nname = not\n").With("flit/pyproject.toml", "[build-system]\nbuild-backend = \"flit_core.buildapi\"\n")
            .With("module/setup.py", "def setup(app):\n    pass\nsetup(1)\n")
            .Discover();
        found.Select(p => (p.Name, p.Manifest.Value, p.VersionFile.Value, p.Version, p.Publishable)).ShouldBe(
        [
            ("acme-alone", "alone/setup.cfg", "alone/setup.cfg", "1.2.3", false),
            ("both", "both/setup.cfg", "both/setup.py", "2.0", true),
            ("built", "built/setup.cfg", "built/setup.cfg", "1.0", true),
            ("told", "told/pyproject.toml", "told/pyproject.toml", "1", true),
        ]);
        found[0].NotPublishableReason!.ShouldContain("[build-system]");
        found[0].VersionLocation!.ToString().ShouldBe("alone/setup.cfg(3,11)");
    }

    [Theory]
    [InlineData("version = attr: acme.__version__", "acme/__init__.py", "__version__ = '1.5'\n", "1.5")]
    [InlineData("version = attr: acme.meta.VERSION\n[options]\npackage_dir =\n    = lib", "lib/acme/meta.py", "VERSION: str = \"1.5\"\n", "1.5")]
    [InlineData("version = attr: acme.__version__\n[options]\npackage_dir = acme=code", "code/__init__.py", "__version__ = '1.5'\n", "1.5")]
    [InlineData("version = attr: acme.__version__\n[options.packages.find]\nwhere = python", "python/acme/__init__.py", "__version__ = '1.5'\n", "1.5")]
    [InlineData("version = file: VERSION", "VERSION", "1.5\n", "1.5")]
    public void TheVersionIsReadAndEditedWhereItIsWritten(string lines, string file, string text, string version)
    {
        var tree = new PythonTree().With("a/setup.cfg", $"[metadata]\nname = a\n{lines}\n").With("a/pyproject.toml", BuildSystem).With($"a/{file}", text);
        var package = tree.Find("a");
        (package.Version, package.VersionFile.Value, package.Publishable).ShouldBe((version, $"a/{file}", true));
        tree.Edited($"a/{file}", new VersionChange(package.VersionFile, package.Id, version, "1.6")).ShouldBe(text.Replace(version, "1.6", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "declares no version")]
    [InlineData("version = attr: nowhere.__version__", "module was not found")]
    [InlineData("version = attr: acme.__version__", "acme/__init__.py computes")]
    [InlineData("version = file: A, B", "several files")]
    [InlineData("version = 1.0\nclassifiers =\n  Private :: Do Not Upload", "Private :: Do Not Upload")]
    public void WhatASetupConfigDoesNotTellIsNotPublished(string lines, string reason)
    {
        var package = new PythonTree().With("setup.cfg", $"[metadata]\nname = a\n{lines}\n").With("acme/__init__.py", "__version__ = read()\n").Find("a");
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("name='a', version=read('VERSION')", "setup.py(2) computes its version")]
    [InlineData("name='a', version=f'1.{x}'", "computes its version")]
    [InlineData("name='a', version='1.' '0'", "computes its version")]
    [InlineData("name='a', version=\"1\\x2e0\"", "computes its version")]
    [InlineData("name='a'", "declares no version")]
    [InlineData("name='a', version='1.0', install_requires=requires", "computes 'install_requires'")]
    [InlineData("name='a', version='1.0', install_requires=['x'] + more", "computes 'install_requires'")]
    [InlineData("name='a', version='1.0', extras_require={'x': ['y'], **more}", "computes 'extras_require'")]
    [InlineData("name='a', version='1.0', **more", "by '*'")]
    [InlineData("name='a', version='1.0', keywords=[", "does not end")]
    [InlineData("name='a', version='1.0'); setup(name='b'", "more than once")]
    [InlineData("name=NAME, version='1.0'", "computes 'name'")]
    [InlineData("name='a', version='1.0', description='unfinished", "does not end")]
    public void WhatASetupScriptComputesIsSeenAndNotPublished(string arguments, string reason)
    {
        var package = new PythonTree().With("a/setup.py", $"from setuptools import setup\nsetup({arguments})\n").Discover().ShouldHaveSingleItem();
        (package.Name, package.Publishable, package.Manifest.Value).ShouldBe(("a", false, "a/setup.py"));
        package.NotPublishableReason!.ShouldContain(reason);
    }

    [Fact]
    public void ANameThatOnlyRunningTellsTakesNoOthersPlace()
    {
        var tree = new PythonTree().With("a/setup.py", "from setuptools import setup\nsetup(name=NAME)\n").With("b/setup.cfg", "[metadata]\nname = a\nversion = 1\n").With("b/pyproject.toml", BuildSystem).With("setup.py", "from setuptools import setup\nsetup(**all)\n");
        tree.Discover().Select(p => (p.Name, p.Publishable)).ShouldBe([("a", true), ("unnamed", false)]);
    }

    [Fact]
    public void EdgesHaveTheirKindsAndPlaces()
    {
        var tree = new PythonTree()
            .With("core/setup.py", "from setuptools import setup\nsetup(name='Acme_Core', version='1.0.0')\n")
            .With("app/setup.cfg", "[metadata]\nname = app\nversion = 1\n[options]\ninstall_requires =\n  acme.core>=1 ; python_version > '3'\n  other\nsetup_requires = acme-core; wheel\n[options.extras_require]\nx = acme-core==1.*\ny = file: more.txt\nz = acme-core==7\n")
            .With("app/more.txt", "# more\nacme-core~=1.0\n").With("app/pyproject.toml", "[build-system]\nrequires = [\"acme-core>0\"]\n")
            .With("old/setup.py", "import setuptools\nsetuptools.setup(name='old', version='1', install_requires=['acme-core<2'], extras_require={'x': ['app']})\n");
        string Show(Dependency d) => $"{d.Id.Name}{d.Range} {d.Kind} {d.Source} {d.Location!.File}({d.Location.Line})";
        tree.Find("app").Dependencies.Select(Show).Order(StringComparer.Ordinal).ShouldBe(
        [
            "acme-core Build Workspace app/setup.cfg(8)",
            "acme-core==1.* Optional Workspace app/setup.cfg(10)",
            "acme-core==7 Optional Registry app/setup.cfg(12)",
            "acme-core>0 Build Workspace app/pyproject.toml(2)",
            "acme-core>=1 Runtime Workspace app/setup.cfg(6)",
            "acme-core~=1.0 Optional Workspace app/more.txt(2)",
        ]);
        tree.Find("old").Dependencies.Select(Show).ShouldBe(["acme-core<2 Runtime Workspace old/setup.py(2)", "app Optional Workspace old/setup.py(2)"]);
        var workspace = tree.Workspace();
        var pins = PythonTree.Adapter.Pin(workspace.Find(new PackageId("python", "old"))!, workspace, _ => "2.0", PinStyle.Exact);
        tree.Edited("old/setup.py", [.. pins]).ShouldContain("install_requires=['acme-core==2.0'], extras_require={'x': ['app==2.0']}");
    }

    [Theory]
    [InlineData("pyproject.toml", "[build-system]\nrequires = [\"setuptools\", \"setuptools_scm\"]\n")]
    [InlineData("pyproject.toml", "[tool.setuptools_scm]\n")]
    [InlineData("setup.py", "from setuptools import setup\nsetup(use_scm_version=True)\n")]
    public void SetuptoolsScmTakesTheVersionFromTags(string file, string text)
    {
        var package = new PythonTree().With("setup.cfg", "[metadata]\nname = a\n").With(file, text).Find("a");
        (package.Publishable, package.Tagging is not null, package.Manifest.Value).ShouldBe((true, true, "setup.cfg"));
    }

    [Theory]
    [InlineData("name = a\n[metadata]\n", "RK-MANIFEST-SYNTAX", 1)]
    [InlineData("[metadata]\nname = a\nname = b\n", "RK-MANIFEST-SYNTAX", 3)]
    [InlineData("[metadata]\nname = a\n[x]\n[metadata]\n", "RK-MANIFEST-SYNTAX", 4)]
    [InlineData("[metadata]\nname = a\nnothing\n", "RK-MANIFEST-SYNTAX", 3)]
    [InlineData("[metadata]\nname = a\n= b\n", "RK-MANIFEST-SYNTAX", 3)]
    [InlineData("[metadata]\nname = --force\n", "RK-MANIFEST-INVALID", 2)]
    [InlineData("[metadata]\nname = ../../a\n", "RK-MANIFEST-INVALID", 2)]
    [InlineData("[metadata]\nname = a\nversion = one\n", "RK-MANIFEST-INVALID", 3)]
    [InlineData("[metadata]\nname = a\nversion = 1\n  2\n", "RK-MANIFEST-INVALID", 4)]
    [InlineData("[metadata]\nname = a\nversion = file: ../../VERSION\n", "RK-MANIFEST-INVALID", 3)]
    [InlineData("[metadata]\nname = a\nversion = file: EMPTY\n", "RK-MANIFEST-INVALID", 3)]
    [InlineData("[metadata]\nname = a\nversion = 1\n[options]\ninstall_requires =\n  b\n  --index-url x\n", "RK-MANIFEST-INVALID", 7)]
    [InlineData("[metadata]\nname = a\nversion = 1\n[options]\ninstall_requires = file: ../../etc\n", "RK-MANIFEST-INVALID", 5)]
    public void WhatIsWrongIsToldWithItsPlace(string text, string code, int line)
    {
        var problem = new PythonTree().With("a/setup.cfg", text).With("a/EMPTY", "\n").Problems().ShouldHaveSingleItem();
        (problem.Code, problem.Location!.File, problem.Location.Line).ShouldBe((code, "a/setup.cfg", line), problem.Message);
    }

    [Fact]
    public void SamplesAndSurroundedFoldersAreNobodysProblem()
    {
        var tree = new PythonTree().WithUvRoot("\"libs/*\"", directory: "uv").With("uv/libs/x/setup.cfg", "[metadata]\nname = x\n").With("uv/y/setup.py", "import setuptools\nsetuptools.setup(name='y')\n")
            .With("examples/z/setup.cfg", "[metadata]\nname = z\nversion = 1\n").With("examples/z/pyproject.toml", BuildSystem).With("tests/fixtures/bad/setup.cfg", "[metadata]\nnonsense\n");
        var package = tree.Discover().ShouldHaveSingleItem();
        (package.Name, package.Publishable).ShouldBe(("z", false));
        package.NotPublishableReason!.ShouldContain("examples");
    }

    [Fact]
    public void AChangeThatThePlanDidNotSeeIsRefused()
    {
        var tree = new PythonTree().With("setup.cfg", "[metadata]\nname = a\nversion = 9\n").With("setup.py", "from setuptools import setup\nsetup(name='a', version='9')\n");
        foreach (var file in new[] { "setup.cfg", "setup.py" })
        {
            var change = new VersionChange(RelativePath.Parse(file), new PackageId("python", "a"), "1", "2");
            Coded.Throws(ManifestCodes.Changed, () => tree.Edited(file, change)).Location!.File.ShouldBe(file);
        }
    }

    [Fact]
    public async Task ThePackageIsBuiltByTheRealClient()
    {
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.With("core/setup.cfg", "[metadata]\nname = Acme.Core\nversion = attr: acme_core.__version__\n[options]\npackages = find:\npackage_dir =\n    = src\n[options.packages.find]\nwhere = src\n").With("core/pyproject.toml", BuildSystem)
            .With("core/src/acme_core/__init__.py", "__version__ = '1.2.0'\n")
            .With("app/setup.cfg", "[metadata]\nname = acme-app\nversion = 2.0.0\n[options]\npy_modules = acme_app\ninstall_requires =\n    acme_core>=1.0 ; python_version >= '3'\n").With("app/pyproject.toml", BuildSystem)
            .With("app/acme_app.py", "import acme_core\n")
            .With("old/setup.py", "from setuptools import setup\nsetup(name='acme-old', version='0.3', py_modules=['acme_old'])\n").With("old/acme_old.py", "");
        var core = await bench.BuildAsync("acme-core");
        core.Artifacts.ShouldContain(a => a.FileName.StartsWith("acme_core-1.2.0-", StringComparison.OrdinalIgnoreCase) || a.FileName.StartsWith("Acme.Core-1.2.0-", StringComparison.Ordinal));
        (await bench.BuildAsync("acme-app")).Artifacts.Length.ShouldBe(2);
        (await bench.BuildAsync("acme-old")).Artifacts.Length.ShouldBe(2);
        File.ReadAllText(bench.Files.Absolute(RelativePath.Parse("app/setup.cfg"))).ShouldContain("acme_core==1.2.0 ; python_version >= '3'");
    }

    [Theory]
    [InlineData("setup.cfg", "[metadata]\nname = Acme.Core\n[options]\npy_modules = acme_core\n", "pyproject.toml", "[build-system]\nrequires = [\"setuptools\", \"setuptools_scm\"]\nbuild-backend = \"setuptools.build_meta\"\n[tool.setuptools_scm]\n")]
    [InlineData("setup.py", "from setuptools import setup\nsetup(name='Acme.Core', use_scm_version=True, py_modules=['acme_core'])\n", "acme_core.py", "")]
    public async Task ABuildThatAsksTheVersionControlIsTold(string file, string text, string other, string more)
    {
        Testing.Tool.RequirePython("setuptools_scm");
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.With("core/acme_core.py", "").With($"core/{file}", text).With($"core/{other}", more);
        var (_, artifacts) = await bench.BuildAsync("acme-core", version: "4.5.6rc1");
        artifacts.ShouldContain(a => a.FileName.Contains("-4.5.6rc1-", StringComparison.Ordinal) && a.FileName.EndsWith(".whl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AVersionFileThatIsALinkOutOfTheWorkspaceIsNotRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs symbolic links");
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.Scratch.Write("outside", "1.2.3\n");
        bench.With("core/setup.cfg", "[metadata]\nname = core\nversion = file: VERSION\n");
        File.CreateSymbolicLink(bench.Files.Root + "/core/VERSION", bench.Scratch.File("outside"));
        var problem = await Coded.ThrowsAsync(ManifestCodes.Invalid, bench.DiscoverAsync);
        (problem.Location!.File, problem.Location.Line).ShouldBe(("core/setup.cfg", 3));
    }
}
