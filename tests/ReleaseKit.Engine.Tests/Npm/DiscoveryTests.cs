using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class DiscoveryTests
{
    [Fact]
    public void AMemberHasItsPlacesAndItsVersion()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages: ['packages/*']\n").WithPackage("packages/core", "@acme/core", "1.2.3");
        tree.Find("@acme/core").ShouldSatisfyAllConditions(
            p => p.Id.ShouldBe(new PackageId("npm", "@acme/core")),
            p => p.Directory.Value.ShouldBe("packages/core"),
            p => p.Manifest.Value.ShouldBe("packages/core/package.json"),
            p => p.Version.ShouldBe("1.2.3"),
            p => p.VersionFile.ShouldBe(p.Manifest),
            p => p.VersionLocation.ShouldBe(new SourceLocation("packages/core/package.json", 3, 14, 3, 21)),
            p => p.Publishable.ShouldBeTrue(),
            p => p.NotPublishableReason.ShouldBeNull(),
            p => p.Registry.ShouldBeNull(),
            p => p.Dependencies.ShouldBeEmpty());
    }

    [Fact]
    public void OfPackagesWithOneNameThePublishedOneCounts()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "same", more: "\"private\": true").WithPackage("b", "same").WithPackage("c", "same", more: "\"private\": true, \"dependencies\": { \"same\": \"*\" }");
        tree.Find("same").Directory.Value.ShouldBe("b");
    }

    [Fact]
    public void OfPrivatePackagesWithOneNameTheFirstCounts()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("b", "same", more: "\"private\": true").WithPackage("a", "same", more: "\"private\": true");
        tree.Find("same").ShouldSatisfyAllConditions(p => p.Directory.Value.ShouldBe("a"), p => p.Dependencies.ShouldBeEmpty());
    }

    [Fact]
    public void APackageBesideAWorkspaceIsNotReleasedByAccident()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages: ['*']\n", "js").WithPackage("js/core", "core").WithPackage("samples/one", "sample").WithPackage("samples/two", "sample");
        tree.Find("core").Publishable.ShouldBeTrue();
        tree.Find("sample").ShouldSatisfyAllConditions(
            p => p.Publishable.ShouldBeFalse(),
            p => p.NotPublishableReason.ShouldBe("it is no member of the workspace js; publishable = true in samples/one/releasekit.toml releases it all the same"));
    }

    [Fact]
    public void APackageWithinAnotherIsNotReleasedByAccident()
    {
        using var tree = new NpmTree().WithPackage("", "library").WithPackage("examples/one", "example");
        tree.Find("library").Publishable.ShouldBeTrue();
        tree.Find("example").NotPublishableReason!.ShouldStartWith("it lies in the folder of the package at the root; ");
    }

    [Theory]
    [InlineData("""{ "packages": ["libs/*"] }""", "libs/a")]
    [InlineData("""{ "version": "independent" }""", "packages/a")]
    public void LernaListsMembersWhereNoClientDoes(string lerna, string directory)
    {
        using var tree = new NpmTree().With("package.json", """{ "name": "root", "private": true }""").With("lerna.json", lerna)
            .WithPackage(directory, "a").WithPackage("elsewhere/b", "b").WithPackage(directory[..^1] + "c", "c", more: "\"dependencies\": { \"a\": \"^1.0.0\" }");
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "c"]);
        tree.Find("c").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(DependencySource.Workspace);
    }

    [Theory]
    [InlineData("false", DependencySource.Workspace)]
    [InlineData("true", DependencySource.Registry)]
    public void RushListsItsProjects(string useWorkspaces, DependencySource range)
    {
        using var tree = new NpmTree()
            .With("rush.json", $$"""
                /* Rush */ {
                  "pnpmOptions": { "useWorkspaces": {{useWorkspaces}} },
                  "projects": [
                    { "packageName": "a", "projectFolder": "apps/deep/a" }, // first
                    { "packageName": "b", "projectFolder": "libs/b" },
                  ],
                }
                """)
            .WithPackage("apps/deep/a", "a", more: "\"dependencies\": { \"b\": \"^1.0.0\" }").WithPackage("libs/b", "b").WithPackage("common/c", "c");
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "b"]);
        tree.Find("a").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(range);
    }

    [Theory]
    [InlineData("\"private\": true")]
    [InlineData("\"_\": { \"publish\": false }")]
    public void AMemberMayForbidItsUpload(string more)
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a", more: more);
        var package = tree.Find("a");
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason.ShouldNotBeNullOrEmpty();
        package.Version.ShouldBe("1.0.0");
    }

    [Fact]
    public void AMemberWithoutAVersionCannotBeUploaded()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").With("a/package.json", """{ "name": "a" }""");
        tree.Find("a").ShouldSatisfyAllConditions(p => p.Version.ShouldBeNull(), p => p.VersionLocation.ShouldBeNull(), p => p.Publishable.ShouldBeFalse());
    }

    [Theory]
    [InlineData("\"publishConfig\": { \"registry\": \"https://npm.example.test/\" }", "https://npm.example.test/")]
    [InlineData("\"publishConfig\": { \"registry\": \"https://a.test/\", \"@acme:registry\": \"https://b.test/\" }", "https://b.test/")]
    [InlineData("\"_\": { \"registry\": \"https://old.test/npm/\" }", "https://old.test/npm/")]
    [InlineData("\"_\": { \"registry\": \"forgejo\" }", null)]
    public void TheManifestMayNameItsRegistry(string more, string? expected)
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "@acme/a", more: more);
        tree.Find("@acme/a").Registry.ShouldBe(expected);
    }

    [Theory]
    [InlineData("\"npm.example.test\"")]
    [InlineData("\"https://me:secret@npm.example.test/\"")]
    [InlineData("\"file:///etc/passwd\"")]
    [InlineData("7")]
    public void ARegistryIsAnAddressWithoutCredentials(string registry)
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a", more: $"\"publishConfig\": {{ \"registry\": {registry} }}");
        var problem = tree.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-MANIFEST-INVALID");
        problem.Location!.Line.ShouldBe(4);
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void UnnamedPackagesAreNoPackages()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages: ['*']\n")
            .With("a/package.json", """{ "private": true }""").With("b/package.json", """{ "version": "1.0.0" }""").WithPackage("c", "c");
        tree.Discover().Select(p => p.Name).ShouldBe(["c", "root"]);
    }

    [Fact]
    public void PnpmsRootIsAMemberAndNpmsRootOnlyWithRangesOrSomethingToPublish()
    {
        using var pnpm = new NpmTree().WithPnpmRoot("packages: ['*']\n").WithPackage("a", "a");
        pnpm.Discover().Select(p => p.Name).ShouldBe(["a", "root"]);

        using var npm = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a");
        npm.Discover().Select(p => p.Name).ShouldBe(["a"]);

        using var withRange = new NpmTree().WithPackage("a", "a")
            .With("package.json", """{ "name": "root", "private": true, "workspaces": ["a"], "devDependencies": { "a": "^1.0.0" } }""");
        withRange.Discover().Select(p => (p.Name, p.Publishable)).ShouldBe([("a", true), ("root", false)]);

        using var published = new NpmTree().WithPackage("", "main", more: "\"workspaces\": [\"a\"]").WithPackage("a", "a");
        published.Discover().Select(p => (p.Name, p.Publishable)).ShouldBe([("a", true), ("main", true)]);
    }

    [Fact]
    public void OutsideWorkspacesAPublicPackageStandsAlone()
    {
        using var tree = new NpmTree()
            .WithPackage("tools/cli", "cli").WithPackage("tools/hidden", "hidden", more: "\"private\": true").With("docs/package.json", """{ "name": "docs" }""")
            .WithNpmRoot("[\"packages/*\"]", "js").WithPackage("js/packages/a", "a").WithPackage("js/fixtures/f", "f");
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "cli"]);
    }

    [Fact]
    public void OnlyTheEcosystemsRootIsLookedAt()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"packages/*\", \"../common/*\"]", "js").WithPackage("js/packages/a", "a")
            .WithPackage("common/s", "s").WithPackage("other", "other");
        tree.Discover("js").Select(p => p.Name).ShouldBe(["a", "s"]);
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "other", "s"]);
    }

    [Fact]
    public void WhatLiesInAWorkspaceDefinesNone()
    {
        using var tree = new NpmTree()
            .WithPnpmRoot("packages: ['packages/**']\n").WithPackage("packages/a", "a")
            .With("packages/sub/pnpm-workspace.yaml", "packages: 7\n").WithPackage("packages/sub", "sub")
            .WithPackage("packages/sub/y", "y", more: "\"dependencies\": { \"sub\": \"workspace:*\" }")
            .WithNpmRoot("[\"*\"]", "examples").WithPackage("examples/a", "a").With("fixtures/lerna.json", "").WithPackage("fixtures/packages/a", "a");
        tree.Discover().Select(p => (p.Name, p.Directory.Value)).ShouldBe([("a", "packages/a"), ("root", ""), ("sub", "packages/sub"), ("y", "packages/sub/y")]);
        tree.Find("y").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(DependencySource.Workspace);
    }

    [Fact]
    public void AMembersOwnWorkspacesCountInYarnOnly()
    {
        static NpmTree Nested() => new NpmTree().WithNpmRoot("[\"packages/*\"]")
            .WithPackage("packages/a", "a", more: "\"workspaces\": [\"inner/*\"]").WithPackage("packages/a/inner/b", "b");

        using var npm = Nested();
        npm.Discover().Select(p => p.Name).ShouldBe(["a"]);
        using var yarn = Nested().With("yarn.lock", "");
        yarn.Discover().Select(p => p.Name).ShouldBe(["a", "b"]);
        using var named = Nested().With("package.json", """{ "packageManager": "yarn@4.1.0", "private": true, "workspaces": { "packages": ["packages/*"] } }""");
        named.Discover().Select(p => p.Name).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("""["packages/*"]""", "ab,a,b,z")]
    [InlineData("""["packages/*/"]""", "ab,a,b,z")]
    [InlineData("""["packages/**", "!packages/b"]""", "ab,a,z")]
    [InlineData("""["!packages/b/**", "packages/**"]""", "ab,a,z")]
    [InlineData("""["packages/**"]""", "ab,a,b,nested,z")]
    [InlineData("""["{packages,libs}/*"]""", "ab,a,b,x,z")]
    public void YarnsPatternsExcludeWhatIsBelow(string patterns, string expected)
    {
        // As `yarn workspaces list` of Yarn 4.18.1 has it.
        using var tree = new NpmTree().WithNpmRoot(patterns).With("yarn.lock", "").WithPackage("packages", "packages").WithPackage("packages/b", "b")
            .WithPackage("packages/b/nested", "nested").WithPackage("packages/.hidden", "hidden").WithPackage("packages/ab", "ab").WithPackage("libs/x", "x")
            .WithPackage("packages/a", "a", more: "\"workspaces\": [\"inner/*\"]").WithPackage("packages/a/inner/z", "z");
        tree.Discover().Select(p => p.Name).ShouldBe(expected.Split(','), ignoreOrder: true);
    }

    [Fact]
    public void SettingsAloneMakeAWorkspaceOfOne()
    {
        using var tree = new NpmTree().With("pnpm-workspace.yaml", "onlyBuiltDependencies: [esbuild]\n").WithPackage("", "single").WithPackage("packages/a", "a");
        tree.Discover().Select(p => p.Name).ShouldBe(["single"]);
    }

    [Fact]
    public void ConfigurationExcludesBeforeAnythingIsReported()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"packages/*\"]").WithPackage("packages/a", "a").With("packages/bad/package.json", "{")
            .With("examples/e/package.json", """{ "workspaces": 7 }""").WithPackage("examples/e/x", "x");
        tree.Discover("", "packages/bad", "examples").Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void WhatIsNoMemberMayBeBroken()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"packages/*\"]").WithPackage("packages/a", "a").With("fixtures/bad/package.json", "{");
        tree.Discover().Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void EveryProblemIsToldWithItsPlace()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages: ['*', 'x{1..3}']\n")
            .With("a/package.json", "{\n  \"name\": \"a\",\n}\n")
            .With("b/package.json", """{ "name": 7, "version": "1.0.0" }""")
            .With("c/package.json", """{ "name": "c", "version": "v1" }""")
            .With("d/package.json", """{ "name": "d", "version": "1.0.0", "dependencies": { "x": 1 }, "devDependencies": "y" }""")
            .With("e/package.json", "[]")
            .With("f/package.yaml", "name: f\n");
        tree.Problems().Select(p => (p.Code, p.Location!.File, p.Location.Line)).ShouldBe(
        [
            ("RK-MANIFEST-SYNTAX", "a/package.json", 3),
            ("RK-MANIFEST-INVALID", "b/package.json", 1),
            ("RK-MANIFEST-INVALID", "c/package.json", 1),
            ("RK-MANIFEST-INVALID", "d/package.json", 1),
            ("RK-MANIFEST-INVALID", "d/package.json", 1),
            ("RK-MANIFEST-INVALID", "e/package.json", 1),
            ("RK-MANIFEST-INVALID", "f/package.yaml", 0),
            ("RK-MANIFEST-INVALID", "pnpm-workspace.yaml", 1),
        ]);
    }

    [Theory]
    [InlineData("packages: {a: b}\n")]
    [InlineData("packages: [a, {b: c}]\n")]
    [InlineData("packages: ['../../outside/*']\n")]
    public void AWorkspaceDefinitionMustBeAListOfPatternsInTheRepository(string yaml)
    {
        using var tree = new NpmTree().WithPnpmRoot(yaml);
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-MANIFEST-INVALID"), p => p.Location!.File.ShouldBe("pnpm-workspace.yaml"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"packages/*\"")]
    [InlineData("[7]")]
    [InlineData("{ \"packages\": \"a\" }")]
    public void AWorkspacesFieldMustBeAListOfPatterns(string workspaces)
    {
        using var tree = new NpmTree().WithNpmRoot(workspaces);
        tree.Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-MANIFEST-INVALID");
    }

    [Fact]
    public void BrokenYamlIsToldWithItsPlace()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages:\n  - 'a\n");
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-MANIFEST-SYNTAX"), p => p.Location!.File.ShouldBe("pnpm-workspace.yaml"));
    }

    [Theory]
    [InlineData("-rf")]
    [InlineData("--registry=https://evil.test")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("@acme/../x")]
    [InlineData("@acme/-x")]
    [InlineData("@-acme/x")]
    [InlineData(".hidden")]
    [InlineData("_x")]
    [InlineData("a\\nb")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("@acme/")]
    [InlineData("@/x")]
    [InlineData("@acme/a/b")]
    [InlineData("a\\u0000")]
    [InlineData("a\\u202eb")]
    [InlineData("ünicode")]
    [InlineData("node_modules")]
    [InlineData("a;rm")]
    [InlineData("a%2fb")]
    [InlineData("$(x)")]
    [InlineData("a\\\\b")]
    public void AHostileNameIsRefusedWithItsPlace(string name)
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", name);
        var problem = tree.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-MANIFEST-INVALID");
        (problem.Location!.File, problem.Location.Line, problem.Location.Column).ShouldBe(("a/package.json", 2, 11));
        problem.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void AnOverlongNameIsRefused()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", new string('a', 215)).WithPackage("b", new string('b', 214));
        tree.Problems().ShouldHaveSingleItem().Message.Length.ShouldBeLessThan(300);
    }

    [Theory]
    [InlineData("JSONStream")]
    [InlineData("@Acme/Core.js")]
    [InlineData("a_b-c.d1")]
    public void OldNamesStayUsable(string name)
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", name);
        tree.Discover().ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public void APrivatePackageMayHaveANameThatNobodyCanDependOn()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "My App", more: "\"private\": true").WithPackage("b", "b");
        tree.Discover().Select(p => p.Name).ShouldBe(["b"]);
    }

    [Fact]
    public void TwoPackagesCannotHaveOneName()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "same").WithPackage("b", "same");
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-MANIFEST-INVALID"), p => p.Location!.File.ShouldBe("b/package.json"), p => p.Message.ShouldContain("a/package.json"));
    }

    [Fact]
    public async Task DeletedFilesOfAListingAreNoPackages()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a");
        RelativePath[] listing = [.. new[] { "package.json", "a/package.json", "gone/package.json", "b/pnpm-workspace.yaml" }.Select(RelativePath.Parse)];
        var request = new DiscoveryRequest(tree.Files, [.. listing], RelativePath.Root, _ => false);
        (await NpmTree.Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken)).Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void ARepositoryWithoutJavaScriptHasNoPackages()
    {
        using var tree = new NpmTree().With("pyproject.toml", "");
        tree.Discover().ShouldBeEmpty();
    }
}
