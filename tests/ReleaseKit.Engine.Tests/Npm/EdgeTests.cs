using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class EdgeTests
{
    private const DependencySource Workspace = DependencySource.Workspace;
    private const DependencySource Registry = DependencySource.Registry;

    private static NpmTree Npm(string specifier, string block = "dependencies", string name = "@acme/core", string coreVersion = "1.2.0") => new NpmTree()
        .WithNpmRoot("[\"packages/*\"]")
        .WithPackage("packages/core", "@acme/core", coreVersion)
        .WithPackage("packages/b", "b", more: $"\"{block}\": {{ \"{name}\": \"{specifier}\" }}");

    private static NpmTree Pnpm(string specifier, string block = "dependencies", string name = "@acme/core", string coreVersion = "1.2.0", string yaml = "") =>
        Npm(specifier, block, name, coreVersion).With("package.json", "{}").With("pnpm-workspace.yaml", $"packages: ['packages/*']\n{yaml}");

    private static DependencySource SourceOf(NpmTree tree)
    {
        using (tree)
        {
            return tree.Find("b").Dependencies.ShouldHaveSingleItem().Source;
        }
    }

    [Theory]
    [InlineData("^1.0.0", Workspace)]
    [InlineData("1.2.0", Workspace)]
    [InlineData("~1.1.0", Registry)]
    [InlineData("^2.0.0", Registry)]
    [InlineData("*", Workspace)]
    [InlineData("", Workspace)]
    [InlineData("latest", Registry)]
    [InlineData("github:acme/core", Registry)]
    [InlineData("https://example.test/core.tgz", Registry)]
    [InlineData("file:../core", Workspace)]
    [InlineData("file:../core/", Workspace)]
    [InlineData("../core", Workspace)]
    [InlineData("link:../core", Workspace)]
    [InlineData("portal:../core", Workspace)]
    [InlineData("workspace:*", Workspace)]
    [InlineData("workspace:^9.0.0", Workspace)]
    [InlineData("npm:@acme/core@^1.0.0", Registry)]
    public void NpmLinksWhatTheMemberSatisfies(string specifier, DependencySource expected) => SourceOf(Npm(specifier)).ShouldBe(expected);

    [Theory]
    [InlineData("^1.0.0", Registry)]
    [InlineData("*", Registry)]
    [InlineData("workspace:*", Workspace)]
    [InlineData("workspace:^", Workspace)]
    [InlineData("workspace:~1.0", Workspace)]
    [InlineData("workspace:../core", Workspace)]
    [InlineData("link:../core", Workspace)]
    public void PnpmLinksTheProtocolsOnly(string specifier, DependencySource expected) => SourceOf(Pnpm(specifier)).ShouldBe(expected);

    [Theory]
    [InlineData("linkWorkspacePackages: true\n", Workspace)]
    [InlineData("linkWorkspacePackages: deep\n", Workspace)]
    [InlineData("linkWorkspacePackages: false\n", Registry)]
    public void PnpmLinksRangesWhenToldSo(string yaml, DependencySource expected)
    {
        SourceOf(Pnpm("^1.0.0", yaml: yaml)).ShouldBe(expected);
        SourceOf(Pnpm("^2.0.0", yaml: yaml)).ShouldBe(Registry);
    }

    [Fact]
    public void PnpmsSettingMayStandInNpmrcAndTheWorkspaceFileWins()
    {
        SourceOf(Pnpm("^1.0.0").With(".npmrc", "; comment\nlink-workspace-packages = true\n")).ShouldBe(Workspace);
        SourceOf(Pnpm("^1.0.0", yaml: "linkWorkspacePackages: false\n").With(".npmrc", "link-workspace-packages=true\n")).ShouldBe(Registry);
    }

    [Fact]
    public void AWildcardTakesAPrereleaseOfAMember() => SourceOf(Npm("*", coreVersion: "2.0.0-rc.1")).ShouldBe(Workspace);

    [Theory]
    [InlineData("workspace:@acme/core@^", "renamed")]
    [InlineData("npm:@acme/core@^1.0.0", "renamed")]
    [InlineData("workspace:../core", "renamed")]
    public void AnAliasIsAnEdgeToWhatItNames(string specifier, string key)
    {
        using var tree = Pnpm(specifier, name: key, yaml: "linkWorkspacePackages: true\n");
        var edge = tree.Find("b").Dependencies.ShouldHaveSingleItem();
        edge.Id.ShouldBe(new PackageId("npm", "@acme/core"));
        edge.Source.ShouldBe(Workspace);
        edge.Range.ShouldBe(specifier);
    }

    [Fact]
    public void YarnNamesAMembersFolderFromTheRoot()
    {
        using var tree = Npm("workspace:packages/core").With("yarn.lock", "");
        tree.Find("b").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(Workspace);
    }

    [Fact]
    public void AnEdgeKnowsItsKindAndItsPlace()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a").With("b/package.json", """
            {
              "name": "b",
              "version": "1.0.0",
              "devDependencies": { "a": "^1.0.0", "left-pad": "1" },
              "peerDependencies": { "a": ">=1" },
              "optionalDependencies": { "a": "~1.0.0" },
              "dependencies": {
                "a": "1.x"
              }
            }
            """);
        var edges = tree.Find("b").Dependencies;
        edges.Select(e => (e.Kind, e.Range, e.Location!.Line, e.Location.Column)).ShouldBe(
        [
            (DependencyKind.Runtime, "1.x", 8, 10),
            (DependencyKind.Dev, "^1.0.0", 4, 29),
            (DependencyKind.Peer, ">=1", 5, 30),
            (DependencyKind.Optional, "~1.0.0", 6, 34),
        ]);
        edges.ShouldAllBe(e => e.DeclaredIn.Value == "b/package.json" && e.Source == Workspace);
    }

    [Fact]
    public void APeerIsMetByTheMemberThatAnotherEntryLinks()
    {
        using var tree = new NpmTree().WithPnpmRoot("packages: ['*']\n").WithPackage("a", "a", "1.5.0")
            .WithPackage("b", "b", more: """ "peerDependencies": { "a": "^1.0.0" }, "devDependencies": { "a": "workspace:*" } """)
            .WithPackage("c", "c", more: """ "peerDependencies": { "a": "^1.0.0" } """)
            .WithPackage("d", "d", more: """ "peerDependencies": { "a": "^0.9.0" }, "devDependencies": { "a": "workspace:*" } """);
        tree.Find("b").Dependencies.Select(e => e.Source).ShouldBe([Workspace, Workspace]);
        tree.Find("c").Dependencies.Select(e => e.Source).ShouldBe([Registry]);
        tree.Find("d").Dependencies.Select(e => (e.Kind, e.Source)).ShouldBe([(DependencyKind.Dev, Workspace), (DependencyKind.Peer, Registry)]);
    }

    [Fact]
    public void ACatalogueGivesTheRangeAndItsPlace()
    {
        const string Yaml = """
            packages: ['*']
            linkWorkspacePackages: true
            catalog:
              a: ^1.0.0
            catalogs:
              old:
                "a": '^0.9.0'

            """;
        using var tree = new NpmTree().WithPnpmRoot(Yaml).WithPackage("a", "a")
            .WithPackage("b", "b", more: """ "dependencies": { "a": "catalog:" }, "devDependencies": { "a": "catalog:default" } """)
            .WithPackage("c", "c", more: """ "dependencies": { "a": "catalog:old", "react": "catalog:" } """);
        var edge = tree.Find("b").Dependencies[0];
        edge.ShouldSatisfyAllConditions(
            e => e.Range.ShouldBe("^1.0.0"),
            e => e.Source.ShouldBe(Workspace),
            e => e.DeclaredIn.Value.ShouldBe("pnpm-workspace.yaml"),
            e => (e.Location!.File, e.Location.Line, e.Location.Column).ShouldBe(("pnpm-workspace.yaml", 4, 6)));
        tree.Find("b").Dependencies.Length.ShouldBe(2);
        tree.Find("c").Dependencies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Range.ShouldBe("^0.9.0"), e => e.Source.ShouldBe(Registry));
    }

    [Theory]
    [InlineData("\"workspaces\": { \"packages\": [\"*\"], \"catalog\": { \"a\": \"^1.0.0\" }, \"catalogs\": { \"old\": { \"a\": \"^0.9.0\" } } }", null, "package.json")]
    [InlineData("\"workspaces\": [\"*\"], \"catalog\": { \"a\": \"^1.0.0\" }, \"catalogs\": { \"old\": { \"a\": \"^0.9.0\" } }", null, "package.json")]
    [InlineData("\"workspaces\": [\"*\"], \"packageManager\": \"yarn@4.10.0\"", "nodeLinker: node-modules\ncatalog:\n  a: ^1.0.0\ncatalogs:\n  old:\n    a: ^0.9.0\n", ".yarnrc.yml")]
    public void BunAndYarnHaveCataloguesToo(string root, string? settings, string file)
    {
        using var tree = new NpmTree().With("package.json", $"{{ \"name\": \"root\", \"private\": true, {root} }}").WithPackage("a", "a")
            .WithPackage("b", "b", more: "\"dependencies\": { \"a\": \"catalog:\", \"react\": \"catalog:\" }").WithPackage("c", "c", more: "\"dependencies\": { \"a\": \"catalog:old\" }");
        if (settings is not null)
        {
            tree.With(".yarnrc.yml", settings);
        }

        tree.Find("b").Dependencies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Range.ShouldBe("^1.0.0"), e => e.Source.ShouldBe(Workspace), e => e.DeclaredIn.Value.ShouldBe(file), e => e.Location!.File.ShouldBe(file));
        tree.Find("c").Dependencies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Range.ShouldBe("^0.9.0"), e => e.Source.ShouldBe(Registry));
    }

    [Fact]
    public void AMemberThatNoCatalogueKnowsIsAProblem()
    {
        using var tree = Pnpm("catalog:none");
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-MANIFEST-INVALID"), p => p.Location!.File.ShouldBe("packages/b/package.json"), p => p.Location!.Line.ShouldBe(4));
    }

    [Fact]
    public void PackagesOfDifferentWorkspacesMeetByPathOnly()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]", "one").WithPackage("one/a", "a").WithNpmRoot("[\"*\"]", "two")
            .WithPackage("two/b", "b", more: """ "dependencies": { "a": "^1.0.0" }""")
            .WithPackage("two/c", "c", more: """ "dependencies": { "a": "file:../../one/a" }""");
        tree.Find("b").Dependencies.ShouldBeEmpty();
        tree.Find("c").Dependencies.ShouldHaveSingleItem().Source.ShouldBe(Workspace);
    }

    [Fact]
    public void APackageIsNoDependencyOfItself()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("a", "a", more: """ "devDependencies": { "a": "^1.0.0" }""");
        tree.Find("a").Dependencies.ShouldBeEmpty();
    }

    [Fact]
    public void FoldersMayHaveSpacesAndOtherScripts()
    {
        using var tree = new NpmTree().WithNpmRoot("[\"*\"]").WithPackage("ü ö", "a")
            .WithPackage("b", "b", more: """ "dependencies": { "a": "file:../ü ö" }, "devDependencies": { "a": "file:../%C3%BC%20%C3%B6" }""");
        tree.Find("b").Dependencies.Length.ShouldBe(2);
    }
}
