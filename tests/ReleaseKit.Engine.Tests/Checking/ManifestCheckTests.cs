using System.Net;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>What checks say about manifests: each with a case where it speaks and one where it has no reason to.</summary>
public sealed class ManifestCheckTests : IDisposable
{
    private const string Complete = "\"description\": \"d\", \"license\": \"MIT\", \"repository\": \"github:acme/a\"";
    private static readonly ICheck[] Checks = [new MembersCheck(), new MetadataCheck(), new LicencesCheck(), new DependenciesCheck(), new LockFilesCheck(), new ArtifactsCleanCheck()];
    private readonly CheckBench _bench = new();

    [Fact]
    public async Task WellKeptNpmPackagesPass()
    {
        _bench.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""")
            .Write("packages/a/package.json", $$"""{ "name": "@acme/a", "version": "1.0.0", {{Complete}}, "publishConfig": { "access": "public" }, "main": "lib/index", "bin": { "a": "bin/a.js" }, "dependencies": { "lodash": "^4.0.0" }, "devDependencies": { "x": "file:../x" } }""")
            .Write("packages/a/README.md", "a").Write("packages/a/lib/index.js", "").Write("packages/a/bin/a.js", "")
            .Write("packages/b/package.json", $$"""{ "name": "b", "version": "1.0.0", {{Complete}}, "main": "dist/index.js", "scripts": { "prepack": "build" }, "dependencies": { "@acme/a": "^1.0.0", "old": "latest" } }""")
            .Write("packages/b/readme.md", "b").Write("package-lock.json", """
                { "lockfileVersion": 3, "packages": { "": { "name": "root", "workspaces": ["packages/*"] },
                  "packages/a": { "name": "@acme/a", "version": "0.9.0", "dependencies": { "lodash": "^4.0.0" }, "devDependencies": { "x": "file:../x" } },
                  "packages/b": { "name": "b", "dependencies": { "@acme/a": "^1.0.0", "old": "latest" } } } }
                """).Initialize();
        await PassAsync();
    }

    [Fact]
    public async Task WellKeptPythonProjectsPass()
    {
        _bench.Write("pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n").Write("LICENSE", "MIT")
            .Write("libs/core/pyproject.toml", Project("acme-core", "dependencies = [\"Requests >=2.0, <3\"]")).Write("libs/core/README.md", "core")
            .Write("libs/api/pyproject.toml", Project("acme-api", "dependencies = [\"acme-core>=1.0\", \"acme-api-extra; extra == 'x'\"]\n[project.optional-dependencies]\nall = [\"acme-api[x]\"]") + "\n[tool.uv.sources]\nacme-core = { workspace = true }\n").Write("libs/api/README.md", "api")
            .Write("uv.lock", """
                version = 1
                [[package]]
                name = "acme-core"
                version = "1.0.0"
                source = { editable = "libs/core" }
                [package.metadata]
                requires-dist = [{ name = "requests", specifier = "<3,>=2.0" }]
                [[package]]
                name = "acme-api"
                source = { editable = "libs/api" }
                [package.metadata]
                requires-dist = [{ name = "acme-core", editable = "libs/core" }, { name = "acme-api-extra", marker = "extra == 'x'" }, { name = "acme-api", extras = ["x"] }]
                """).Initialize();
        await PassAsync();
    }

    [Fact]
    public async Task WellKeptDotNetProjectsPass()
    {
        _bench.Write("LICENSE.txt", "MIT").Write("README.md", "a").Write("Directory.Build.props", "<Project><PropertyGroup><Description>d</Description><PackageReadmeFile>README.md</PackageReadmeFile></PropertyGroup></Project>")
            .Write("src/Core/Acme.Core.csproj", CsProject("<Version>1.0.0</Version>", "<PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.1\" />"))
            .Write("src/Core/packages.lock.json", """{ "version": 1, "dependencies": { "net10.0": { "Newtonsoft.Json": { "type": "Direct", "requested": "[13.0.1, )" } } } }""").Initialize();
        await PassAsync();
    }

    [Theory]
    [InlineData("\"main\": \"dist/index.js\"", "RK-CHECK-METADATA", "dist/index.js")]
    [InlineData("\"bin\": \"cli.js\"", "RK-CHECK-METADATA", "cli.js")]
    [InlineData("\"dependencies\": { \"x\": \"file:../../elsewhere\" }", "RK-CHECK-DEPENDENCY", "file:../../elsewhere")]
    [InlineData("\"dependencies\": { \"x\": \"workspace:*\" }", "RK-CHECK-DEPENDENCY", "workspace:*")]
    [InlineData("\"dependencies\": { \"x\": \"^1.2 | 3\" }", "RK-CHECK-DEPENDENCY", "^1.2 | 3")]
    [InlineData("\"peerDependencies\": { \"x\": \"acme/x#main\" }", "RK-CHECK-DEPENDENCY-DOUBTFUL", "acme/x#main")]
    [InlineData("\"dependencies\": { \"x\": \"git+https://example.test/x.git\" }", "RK-CHECK-DEPENDENCY-DOUBTFUL", "git+https://example.test/x.git")]
    [InlineData("\"dependencies\": { \"a\": \"^1.0.0\" }", "RK-CHECK-DEPENDENCY-DOUBTFUL", "depends on itself")]
    public async Task WhatIsWrongWithAnNpmManifestIsToldAtItsPlace(string member, string code, string says)
    {
        _bench.Write("a/package.json", $$"""
            { "name": "a", "version": "1.0.0", {{Complete}},
              {{member}} }
            """).Write("a/README", "").Initialize();
        var problem = (await ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(says);
        problem.Location.ShouldNotBeNull().ShouldSatisfyAllConditions(l => l.File.ShouldBe("a/package.json"), l => l.Line.ShouldBe(2));
    }

    [Theory]
    [InlineData("readme = \"README.md\"", "RK-CHECK-METADATA-REFUSED", "README.md")]
    [InlineData("license = { file = \"COPYING\" }", "RK-CHECK-METADATA-REFUSED", "COPYING")]
    [InlineData("description = \"\"\"a\nb\"\"\"", "RK-CHECK-METADATA-REFUSED", "several lines")]
    [InlineData("license = \"MIT\"\nclassifiers = [\"License :: OSI Approved :: MIT License\"]", "RK-CHECK-METADATA", "PEP 639")]
    [InlineData("dependencies = [\"x @ https://example.test/x.whl\"]", "RK-CHECK-DEPENDENCY", "PyPI takes no such package")]
    [InlineData("dependencies = [\"acme-core[extra]\"]", "RK-CHECK-DEPENDENCY-DOUBTFUL", "requires itself")]
    [InlineData("dependencies = [\"x\"]\n[tool.uv.sources]\nx = { git = \"https://example.test/x.git\" }", "RK-CHECK-DEPENDENCY-DOUBTFUL", "whatever their index has")]
    public async Task WhatIsWrongWithAPythonManifestIsTold(string lines, string code, string says)
    {
        var keys = new[] { "description = \"d\"\n", "readme = { text = \"r\", content-type = \"text/plain\" }\n", "license = { text = \"MIT\" }\n", "requires-python = \">=3.9\"\n", "urls = { Source = \"https://example.test\" }\n" };
        _bench.Write("core/pyproject.toml", $"[project]\nname = \"acme-core\"\nversion = \"1.0.0\"\n{string.Concat(keys.Where(k => !lines.Contains(k[..k.IndexOf(' ', StringComparison.Ordinal)] + " =", StringComparison.Ordinal)))}{lines}\n").Initialize();
        var problem = (await ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(says);
        problem.Location.ShouldNotBeNull().File.ShouldBe("core/pyproject.toml");
    }

    [Theory]
    [InlineData("description = d\nlong_description = d\nurl = https://example.test\nlicense = MIT", "x @ https://example.test/x.whl", "RK-CHECK-DEPENDENCY", "PyPI takes no such package")]
    [InlineData("description = d\nlong_description = d\nurl = https://example.test\nlicense = MIT", "acme-core[extra]", "RK-CHECK-DEPENDENCY-DOUBTFUL", "requires itself")]
    [InlineData("description = d\nlong_description = file: NOTHING.md\nurl = https://example.test\nlicense = MIT", "x", "RK-CHECK-METADATA", "NOTHING.md")]
    [InlineData("description = d\nurl = https://example.test\nlicense = MIT", "x", "RK-CHECK-METADATA", "readme")]
    public async Task WhatIsWrongWithASetupConfigIsTold(string lines, string requirement, string code, string says)
    {
        _bench.Write("core/setup.cfg", $"[metadata]\nname = acme-core\nversion = 1.0.0\n{lines}\n[options]\npython_requires = >=3.9\ninstall_requires =\n  {requirement}\n").Write("core/pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\n").Initialize();
        var problem = (await ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(says);
        problem.Location.ShouldNotBeNull().File.ShouldBe("core/setup.cfg");
    }

    [Fact]
    public async Task APrivateIndexMayTakeAddresses()
    {
        _bench.Write("releasekit.toml", "[ecosystems.python]\nregistry_url = \"https://index.test/upload\"\nindex_url = \"https://index.test/simple\"\n").Write("LICENSE", "")
            .Write("core/pyproject.toml", Project("acme-core", "dependencies = [\"x @ https://example.test/x.whl\"]")).Write("core/README.md", "").Initialize();
        (await ProblemsAsync()).ShouldHaveSingleItem().Code.ShouldBe("RK-CHECK-DEPENDENCY-DOUBTFUL");
    }

    [Fact]
    public async Task ALocalVersionIsRefusedByPyPi()
    {
        _bench.Write("LICENSE", "").Write("core/pyproject.toml", Project("acme-core", "").Replace("1.0.0", "1.0.0+local", StringComparison.Ordinal)).Write("core/README.md", "").Initialize();
        (await _bench.RunAsync(new MetadataCheck())).Problems.ShouldHaveSingleItem().Code.ShouldBe("RK-CHECK-METADATA-REFUSED");
    }

    [Theory]
    [InlineData("<PackageLicenseExpression>MIT</PackageLicenseExpression><PackageLicenseFile>README.md</PackageLicenseFile>", "", "RK-CHECK-METADATA-REFUSED", "NU5033")]
    [InlineData("<PackageLicenseUrl>https://example.test</PackageLicenseUrl>", "", "RK-CHECK-METADATA", "NU5125")]
    [InlineData("<PackageIcon>icon.png</PackageIcon><PackageLicenseExpression>MIT</PackageLicenseExpression>", "", "RK-CHECK-METADATA", "NU5046")]
    [InlineData("<PackageLicenseExpression>MIT</PackageLicenseExpression>", "<PackageReference Include=\"acme.core\" Version=\"0.9.0\" />", "RK-CHECK-DEPENDENCY-DOUBTFUL", "references itself")]
    public async Task WhatIsWrongWithAProjectIsTold(string properties, string items, string code, string says)
    {
        _bench.Write("README.md", "").Write("src/Acme.Core.csproj", CsProject($"<Version>1.0.0</Version><Description>d</Description><PackageReadmeFile>README.md</PackageReadmeFile>{properties}", items)).Initialize();
        var problem = (await ProblemsAsync()).ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(says);
    }

    [Fact]
    public async Task WhatManyPackagesLackIsSaidOnce()
    {
        for (var i = 0; i < 12; i++)
        {
            _bench.Write($"p{i:00}/package.json", $$"""{ "name": "p{{i:00}}", "version": "1.0.0" }""");
        }

        _bench.Initialize();
        (await _bench.RunAsync(new LicencesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-CHECK-LICENCE"), p => p.Message.ShouldStartWith("npm:p00, npm:p01, npm:p02 and 9 more packages have no licence."));
        (await _bench.RunAsync(new MetadataCheck())).Problems.Select(p => p.Message[..p.Message.IndexOf('.', StringComparison.Ordinal)]).ShouldBe(
            new[] { "description", "readme", "repository" }.Select(lack => $"npm:p00, npm:p01, npm:p02 and 9 more packages have no {lack}"));
    }

    [Theory]
    [InlineData("x/core", HttpStatusCode.NotFound, "RK-CHECK-DEPENDENCY")]
    [InlineData("x/core", HttpStatusCode.OK, "RK-CHECK-DEPENDENCY-DOUBTFUL")]
    [InlineData("x/core", HttpStatusCode.Forbidden, "RK-CHECK-DEPENDENCY-DOUBTFUL")]
    public async Task ASiblingThatIsNotReleasedIsAnErrorWhenTheRegistryDoesNotKnowIt(string folder, HttpStatusCode status, string code)
    {
        _bench.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["x/*"] }""").Write($"{folder}/package.json", """{ "name": "core", "version": "1.0.0", "private": true }""")
            .Write("x/app/package.json", """{ "name": "app", "version": "1.0.0", "dependencies": { "core": "^1.0.0" } }""").Initialize();
        _bench.Registry["/core"] = (status, "{}");
        var problem = (await _bench.RunAsync(new DependenciesCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain("package.json says \"private\": true");
        problem.Location!.File.ShouldBe("x/app/package.json");
    }

    [Theory]
    [InlineData("package-lock.json", "{ \"lockfileVersion\": 3, \"packages\": { \"a\": {\n\"dependencies\": {\n\"lodash\": \"^3.0.0\" } } } }", 3)]
    [InlineData("package-lock.json", "{ \"lockfileVersion\": 3, \"packages\": {\n\"a\": { } } }", 2)]
    [InlineData("package-lock.json", """{ "lockfileVersion": 3, "packages": { "": { } } }""", 1)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters:\n  a:\n    dependencies:\n      lodash:\n        specifier: ^3.0.0\n        version: 3.0.0\npackages:\n  x: {}\n", 6)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters:\n  a: {}\n", 3)]
    [InlineData("yarn.lock", "# yarn lockfile v1\n\nother@^1.0.0:\n  version \"1.0.0\"\n", 1)]
    public async Task AnNpmLockFileThatIsStaleIsToldAtItsLine(string file, string text, int line)
    {
        _bench.Write("a/package.json", """{ "name": "a", "version": "1.0.0", "dependencies": { "lodash": "^4.0.0" } }""").Write(file, text).Initialize();
        var problem = (await _bench.RunAsync(new LockFilesCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-LOCK-STALE");
        (problem.Location!.File, problem.Location.Line).ShouldBe((file, line));
        problem.Message.ShouldContain(text.Contains("\"\": { }", StringComparison.Ordinal) ? "does not know a" : "'^4.0.0', which a/package.json(1) asks for");
    }

    [Theory]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters:\n  a:\n    dependencies:\n      lodash:\n        specifier: ^4.0.0\n        version: 4.0.0\npackages:\n  x: {}\n")]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\noverrides:\n  lodash@1: 2.0.0\nimporters:\n  a:\n    dependencies:\n      lodash:\n        specifier: 2.0.0\n        version: 2.0.0\n")]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n\n\"lodash@npm:^4.0.0, lodash@npm:^4.1.0\":\n  version: 4.0.0\n")]
    [InlineData("package-lock.json", """{ "lockfileVersion": 1, "dependencies": {} }""")]
    [InlineData("package-lock.json", "{")]
    public async Task AnNpmLockFileThatFitsOrCannotBeComparedPasses(string file, string text)
    {
        _bench.Write("a/package.json", """{ "name": "a", "version": "1.0.0", "dependencies": { "lodash": "^4.0.0" } }""").Write(file, text).Initialize();
        (await _bench.RunAsync(new LockFilesCheck())).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task AUvLockThatIsStaleIsTold()
    {
        _bench.Write("pyproject.toml", Project("acme", "dependencies = [\"requests>=2.0\"]")).Write("uv.lock", "[[package]]\nname = \"acme\"\nsource = { editable = \".\" }\n[package.metadata]\nrequires-dist = [{ name = \"requests\", specifier = \">=1.0\" }]\n").Initialize();
        (await _bench.RunAsync(new LockFilesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-LOCK-STALE"), p => p.Message.ShouldContain("'requests>=2.0', which pyproject.toml("), p => (p.Location!.File, p.Location.Line).ShouldBe(("uv.lock", 5)));
    }

    [Fact]
    public async Task AUvLockWithAnotherVersionOfAProjectIsToldAtItsEntry()
    {
        _bench.Write("pyproject.toml", Project("acme", "dependencies = []")).Write("uv.lock", "[[package]]\nname = \"acme\"\nversion = \"0.9.0\"\nsource = { editable = \".\" }\n").Initialize();
        (await _bench.RunAsync(new LockFilesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-CHECK-LOCK-STALE"), p => (p.Location!.File, p.Location.Line).ShouldBe(("uv.lock", 3)), p => p.Message.ShouldContain("0.9.0"));
    }

    [Theory]
    [InlineData("", "does not know 'requests'", 1)]
    [InlineData("[[package]]\nname = \"requests\"\nversion = \"1.9\"\n", "in version 1.9", 3)]
    [InlineData("[[package]]\nname = \"requests\"\nversion = \"2.1\"\n\n[[package]]\nname = \"acme\"\nversion = \"0.9\"\n[package.source]\ntype = \"directory\"\nurl = \".\"\n", "its manifest says 1.0.0", 7)]
    [InlineData("[[package]]\nname = \"requests\"\nversion = \"2.1\"\n", null, 0)]
    public async Task APoetryLockIsComparedWithWhatTheManifestAsksFor(string text, string? says, int line)
    {
        _bench.Write("pyproject.toml", Project("acme", "dependencies = [\"requests>=2.0\"]")).Write("poetry.lock", text).Initialize();
        var findings = await _bench.RunAsync(new LockFilesCheck());
        findings.Remark.ShouldBeEmpty();
        if (says is null)
        {
            findings.Problems.ShouldBeEmpty();
            return;
        }

        findings.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-CHECK-LOCK-STALE"), p => p.Message.ShouldContain(says), p => (p.Location!.File, p.Location.Line).ShouldBe(("poetry.lock", line)));
    }

    [Theory]
    [InlineData("\"Json\": { \"type\": \"Direct\",\n\"requested\": \"[12.0.0, )\" }", "Acme.App.csproj", 2)]
    [InlineData("\"Json\": { \"type\": \"Direct\", \"requested\": \"[13.0.1, )\" },\n\"acme.core\": { \"type\": \"Project\", \"dependencies\": {\n\"Acme.Base\": \"[0.9.0, )\" } }, \"acme.base\": { \"type\": \"Project\" }", "its project says 1.0.0", 3)]
    [InlineData("\"Json\": { \"type\": \"Direct\", \"requested\": \"[13.0.1, )\" },\n\"acme.core\": { \"type\": \"Project\", \"dependencies\": {\n\"Acme.Base\": \"[1.0.0, )\" } }, \"acme.base\": { \"type\": \"Project\" }", null, 0)]
    public async Task ANuGetLockIsComparedWithTheRangesAskedFor(string entries, string? says, int line)
    {
        _bench.Write("base/Acme.Base.csproj", CsProject("<Version>1.0.0</Version>", "")).Write("core/Acme.Core.csproj", CsProject("<Version>1.0.0</Version>", "<ProjectReference Include=\"../base/Acme.Base.csproj\" />"))
            .Write("app/Acme.App.csproj", CsProject("<Version>1.0.0</Version>", "<PackageReference Include=\"Json\" Version=\"13.0.1\" /><ProjectReference Include=\"../core/Acme.Core.csproj\" />"))
            .Write("app/packages.lock.json", $$"""{ "version": 1, "dependencies": { "net10.0": { {{entries}} } } }""").Initialize();
        var problems = (await _bench.RunAsync(new LockFilesCheck())).Problems;
        problems.Select(p => (p.Code, p.Location!.File, p.Location.Line)).ShouldBe(says is null ? [] : [("RK-CHECK-LOCK-STALE", "app/packages.lock.json", line)]);
        problems.ShouldAllBe(p => p.Message.Contains(says!));
    }

    [Fact]
    public async Task ThePlansEditsOfLockFilesMoveNothingElse()
    {
        _bench.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""").Write("packages/a/package.json", """{ "name": "a", "version": "1.0.0" }""")
            .Write("package-lock.json", """{ "name": "root", "lockfileVersion": 3, "packages": { "": { "name": "root" }, "packages/a": { "name": "a", "version": "1.0.0" }, "node_modules/ms": { "version": "1.0.0" } } }""").Initialize("a-v1.0.0");
        _bench.Write("packages/a/index.js", "").Workspace.Commit("feat: more");
        var findings = await _bench.RunAsync(new ThirdPartiesCheck());
        findings.Problems.ShouldBeEmpty();
        findings.Remark.ShouldBe("Compared before and after: package-lock.json.");
        var greedy = await _bench.RunAsync(new ThirdPartiesCheck(), context => context with { Ecosystems = new EcosystemCatalog([.. context.Ecosystems.Adapters.Select(a => a with { Workspace = new Locks.Greedy(a.Workspace) })]) });
        greedy.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-LOCK-MOVED"), p => p.Message.ShouldContain("node_modules/ms"));
    }

    [Fact]
    public async Task ANuGetLockThatIsStaleIsTold()
    {
        _bench.Write("Acme.Core.csproj", CsProject("<Version>1.0.0</Version>", "<PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.1\" />")).Write("packages.lock.json", """{ "version": 1, "dependencies": { "net10.0": {} } }""").Initialize();
        (await _bench.RunAsync(new LockFilesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-LOCK-STALE"), p => p.Message.ShouldContain("Newtonsoft.Json"));
    }

    [Fact]
    public async Task WhereThereIsNoLockFileIsARemark()
    {
        _bench.Write("a/package.json", """{ "name": "a", "version": "1.0.0" }""").Initialize();
        (await _bench.RunAsync(new LockFilesCheck())).Remark.ShouldContain("npm");
    }

    [Theory]
    [InlineData("", "a/acme-a-0.9.0.tgz", true)]
    [InlineData(", \"files\": [\"lib\"]", "a/acme-a-0.9.0.tgz", false)]
    [InlineData("", "a/test/acme-a-0.9.0.tgz", false)]
    [InlineData("", "a/fixture.tgz", false)]
    public async Task TarballsThatNpmWouldPackAreTold(string more, string file, bool warns)
    {
        _bench.Write("a/package.json", $$"""{ "name": "@acme/a", "version": "1.0.0"{{more}} }""").Write(file, "").Initialize();
        (await _bench.CodesAsync(new ArtifactsCleanCheck())).ShouldBe(warns ? ["RK-CHECK-LEFTOVERS"] : []);
    }

    [Theory]
    [InlineData("core/dist/acme_core-0.9.0-py3-none-any.whl", true)]
    [InlineData("core/tests/acme_core-0.9.0-py3-none-any.whl", false)]
    [InlineData("core/dist/other-0.9.0.tar.gz", false)]
    public async Task DistributionsThatABuildWouldTakeAlongAreTold(string file, bool warns)
    {
        _bench.Write("core/pyproject.toml", Project("acme-core", "")).Write(file, "").Initialize();
        (await _bench.CodesAsync(new ArtifactsCleanCheck())).ShouldBe(warns ? ["RK-CHECK-LEFTOVERS"] : []);
    }

    [Fact]
    public async Task PatternsThatFitNothingOrWhatGitIgnoresAreToldWithTheirLine()
    {
        _bench.Write("package.json", """
            { "name": "root", "private": true, "workspaces": [
              "packages/*",
              "apps/*",
              "generated/*", "!packages/old" ] }
            """).Write("packages/a/package.json", """{ "name": "a", "version": "1.0.0" }""").Write(".gitignore", "generated/g/\n").Write("generated/g/package.json", """{ "name": "g", "version": "1.0.0" }""")
            .Write("pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\", \"tools/none\"]\n").Write("libs/core/pyproject.toml", Project("acme-core", "")).Initialize();
        (await _bench.RunAsync(new MembersCheck())).Problems.Select(p => $"{p.Code} {p.Location!.File}:{p.Location.Line} {(p.Message.Contains("git ignores", StringComparison.Ordinal) ? "ignored" : "nothing")}").ShouldBe(
        [
            "RK-CHECK-MEMBERS pyproject.toml:2 nothing", "RK-CHECK-MEMBERS package.json:3 nothing", "RK-CHECK-MEMBERS package.json:4 ignored",
        ], ignoreOrder: true);
    }

    public void Dispose() => _bench.Dispose();

    private static string Project(string name, string more) =>
        $"[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n[project]\nname = \"{name}\"\nversion = \"1.0.0\"\ndescription = \"d\"\nreadme = \"README.md\"\nrequires-python = \">=3.9\"\nurls = {{ Source = \"https://example.test\" }}\n{more}\n";

    private static string CsProject(string properties, string items) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>";

    private async Task PassAsync()
    {
        foreach (var check in Checks)
        {
            (await _bench.RunAsync(check)).Problems.Select(p => p.ToString()).ShouldBeEmpty(check.Name);
        }
    }

    private async Task<Diagnostic[]> ProblemsAsync()
    {
        var context = await _bench.ContextAsync();
        var found = await Task.WhenAll(Checks.Select(c => c.RunAsync(context, CheckBench.Token)));
        return [.. found.SelectMany(f => f.Problems)];
    }
}
