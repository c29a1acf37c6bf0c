using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class PinTests
{
    private static NpmTree Tree(string more, string yaml = "") => new NpmTree()
        .WithPnpmRoot($"packages: ['packages/*']\n{yaml}")
        .WithPackage("packages/core", "@acme/core", "1.2.0").WithPackage("packages/b", "b", more: more)
        .With("packages/config/package.json", """{ "name": "config", "private": true }""");

    private static ImmutableArray<RangeChange> Pin(NpmTree tree, PinStyle style = PinStyle.Exact, string? version = "1.3.0")
    {
        var workspace = tree.Workspace();
        return NpmTree.Adapter.Pin(workspace.Find(new("npm", "b"))!, workspace, id => id.Name == "@acme/core" ? version : null, style);
    }

    /// <summary>The specifier of the entry after discovery, pin and edit.</summary>
    private static string Pinned(string key, string specifier, PinStyle style = PinStyle.Exact, string version = "1.3.0", string yaml = "", string block = "dependencies")
    {
        using var tree = Tree($"\"{block}\": {{ \"{key}\": \"{specifier}\" }}", yaml);
        var edited = tree.Edited("packages/b/package.json", [.. Pin(tree, style, version)]);
        using var json = System.Text.Json.JsonDocument.Parse(edited);
        return json.RootElement.GetProperty(block).GetProperty(key).GetString()!;
    }

    [Theory]
    [InlineData("workspace:*", "1.3.0")]
    [InlineData("workspace:^", "^1.3.0")]
    [InlineData("workspace:~", "~1.3.0")]
    [InlineData("workspace:^1.2.0", "^1.2.0")]
    [InlineData("workspace:~1.2.0", "~1.3.0")]
    [InlineData("workspace:>=1 <3", ">=1 <3")]
    [InlineData("workspace:1.2.0", "1.3.0")]
    [InlineData("workspace:../core", "1.3.0")]
    [InlineData("link:../core", "1.3.0")]
    [InlineData("file:../core", "1.3.0")]
    [InlineData("../core", "1.3.0")]
    [InlineData("^1.0.0", "^1.0.0")]
    [InlineData("workspace:@acme/core@^", "npm:@acme/core@^1.3.0")]
    public void WhatTheWorkspaceMeansBecomesARange(string specifier, string expected) => Pinned("@acme/core", specifier).ShouldBe(expected);

    [Theory]
    [InlineData("link:../core", "^1.3.0")]
    [InlineData("file:../core", "^1.3.0")]
    [InlineData("workspace:../core", "1.3.0")]
    [InlineData("workspace:*", "1.3.0")]
    public void TheStyleIsForReferencesWithoutARange(string specifier, string expected) =>
        Pinned("@acme/core", specifier, PinStyle.Caret).ShouldBe(expected);

    [Theory]
    [InlineData("workspace:@acme/core@*", "npm:@acme/core@1.3.0")]
    [InlineData("link:../core", "npm:@acme/core@1.3.0")]
    public void AnEntryUnderAnotherNameGoesOnNamingTheSibling(string specifier, string expected) => Pinned("renamed", specifier).ShouldBe(expected);

    [Theory]
    [InlineData("catalog:", "^1.0.0")]
    [InlineData("catalog:old", "^0.9.0")]
    public void ACatalogueReferenceBecomesItsRange(string specifier, string expected) =>
        Pinned("@acme/core", specifier, yaml: "catalog: { '@acme/core': ^1.0.0 }\ncatalogs: { old: { '@acme/core': ^0.9.0 } }\n").ShouldBe(expected);

    [Theory]
    [InlineData("peerDependencies")]
    [InlineData("optionalDependencies")]
    [InlineData("devDependencies")]
    public void EveryBlockIsPinned(string block) => Pinned("@acme/core", "workspace:^", block: block).ShouldBe("^1.3.0");

    [Fact]
    public void APrereleaseIsPinnedAsItIs() => Pinned("@acme/core", "workspace:^", version: "2.0.0-rc.1").ShouldBe("^2.0.0-rc.1");

    [Fact]
    public void ADevelopmentDependencyWithoutAVersionBecomesAny() => Pinned("config", "workspace:*", block: "devDependencies").ShouldBe("*");

    [Fact]
    public void ASiblingWithoutAVersionCannotBePinned()
    {
        using var tree = Tree("""
            "dependencies": { "config": "workspace:*" }, "peerDependencies": { "@acme/core": "workspace:^" }
            """);
        var exception = Should.Throw<ReleaseException>(() => Pin(tree, version: null));
        exception.Diagnostics.Count.ShouldBe(2);
        exception.Diagnostics.ShouldAllBe(d => d.Code == "RK-PIN-UNRESOLVED" && d.Location!.File == "packages/b/package.json");
    }

    [Fact]
    public void APinnedManifestNeedsNoMorePins()
    {
        using var tree = Tree("""
            "dependencies": { "@acme/core": "workspace:^" }
            """);
        tree.With("packages/b/package.json", tree.Edited("packages/b/package.json", [.. Pin(tree)]));
        Pin(tree).ShouldBeEmpty();
    }
}
