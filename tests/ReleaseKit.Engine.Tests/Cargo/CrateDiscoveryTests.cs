using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Cargo;

/// <summary>Members by Cargo's own rules, held against <c>cargo metadata</c>.</summary>
public sealed class CrateDiscoveryTests
{
    [Fact]
    public void MembersAreThoseOfCargo()
    {
        using var tree = new CrateTree()
            .With("Cargo.toml", """
                [workspace]
                members = ["crates/*", "./tools/[a-c]*", "deep/**/x?", "apps/one/"]
                exclude = ["crates/own", "vendor"]
                default-members = ["crates/a"]
                resolver = "2"

                [workspace.package]
                version = "3.1.4-rc.1"
                """)
            .WithCrate("crates/a", "[dependencies]\nimplied = { path = \"../../libs/implied\" }\nvendored = { path = \"../../vendor/vendored\" }")
            .WithCrate("crates/b", version: "version.workspace = true")
            .WithCrate("crates/own")
            .WithCrate("libs/implied", "[target.'cfg(unix)'.build-dependencies]\nfar = { path = \"../far\" }")
            .WithCrate("libs/far")
            .WithCrate("libs/stranger")
            .WithCrate("vendor/vendored")
            .WithCrate("tools/ant")
            .WithCrate("tools/dog")
            .WithCrate("deep/down/under/x1")
            .WithCrate("apps/one", "[dev-dependencies]\na = { path = \"../../crates/a\" }");

        // Excluded folders hold workspaces of their own, of which cargo tells only when it is asked there.
        tree.Members().ShouldBe(tree.Metadata().Concat(tree.Metadata("crates/own")).Concat(tree.Metadata("vendor/vendored")).Order(StringComparer.Ordinal));
        tree.Members().ShouldContain("b 3.1.4-rc.1 crates/b");
        tree.Members().ShouldNotContain(m => m.StartsWith("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public void ARootMayBeAPackageAndOwnWhatItDependsOn()
    {
        using var tree = new CrateTree()
            .With("src/lib.rs", "")
            .With("Cargo.toml", """
                [package]
                name = "root"
                version = "1.2.3"
                edition = "2021"

                [workspace]

                [workspace.dependencies]
                inner = { path = "inner", version = "1.0.0" }

                [dependencies]
                inner.workspace = true

                [dev-dependencies]
                helper = { path = "testing/helper" }
                """)
            .WithCrate("inner")
            .WithCrate("testing/helper", "publish = false")
            .WithCrate("testing/template");
        tree.Members().ShouldBe(tree.Metadata());
        tree.Discover().Select(p => p.Name).ShouldBe(["helper", "inner", "root"]);
        tree.Edges("root").ShouldBe(["helper Dev Workspace '' Cargo.toml:15", "inner Runtime Workspace '1.0.0' Cargo.toml:9"]);
    }

    [Fact]
    public void AMemberMayLieBesideItsRootAndPointToIt()
    {
        using var tree = new CrateTree()
            .With("ws/Cargo.toml", "[workspace]\nmembers = [\"../beside\", \"in\"]\nresolver = \"2\"\n")
            .WithCrate("ws/in", "[dependencies]\npointed = { path = \"../../pointed\" }\nother = { path = \"../../other\" }")
            .WithCrate("beside", "workspace = \"../ws\"")
            .WithCrate("pointed", "workspace = \"../ws\"")
            .WithCrate("other");
        tree.Members().ShouldBe(tree.Metadata("ws").Concat(tree.Metadata("other")).Order(StringComparer.Ordinal));
        tree.Discover().Select(p => p.Name).ShouldBe(["beside", "in", "other", "pointed"]);
    }

    [Fact]
    public void WhatLiesInAWorkspaceDefinesNoneUnlessExcluded()
    {
        using var tree = new CrateTree().With("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"apart\"]\n").WithCrate("crates/a")
            .With("tests/case/Cargo.toml", "[workspace]\nmembers = [\"missing\", \"b\"]\n").WithCrate("tests/case/b")
            .With("apart/Cargo.toml", "[workspace]\nmembers = [\"c\"]\n").WithCrate("apart/c");
        tree.Discover().Select(p => p.Name).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void CratesWithoutAWorkspaceAreOnTheirOwn()
    {
        using var tree = new CrateTree().WithCrate("one").WithCrate("two", "[dependencies]\none = { path = \"../one\", version = \"1\" }");
        tree.Members().ShouldBe(tree.Metadata("one").Concat(tree.Metadata("two")));
        tree.Edges("two").ShouldBe(["one Runtime Workspace '1' two/Cargo.toml:6"]);
    }

    [Fact]
    public void EdgesAreOfTheirKindHoweverTheyAreWritten()
    {
        using var tree = new CrateTree()
            .With("Cargo.toml", """
                [workspace]
                members = ["c/*"]
                resolver = "2"

                [workspace.dependencies]
                core = { path = "c/core", version = "1.0" }
                renamed = { package = "macros", path = "c/macros", version = "=1.0.0" }

                [patch.crates-io]
                patched = { path = "c/patched" }
                """)
            .WithCrate("c/core").WithCrate("c/macros").WithCrate("c/patched").WithCrate("c/far")
            .WithCrate("c/user", """
                [dependencies]
                core = { workspace = true, optional = true }
                renamed.workspace = true
                patched = "1.0.0"
                far = "1"

                [build-dependencies]
                m = { package = "macros", path = "../macros" }

                [target.'cfg(windows)'.dependencies]
                core = { path = "../core", version = "1.0.0" }

                [target.x86_64-unknown-linux-gnu.dev-dependencies.distant]
                package = "far"
                git = "https://example.test/far"
                """);
        tree.Members().ShouldBe(tree.Metadata());
        tree.Edges("user").ShouldBe(
        [
            "core Runtime Workspace '1.0.0' c/user/Cargo.toml:15",
            "core Optional Workspace '1.0' Cargo.toml:6",
            "far Runtime Registry '1' c/user/Cargo.toml:9",
            "far Dev Registry '' c/user/Cargo.toml:17",
            "macros Runtime Workspace '=1.0.0' Cargo.toml:7",
            "macros Build Workspace '' c/user/Cargo.toml:12",
            "patched Runtime Workspace '1.0.0' c/user/Cargo.toml:8",
        ]);
    }

    [Theory]
    [InlineData("publish = false", false, true, null)]
    [InlineData("publish = []", false, true, null)]
    [InlineData("publish = true", true, false, null)]
    [InlineData("publish.workspace = true", false, true, null)]
    [InlineData("publish = [\"crates-io\", \"corp\"]", true, false, null)]
    [InlineData("publish = [\"corp\"]", true, false, "https://crates.example.test/index/")]
    [InlineData("publish = [\"near\"]", true, false, "https://near.example.test/")]
    [InlineData("publish = [\"unknown\"]", false, false, null)]
    [InlineData("publish = [\"git\"]", false, false, null)]
    public void PublishSaysWhetherAndWhere(string publish, bool publishable, bool isPrivate, string? registry)
    {
        using var tree = new CrateTree()
            .With("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n[workspace.package]\npublish = false\n")
            .With(".cargo/config.toml", "[registries]\ncorp = { index = \"sparse+https://crates.example.test/index/\" }\nnear = { index = \"sparse+https://far.example.test/\" }\ngit = { index = \"https://example.test/index\" }\n")
            .With("a/.cargo/config.toml", "[registries.near]\nindex = \"sparse+https://near.example.test/\"\n")
            .WithCrate("a", publish);
        var package = tree.Find("a");
        (package.Publishable, package.IsPrivate, package.Registry).ShouldBe((publishable, isPrivate, registry));
        package.TokenVariable.ShouldBe(registry is null ? null : publish.Contains("near", StringComparison.Ordinal) ? "CARGO_REGISTRIES_NEAR_TOKEN" : "CARGO_REGISTRIES_CORP_TOKEN");
        (package.NotPublishableReason is null).ShouldBe(publishable);
    }

    [Fact]
    public void ACrateWithoutAVersionIsSeenAndNotPublished()
    {
        using var tree = new CrateTree().WithCrate("a", version: "");
        tree.Members().ShouldBe(tree.Metadata("a"));
        (tree.Find("a").Version, tree.Find("a").NotPublishableReason).ShouldBe((null, "it has no version"));
    }

    [Fact]
    public void TheLockFileIsThatOfTheWorkspaceAndOnlyWhenItIsThere()
    {
        using var tree = new CrateTree().With("w/Cargo.toml", "[workspace]\nmembers = [\"a\"]\n").WithCrate("w/a").With("w/a/Cargo.lock", "").WithCrate("b");
        tree.Find("a").LockFile.ShouldBeNull();
        tree.With("w/Cargo.lock", "").With("b/Cargo.lock", "");
        tree.Find("a").LockFile.ShouldBe(RelativePath.Parse("w/Cargo.lock"));
        tree.Find("b").LockFile.ShouldBe(RelativePath.Parse("b/Cargo.lock"));
    }

    [Fact]
    public void FoldersThatConfigurationExcludesAreLeftOut()
    {
        using var tree = new CrateTree().WithCrate("a").WithCrate("b/c").With("b/Cargo.toml", "[workspace]\nmembers = [\"gone\"]\n");
        tree.Discover(excluded: "b").Select(p => p.Name).ShouldBe(["a"]);
        tree.Discover(root: "a").Select(p => p.Name).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("Cargo.toml", "[workspace]\nmembers = [\"a\", \"gone\"]\n", 2, "gone")]
    [InlineData("Cargo.toml", "[workspace]\nmembers = [\"a\", \"../../../outside/*\"]\n", 2, "outside")]
    [InlineData("Cargo.toml", "[workspace]\nmembers = [\n  7,\n  \"a\"]\n", 3, "must hold strings")]
    [InlineData("Cargo.toml", "[workspace]\nmembers = [\"a\"]\nexclude = [\"../..\"]\n", 3, "no folder")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0\"\n", 3, "1.0")]
    [InlineData("a/Cargo.toml", "[package]\nversion = \"1.0.0\"\n", 1, "no 'name'")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n", 3, "inherited")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n[dependencies]\nb.workspace = true\n", 5, "inherited")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n[dependencies]\nb = 1\n", 5, "dependency 'b'")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\npublish = [\"--token\"]\n", 4, "publish")]
    [InlineData("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n[workspace]\n", 4, "another one")]
    public void WhatCargoRefusesIsToldWithItsPlace(string file, string text, int line, string why)
    {
        using var tree = new CrateTree().With("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n").WithCrate("a").With(file, text);
        var problem = tree.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe(ManifestCodes.Invalid.Code);
        (problem.Location!.File, problem.Location.Line).ShouldBe((file, line));
        problem.Message.ShouldContain(why);
    }
}
