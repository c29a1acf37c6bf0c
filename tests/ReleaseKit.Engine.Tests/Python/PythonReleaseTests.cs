using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>The adapter from manifests to imports, with the real clients against the rehearsal registry.</summary>
public sealed class PythonReleaseTests
{
    [Fact]
    public async Task AReleaseIsFoundComparedInstalledAndImported()
    {
        // The variable would feed pip packages from elsewhere; the consumer must not see it.
        using var bench = await PythonBench.CreateAsync(variables: new Dictionary<string, string> { ["PIP_FIND_LINKS"] = "/nowhere", ["PIP_NO_INDEX"] = "1" });
        bench.With("pyproject.toml", "[tool.uv.workspace]\nmembers = [\"packages/*\"]\n[tool.uv.sources]\n\"acme.core\" = { workspace = true }\nacme-tools = { workspace = true }\n")
            .WithProject("packages/core dir", "Acme.Core", "1.2.0")
            .With("packages/tools/pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n[project]\nname = \"acme-tools\"\ndynamic = [\"version\"]\n[tool.setuptools.dynamic]\nversion = { attr = \"acme_tools.__version__\" }\n")
            .With("packages/tools/src/acme_tools/__init__.py", "__version__ = \"0.3.1\"\n")
            .WithProject("packages/app", "acme-app", "2.0.0rc1", "\"Acme.Core\", \"acme-tools>=0.3 ; python_version >= '3'\"", "import acme_core, acme_tools");
        var cancellation = PythonBench.Cancellation;
        foreach (var (name, module) in new[] { ("acme-core", "acme_core"), ("acme-tools", "acme_tools"), ("acme-app", "acme_app") })
        {
            var (context, artifacts) = await bench.BuildAsync(name);
            artifacts.Length.ShouldBe(2);
            (await bench.Adapter.Packager.FindMissingToolsAsync(context, cancellation)).ShouldBeEmpty();
            (await bench.Adapter.Registry.FindAsync(context, cancellation)).ShouldBeNull();

            await bench.Adapter.Publisher.PublishAsync(context, artifacts, cancellation);

            var published = (await bench.Adapter.Registry.FindAsync(context, cancellation)).ShouldNotBeNull();
            published.Files.Select(f => (f.FileName, f.Sha256)).ShouldBe(artifacts.Select(a => (a.FileName, (string?)a.Sha256)), ignoreOrder: true);
            foreach (var file in published.Files)
            {
                var copy = bench.Scratch.File("downloads", file.FileName);
                await bench.Adapter.Registry.DownloadAsync(context, file, copy, cancellation);
                foreach (var artifact in artifacts)
                {
                    (await bench.Adapter.Registry.IsSameAsync(artifact, copy, cancellation)).ShouldBe(artifact.FileName == file.FileName);
                }
            }

            (await bench.Adapter.Consumer.InstallAndLoadAsync(context, artifacts, cancellation)).ShouldBe($"installed and imported {module}");
            bench.Adapter.Consumer.InstallCommand(context).ShouldBe($"pip install --index-url {context.Endpoint.Index} {name}=={context.Version}");
        }

        // The tree keeps nothing of the builds, and the pins say what was released together.
        Directory.EnumerateDirectories(bench.Files.Root, "*.egg-info", SearchOption.AllDirectories).ShouldBeEmpty();
        File.ReadAllText(bench.Files.Absolute(RelativePath.Parse("packages/app/pyproject.toml"))).ShouldContain("\"Acme.Core==1.2.0\", \"acme-tools==0.3.1 ; python_version >= '3'\"");
    }

    [Fact]
    public async Task PublishingAgainUploadsNothingAndOtherBytesAreRefused()
    {
        using var bench = await PythonBench.CreateAsync();
        bench.WithProject("core", "acme-core", "1.0.0");
        var (context, artifacts) = await bench.BuildAsync("acme-core");
        await bench.Adapter.Publisher.PublishAsync(context, [artifacts[0]], PythonBench.Cancellation);
        await bench.Adapter.Publisher.PublishAsync(context, artifacts, PythonBench.Cancellation);
        (await bench.Adapter.Registry.FindAsync(context, PythonBench.Cancellation))!.Files.Length.ShouldBe(2);

        File.Delete(Path.Combine(context.LogDirectory, "publish.log"));
        await bench.Adapter.Publisher.PublishAsync(context, artifacts, PythonBench.Cancellation);
        File.Exists(Path.Combine(context.LogDirectory, "publish.log")).ShouldBeFalse();

        bench.With("core/src/acme_core/__init__.py", "changed = True\n");
        Directory.Delete(context.ArtifactsDirectory, recursive: true);
        var others = await bench.Adapter.Packager.BuildAsync(context, PythonBench.Cancellation);
        var problem = await Coded.ThrowsAsync(PublishCodes.Exists, () => bench.Adapter.Publisher.PublishAsync(context, others, PythonBench.Cancellation));
        problem.Message.ShouldContain(artifacts.Single(a => a.FileName.EndsWith(".whl", StringComparison.Ordinal)).Sha256);
        problem.Message.ShouldContain(others.Single(a => a.FileName.EndsWith(".whl", StringComparison.Ordinal)).Sha256);
    }

    [Theory]
    [InlineData("setuptools_scm", "[build-system]\nrequires = [\"setuptools\", \"setuptools_scm\"]\nbuild-backend = \"setuptools.build_meta\"\n[tool.setuptools_scm]\n")]
    [InlineData("hatch_vcs", "[build-system]\nrequires = [\"hatchling\", \"hatch-vcs\"]\nbuild-backend = \"hatchling.build\"\n[tool.hatch.version]\nsource = \"vcs\"\n[tool.hatch.build.targets.wheel]\npackages = [\"src/acme_core\"]\n")]
    public async Task BuildsThatAskTheVersionControlAreTold(string tool, string tables)
    {
        Testing.Tool.RequirePython(tool);
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.With("core/pyproject.toml", $"[project]\nname = \"acme-core\"\ndynamic = [\"version\"]\n{tables}").With("core/src/acme_core/__init__.py", "");
        var (_, artifacts) = await bench.BuildAsync("acme-core", version: "4.5.6rc1");
        artifacts.ShouldContain(a => a.FileName.StartsWith("acme_core-4.5.6rc1-", StringComparison.Ordinal) && a.FileName.EndsWith(".whl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BuildingTwiceGivesTheSameBytes()
    {
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.WithProject("core", "acme-core", "1.0.0");
        var (context, first) = await bench.BuildAsync("acme-core");
        Directory.Delete(context.ArtifactsDirectory, recursive: true);
        (await bench.Adapter.Packager.BuildAsync(context, PythonBench.Cancellation)).Select(a => a.Sha256).ShouldBe(first.Select(a => a.Sha256));
    }

    [Fact]
    public async Task ABadTokenIsToldFromOtherFailuresAndIsNowhereWritten()
    {
        const string Good = "pypi-the-good-token-0123456789";
        const string Bad = "pypi-the-bad-token-9876543210";
        using var bench = await PythonBench.CreateAsync(token: Good, variables: new Dictionary<string, string> { ["TWINE_PASSWORD"] = Good, ["MY_TOKEN"] = Bad });
        bench.WithProject("core", "acme-core", "1.0.0");
        var (context, artifacts) = await bench.BuildAsync("acme-core", new Secret(Bad, "MY_TOKEN"));

        var problem = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Publisher.PublishAsync(context, artifacts, PythonBench.Cancellation));
        problem.Message.ShouldContain("MY_TOKEN");
        problem.Message.ShouldNotContain(Bad);

        // The variable of the user's environment is not used behind the back of who calls.
        var without = context with { Endpoint = context.Endpoint with { Token = null } };
        await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Publisher.PublishAsync(without, artifacts, PythonBench.Cancellation));

        var with = context with { Endpoint = context.Endpoint with { Token = new Secret(Good, "MY_TOKEN") } };
        await bench.Adapter.Publisher.PublishAsync(with, artifacts, PythonBench.Cancellation);
        bench.Logs("acme-core").ShouldNotContain(Bad);
        bench.Logs("acme-core").ShouldNotContain(Good);
    }

    [Fact]
    public async Task BuildFailuresCarryTheEndOfTheClientsOutput()
    {
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.WithProject("core", "acme-core", "1.0.0").With("core/hatch_build.py", "raise SystemExit('this backend is broken')\n");
        File.AppendAllText(bench.Files.Absolute(RelativePath.Parse("core/pyproject.toml")), "\n[tool.hatch.build.hooks.custom]\n");
        var problem = await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.BuildAsync("acme-core"));
        problem.Message.ShouldContain("this backend is broken");
        problem.Location!.File.ShouldBe("core/pyproject.toml");
    }

    [Fact]
    public async Task AnArtifactOfAnotherVersionOrWithALocalDependencyIsRefused()
    {
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.WithProject("core", "acme-core", "1.0.0").WithProject("b", "b", "1.0.0", "\"acme-core @ file:///tmp/core\"");
        File.AppendAllText(bench.Files.Absolute(RelativePath.Parse("b/pyproject.toml")), "\n[tool.hatch.metadata]\nallow-direct-references = true\n");
        var workspace = await bench.DiscoverAsync();
        var core = bench.Context(workspace.Find(new PackageId("python", "acme-core"))!, "1.0.1");
        await Coded.ThrowsAsync(BuildCodes.Version, () => bench.Adapter.Packager.BuildAsync(core, PythonBench.Cancellation));
        await Coded.ThrowsAsync(BuildCodes.Unpublishable, () => bench.BuildAsync("b"));
    }

    [Fact]
    public async Task WhatCannotBeInstalledOrImportedIsTold()
    {
        using var bench = await PythonBench.CreateAsync();
        bench.WithProject("a", "a-missing-dependency", "1.0.0", "\"acme-nowhere==9\"").WithProject("b", "b-undeclared", "1.0.0", "", "import pip");
        var (a, artifactsOfA) = await bench.BuildAsync("a-missing-dependency");
        await bench.Adapter.Publisher.PublishAsync(a, artifactsOfA, PythonBench.Cancellation);
        var install = await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.Adapter.Consumer.InstallAndLoadAsync(a, artifactsOfA, PythonBench.Cancellation));
        install.Message.ShouldContain("acme-nowhere");

        // pip is on this machine, yet not among the dependencies: a user might not have it.
        var (b, artifactsOfB) = await bench.BuildAsync("b-undeclared");
        await bench.Adapter.Publisher.PublishAsync(b, artifactsOfB, PythonBench.Cancellation);
        var load = await Coded.ThrowsAsync(VerifyCodes.Load, () => bench.Adapter.Consumer.InstallAndLoadAsync(b, artifactsOfB, PythonBench.Cancellation));
        load.Message.ShouldContain("No module named 'pip'");
    }

    [Fact]
    public async Task AMissingInterpreterIsNamedWithItsRemedy()
    {
        using var bench = await PythonBench.CreateAsync(registry: false);
        bench.WithProject("core", "acme-core", "1.0.0");
        if (Testing.Tool.Find("uv") is not null)
        {
            Assert.Skip("uv makes up for a missing interpreter");
        }

        var core = (await bench.DiscoverAsync()).Packages.ShouldHaveSingleItem();
        var context = bench.Context(core, "1.0.0", python: "./no/such/python");
        var missing = (await bench.Adapter.Packager.FindMissingToolsAsync(context, PythonBench.Cancellation)).ShouldHaveSingleItem();
        missing.Name.ShouldContain("no/such/python");
        missing.Remedy.ShouldContain("pip install build twine");
        await Coded.ThrowsAsync(ToolCodes.Missing, () => bench.Adapter.Packager.BuildAsync(context, PythonBench.Cancellation));
    }

    [Fact]
    public async Task ADescriptionThatTheIndexCouldNotRenderStopsTheUpload()
    {
        using var bench = await PythonBench.CreateAsync();
        bench.WithProject("core", "acme-core", "1.0.0").With("core/README.rst", "Title\n=====\n\n.. nonsense::\n\n  `open\n");
        var manifest = bench.Files.Absolute(RelativePath.Parse("core/pyproject.toml"));
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, PythonBench.Cancellation)).Replace("[project]", "[project]\nreadme = \"README.rst\"", StringComparison.Ordinal), PythonBench.Cancellation);
        var (context, artifacts) = await bench.BuildAsync("acme-core");
        var problem = await Coded.ThrowsAsync(PublishCodes.Failed, () => bench.Adapter.Publisher.PublishAsync(context, artifacts, PythonBench.Cancellation));
        problem.Message.ShouldContain("`long_description` has syntax errors");
        (await bench.Adapter.Registry.FindAsync(context, PythonBench.Cancellation)).ShouldBeNull();
    }

    [Fact]
    public void TheInstallCommandIsShortForThePublicIndex()
    {
        var adapter = PythonTree.Ecosystem;
        var context = new PackageContext
        {
            Id = new PackageId("python", "acme-core"), Version = "1.0", WorkspaceRoot = "/w", Directory = "/w", Manifest = "/w/pyproject.toml",
            ArtifactsDirectory = "/a", ScratchDirectory = "/s", LogDirectory = "/l", Endpoint = adapter.Registry.Default,
        };
        adapter.Consumer.InstallCommand(context).ShouldBe("pip install acme-core==1.0");
        var odd = context with { Endpoint = context.Endpoint with { Index = new Uri("https://index.example.test/simple/?a=1&b='$(x)'") } };
        adapter.Consumer.InstallCommand(odd).ShouldBe("pip install --index-url 'https://index.example.test/simple/?a=1&b=%27$(x)%27' acme-core==1.0");
        adapter.Registry.TokenVariables.ShouldBe(["UV_PUBLISH_TOKEN", "TWINE_PASSWORD", "PYPI_TOKEN"]);
        (adapter.Id, adapter.Aliases.Single()).ShouldBe(("python", "py"));
    }
}
