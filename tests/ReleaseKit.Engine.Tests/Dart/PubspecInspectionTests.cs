using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Tests.Dart;

/// <summary>What the checks before a release are told of Dart packages.</summary>
public sealed class PubspecInspectionTests
{
    [Theory]
    [InlineData("LICENSE")]
    [InlineData("LICENSE.md")]
    [InlineData("BSD-LICENSE")]
    [InlineData("UNLICENSE")]
    public void AWellKeptPackagePasses(string licence)
    {
        using var tree = new PubspecTree().WithPackage("a", "description: d\nhomepage: https://example.test/\ndependencies:\n  flutter:\n    sdk: flutter\n  b: { path: ../b }\n  c: ^1.0.0\ndev_dependencies:\n  d: { path: ../../d }\n")
            .With($"a/{licence}", "").With("a/readme.md", "").WithPackage("b");
        var inspected = new DartInspector().Inspect(Request(tree))[0];
        inspected.NamesLicence.ShouldBeTrue();
        inspected.Lacks.ShouldBeEmpty();
        inspected.Metadata.Concat(inspected.Dependencies).ShouldBeEmpty();
    }

    [Fact]
    public void WhatPubRefusesIsToldBefore()
    {
        using var tree = new PubspecTree().With("a/pubspec.yaml", "name: a\nversion: 1.0.0\n").With("a/licence.txt", "");
        var inspected = new DartInspector().Inspect(Request(tree)).ShouldHaveSingleItem();
        (inspected.NamesLicence, string.Join(' ', inspected.Lacks)).ShouldBe((false, "description repository readme"));
        inspected.Metadata.Select(d => (d.Code, d.Location!.File)).ShouldBe(Enumerable.Repeat((ManifestCheckCodes.Refused.Code, "a/pubspec.yaml"), 2));
    }

    [Fact]
    public void DependenciesThatNobodyElseHasAreTold()
    {
        using var tree = new PubspecTree().WithPackage("b")
            .WithPackage("a", "dependencies:\n  x:\n    git: https://example.test/x.git\n  gone:\n    path: ../gone\n  b: { path: ../b, version: ^1.0.0 }\n");
        new DartInspector().Inspect(Request(tree))[0].Dependencies.Select(d => $"{d.Code} {d.Location!.Line}")
            .ShouldBe([$"{ManifestCheckCodes.Dependency.Code} 6", $"{ManifestCheckCodes.Dependency.Code} 8", $"{ManifestCheckCodes.DoubtfulDependency.Code} 10"]);
    }

    [Fact]
    public void ALockFileThatIsBehindIsTold()
    {
        const string Entry = "packages:\n  a:\n    description:\n      path: \"../a\"\n    source: path\n    version: \"0.9.0\"\n";
        using var tree = new PubspecTree().WithPackage("a").WithPackage("b").With("b/pubspec.lock", Entry).With("c/pubspec.lock", Entry.Replace("0.9.0", "1.0.0", StringComparison.Ordinal));
        var locks = new DartInspector().InspectLocks(Request(tree));
        locks.Files.Select(f => f.Value).ShouldBe(["b/pubspec.lock", "c/pubspec.lock"]);
        locks.Problems.Select(d => $"{d.Code} {d.Location!.File}:{d.Location.Line}").ShouldBe([$"{ManifestCheckCodes.LockStale.Code} b/pubspec.lock:6"]);
    }

    private static InspectionRequest Request(PubspecTree tree)
    {
        var packages = tree.Discover();
        var listing = Directory.EnumerateFiles(tree.Path, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(Path.GetRelativePath(tree.Path, f))).Order();
        var address = new Uri("https://pub.dev/");
        return new InspectionRequest(new WorkspaceFileSystem(tree.Path), [.. listing], [], new Workspace(packages), packages, _ => new RegistryEndpoint(address, address, null), _ => false);
    }
}
