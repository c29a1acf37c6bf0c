using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class EditTests
{
    private const string Manifest = "\uFEFF{\r\n\t\"version\" : \"1.0.0\",\r\n\t\"name\":\"b\",\r\n\t\"dependencies\":{\"a\":\"^1.0.0\",\"version\":\"1.0.0\"},\r\n\t\"peerDependencies\": { \"a\": \"workspace:^1.0.0\" }\r\n}";
    private static readonly RelativePath File = RelativePath.Parse("b/package.json");
    private static readonly PackageId A = new("npm", "a");
    private static readonly PackageId B = new("npm", "b");

    private static VersionChange Version(string from, string to) => new(File, B, from, to);

    private static RangeChange Range(string from, string to, DependencyKind kind = DependencyKind.Runtime, PackageId? dependency = null) =>
        new(File, B, dependency ?? A, kind, from, to);

    private static NpmTree Tree(string manifest = Manifest) => new NpmTree().With("b/package.json", manifest);

    [Fact]
    public void OnlyTheValuesChange()
    {
        using var tree = Tree();
        tree.Edited("b/package.json", Version("1.0.0", "1.1.0"), Range("^1.0.0", "^2.0.0"), Range("workspace:^1.0.0", "workspace:^2.0.0", DependencyKind.Peer))
            .ShouldBe("\uFEFF{\r\n\t\"version\" : \"1.1.0\",\r\n\t\"name\":\"b\",\r\n\t\"dependencies\":{\"a\":\"^2.0.0\",\"version\":\"1.0.0\"},\r\n\t\"peerDependencies\": { \"a\": \"workspace:^2.0.0\" }\r\n}");
    }

    [Fact]
    public void WhatIsThereAlreadyNeedsNoEdit()
    {
        using var tree = Tree();
        NpmTree.Adapter.Edit(tree.Source("b/package.json"), [Version("0.9.0", "1.0.0"), Range("^0.9.0", "^1.0.0")]).ShouldBeEmpty();
        NpmTree.Adapter.Edit(tree.Source("b/package.json"), []).ShouldBeEmpty();
    }

    [Fact]
    public void EveryValueThatIsNotThePlansIsTold()
    {
        using var tree = Tree();
        var exception = Should.Throw<ReleaseException>(() => tree.Edited(
            "b/package.json", Version("1.0.1", "1.1.0"), Range("^1.0.1", "^2.0.0"), Range("^1", "^2", DependencyKind.Dev), Range("^1.0.0", "^2", dependency: new("npm", "c"))));
        exception.Diagnostics.ShouldAllBe(d => d.Code == "RK-MANIFEST-CHANGED" && d.Location!.File == "b/package.json");
        exception.Diagnostics.Select(d => d.Location!.Line).ShouldBe([2, 4, 1, 4]);
    }

    [Fact]
    public void AVersionIsAddedWhereThereIsNone()
    {
        using var tree = Tree("{\n  \"name\": \"b\"\n}\n");
        tree.Edited("b/package.json", Version("", "0.1.0")).ShouldBe("{\n  \"name\": \"b\",\n  \"version\": \"0.1.0\"\n}\n");
        Coded.Throws(ManifestCodes.Changed, () => tree.Edited("b/package.json", Version("1.0.0", "0.1.0")));
    }

    [Fact]
    public void AnAliasIsFoundByWhatItNames()
    {
        using var tree = Tree("""{ "dependencies": { "old-a": "npm:a@^1.0.0", "a": "npm:other@^1.0.0" } }""");
        tree.Edited("b/package.json", Range("npm:a@^1.0.0", "npm:a@^2.0.0"))
            .ShouldBe("""{ "dependencies": { "old-a": "npm:a@^2.0.0", "a": "npm:other@^1.0.0" } }""");
    }

    [Fact]
    public void ACatalogueEntryIsFoundByNameAndRange()
    {
        const string Yaml = "packages: ['*'] # members\ncatalog:\n  a: ^1.0.0   # ours\n  b: \"^1.0.0\"\ncatalogs:\n  old: { a: '^0.9.0', 'c': ^1 }\n";
        using var tree = new NpmTree().With("pnpm-workspace.yaml", Yaml);
        var file = RelativePath.Parse("pnpm-workspace.yaml");
        var first = new RangeChange(file, B, A, DependencyKind.Runtime, "^1.0.0", "^2.0.0");
        tree.Edited("pnpm-workspace.yaml", first, first with { Package = new("npm", "z") }, first with { From = "^0.9.0", To = "^0.10.0" })
            .ShouldBe("packages: ['*'] # members\ncatalog:\n  a: ^2.0.0   # ours\n  b: \"^1.0.0\"\ncatalogs:\n  old: { a: '^0.10.0', 'c': ^1 }\n");
        NpmTree.Adapter.Edit(tree.Source("pnpm-workspace.yaml"), [first with { From = "^0.1.0", To = "^1.0.0" }]).ShouldBeEmpty();
        Coded.Throws(ManifestCodes.Changed, () => tree.Edited("pnpm-workspace.yaml", first with { From = "^3.0.0" })).Location!.Line.ShouldBe(3);
    }

    [Fact]
    public void ACatalogueEntryOfBunIsFoundBesideTheRootsOwnDependencies()
    {
        const string json = """{ "workspaces": { "packages": ["*"], "catalog": { "a": "^1.0.0" }, "catalogs": { "old": { "a": "^0.9.0" } } }, "dependencies": { "a": "^1.0.0", "b": "^1.0.0" } }""";
        using var tree = new NpmTree().With("package.json", json);
        var change = new RangeChange(RelativePath.Parse("package.json"), B, A, DependencyKind.Runtime, "^1.0.0", "^2.0.0");
        tree.Edited("package.json", change).ShouldBe(json.Replace("\"a\": \"^1.0.0\"", "\"a\": \"^2.0.0\"", StringComparison.Ordinal));
        tree.Edited("package.json", change with { From = "^0.9.0", To = "^0.10.0" }).ShouldBe(json.Replace("^0.9.0", "^0.10.0", StringComparison.Ordinal));
        Coded.Throws(ManifestCodes.Changed, () => tree.Edited("package.json", change with { From = "^3.0.0", To = "^4.0.0" }));
    }

    [Fact]
    public void ACatalogueEntryOfYarnIsEditedWhereItStands()
    {
        using var tree = new NpmTree().With(".yarnrc.yml", "nodeLinker: node-modules # keep\ncatalog:\n  a: '^1.0.0'\n");
        tree.Edited(".yarnrc.yml", new RangeChange(RelativePath.Parse(".yarnrc.yml"), B, A, DependencyKind.Runtime, "^1.0.0", "^2.0.0"))
            .ShouldBe("nodeLinker: node-modules # keep\ncatalog:\n  a: '^2.0.0'\n");
    }
}
