using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests.Dart;

/// <summary>Packages are found as pub and Melos find them.</summary>
public sealed class PubspecDiscoveryTests
{
    private const string Member = "resolution: workspace\n";

    [Fact]
    public void AWorkspaceHasItsRootAndItsMembersAsDartListsThem()
    {
        using var tree = new PubspecTree()
            .With("pubspec.yaml", "name: _\npublish_to: none\nenvironment:\n  sdk: ^3.11.0\nworkspace:\n  - pkgs/*\n  - apps/one\n  - nested # with members of its own\n")
            .WithPackage("pkgs/a", Member)
            .WithPackage("pkgs/b", Member + "dependencies:\n  a: ^1.0.0\n")
            .WithPackage("apps/one", Member + "publish_to: none\n")
            .WithPackage("nested", Member + "workspace: [inner]\n")
            .WithPackage("nested/inner", Member)
            .WithPackage("pkgs/a/example")
            .WithPackage("elsewhere");
        tree.Members().ShouldBe(["_ .", "a pkgs/a", "b pkgs/b", "inner nested/inner", "nested nested", "one apps/one"]);
        tree.Members().ShouldBe(tree.Listed());
        tree.Edges("b").ShouldBe(["a Runtime Workspace '^1.0.0' 7"]);
        tree.Find("_").ShouldSatisfyAllConditions(p => p.IsPrivate.ShouldBeTrue(), p => p.Publishable.ShouldBeFalse(), p => p.Version.ShouldBeNull());
        tree.Find("one").NotPublishableReason.ShouldBe("its pubspec.yaml says publish_to: none");
    }

    [Fact]
    public void MelosLinksWhatItsGlobsMatch()
    {
        using var tree = new PubspecTree()
            .With("pubspec.yaml", "name: root\ndev_dependencies:\n  melos: ^6.0.0\n")
            .With("melos.yaml", "name: root\npackages:\n  - packages/**\n  - '{app,tool}/*'\nignore:\n  - '**/example'\n")
            .WithPackage("packages/a", "dependencies:\n  b: ^1.0.0\n")
            .WithPackage("packages/deep/b", "dev_dependencies:\n  a: any\n")
            .WithPackage("packages/a/example")
            .WithPackage("app/c", "dependencies:\n  a: 1.0.0\n");
        tree.Names().ShouldBe(["a", "b", "c"]);
        tree.Edges("a").ShouldBe(["b Runtime Workspace '^1.0.0' 6"]);
        tree.Edges("b").ShouldBe(["a Dev Workspace 'any' 6"]);
        tree.Edges("c").ShouldBe(["a Runtime Workspace '1.0.0' 6"]);
    }

    [Fact]
    public void MelosMayBeConfiguredInThePubspecAndHaveItsRootAsAPackage()
    {
        using var tree = new PubspecTree()
            .With("pubspec.yaml", "name: root\nversion: 2.0.0\nmelos:\n  useRootAsPackage: true\n  packages: [packages/*]\n")
            .WithPackage("packages/a", "dependencies:\n  root: ^2.0.0\n");
        tree.Names().ShouldBe(["a", "root"]);
        tree.Edges("a").ShouldBe(["root Runtime Workspace '^2.0.0' 6"]);
    }

    [Fact]
    public void WithoutAWorkspaceEveryPubspecIsAPackageButForPartsOfOthers()
    {
        using var tree = new PubspecTree()
            .WithPackage("a", "dependencies:\n  b:\n    path: ../b\n  flutter:\n    sdk: flutter\n  c: ^1.0.0\n  d:\n    git: https://example.test/d.git\n")
            .WithPackage("a/example")
            .WithPackage("a/test/fixtures/bad", "dependencies: [1]\n")
            .With("a/test/broken/pubspec.yaml", "{")
            .WithPackage("a/sub/c")
            .WithPackage("b", "dev_dependencies:\n  a: { path: ../a, version: ^1.0.0 }\n")
            .WithPackage("d", "dependencies:\n  c: ^1.0.0\ndependency_overrides:\n  c: { path: ../a/sub/c }\n")
            .With("bricks/app/__brick__/pubspec.yaml", "name: {{name}}\n").With("bricks/{{name}}/pubspec.yaml", "name: {{name}}\n")
            .WithPackage("example");
        tree.Names().ShouldBe(["a", "b", "c", "d", "example"]);
        tree.Edges("a").ShouldBe(["b Runtime Workspace 'path:../b' 6", "c Runtime Registry '^1.0.0' 10", "d Runtime Registry '' 11"]);
        tree.Edges("b").ShouldBe(["a Dev Workspace 'path:../a' 6"]);
        tree.Edges("d").ShouldBe(["c Runtime Workspace '^1.0.0' 6"]);
    }

    [Fact]
    public void OverridesBesideThePubspecCountToo()
    {
        using var tree = new PubspecTree().WithPackage("a").WithPackage("b", "dependencies:\n  a: ^1.0.0\n")
            .With("b/pubspec_overrides.yaml", "dependency_overrides:\n  a:\n    path: ../a\n");
        tree.Edges("b").ShouldBe(["a Runtime Workspace '^1.0.0' 6"]);
    }

    [Fact]
    public void PublicationIsAsThePubspecSays()
    {
        using var tree = new PubspecTree().WithPackage("a", "publish_to: https://pub.example.test/repo/\n").WithPackage("b", "publish_to: https://pub.dev\n")
            .With("c/pubspec.yaml", "name: c\n").WithPackage("d", "publish_to:\n");
        tree.Find("a").ShouldSatisfyAllConditions(
            p => p.Publishable.ShouldBeTrue(), p => p.Registry.ShouldBe("https://pub.example.test/repo/"), p => p.TokenVariable.ShouldBe("PUB_TOKEN_PUB_EXAMPLE_TEST"));
        tree.Find("b").ShouldSatisfyAllConditions(p => p.Publishable.ShouldBeTrue(), p => p.Registry.ShouldBeNull(), p => p.TokenVariable.ShouldBeNull());
        tree.Find("c").NotPublishableReason.ShouldBe("it has no version");
        tree.Find("d").Publishable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("publish_to: http://example.test/\n", "publish_to")]
    [InlineData("publish_to: https://me:secret@example.test/\n", "publish_to")]
    [InlineData("publish_to: nowhere\n", "publish_to")]
    [InlineData("dependencies:\n  b: [1]\n", "dependency 'b'")]
    [InlineData("dependencies: 7\n", "'dependencies' must be a mapping")]
    [InlineData("publish_to: [a]\n", "'publish_to' must be a text")]
    [InlineData("workspace: a\n", "'workspace' must be a list")]
    [InlineData("workspace:\n  - missing\n", "the member 'missing'")]
    [InlineData("workspace:\n  - ../../out\n", "no folder of this repository")]
    [InlineData("workspace:\n  - 'a*/../b'\n", "climbs")]
    [InlineData("workspace:\n  - {}\n", "must hold texts")]
    public void WhatIsWrongIsToldOnce(string more, string expected)
    {
        using var tree = new PubspecTree().WithPackage("a", more);
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe(ManifestCodes.Invalid.Code), p => p.Message.ShouldContain(expected), p => p.Location!.File.ShouldBe("a/pubspec.yaml"));
    }

    [Theory]
    [InlineData("version: 1.0\n", "not a version")]
    [InlineData("version: {}\n", "must be a text")]
    public void AVersionIsOneOfPub(string version, string expected)
    {
        using var tree = new PubspecTree().With("pubspec.yaml", $"name: a\n{version}");
        tree.Problems().ShouldHaveSingleItem().Message.ShouldContain(expected);
    }

    [Fact]
    public void AMemberThatDoesNotSaySoIsRefusedAsPubDoes()
    {
        using var tree = new PubspecTree().With("pubspec.yaml", "name: _\nworkspace: [a]\n").WithPackage("a");
        tree.Problems().ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Message.ShouldContain("resolution: workspace"), p => p.Location!.File.ShouldBe("a/pubspec.yaml"));
    }

    [Fact]
    public void ExcludedFoldersAreLeftAlone()
    {
        using var tree = new PubspecTree().WithPackage("a").WithPackage("b", "publish_to: nowhere\n");
        tree.Discover("", "b").Select(p => p.Name).ShouldBe(["a"]);
        tree.Discover("a").Select(p => p.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void EveryLockFileThatHasAPackageFromItsFolderIsKnown()
    {
        const string Entry = "packages:\n  a:\n    dependency: \"direct main\"\n    description:\n      path: \"../a\"\n      relative: true\n    source: path\n    version: \"1.0.0\"\n";
        using var tree = new PubspecTree().WithPackage("a").WithPackage("b", "dependencies:\n  a: { path: ../a }\n").WithPackage("c", "dependencies:\n  a: { path: ../a }\n")
            .With("b/pubspec.lock", Entry).With("c/pubspec.lock", Entry).With("a/pubspec.lock", "packages: {}\n");
        tree.Find("a").OtherLockFiles.Select(f => f.Value).ShouldBe(["b/pubspec.lock", "c/pubspec.lock"]);
        tree.Find("b").OtherLockFiles.ShouldBeEmpty();
    }
}
