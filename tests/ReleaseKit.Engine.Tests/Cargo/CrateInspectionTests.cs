using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Tests.Cargo;

/// <summary>What the checks before a release are told of crates.</summary>
public sealed class CrateInspectionTests
{
    private const string Complete = "description = \"d\"\nlicense = \"MIT\"\nrepository = \"https://example.test/\"\nreadme = \"README.md\"\n";

    [Fact]
    public void AWellKeptCratePasses()
    {
        using var tree = new CrateTree()
            .With("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n[workspace.package]\nlicense = \"MIT\"\ndescription = \"d\"\nrepository = \"https://example.test/\"\n[workspace.dependencies]\na = { path = \"a\" }\n")
            .With("Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n")
            .WithCrate("a", Complete).With("b/readme.md", "")
            .WithCrate("b", "license.workspace = true\ndescription.workspace = true\nrepository.workspace = true\n[dependencies]\na.workspace = true\nx = { git = \"https://example.test/x\", version = \"1\" }\n[dev-dependencies]\ny = { path = \"../../y\" }");
        var request = Request(tree);
        foreach (var inspected in new CargoInspector().Inspect(request))
        {
            inspected.NamesLicence.ShouldBeTrue();
            inspected.Lacks.ShouldBeEmpty();
            inspected.Metadata.Concat(inspected.Dependencies).ShouldBeEmpty();
        }

        var locks = new CargoInspector().InspectLocks(request);
        locks.Files.ShouldBe([RelativePath.Parse("Cargo.lock")]);
        locks.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void WhatCratesIoRefusesIsToldBefore()
    {
        using var tree = new CrateTree().WithCrate("a", "description = \" \"\n");
        var inspected = new CargoInspector().Inspect(Request(tree)).ShouldHaveSingleItem();
        (inspected.NamesLicence, string.Join(' ', inspected.Lacks)).ShouldBe((false, "repository readme"));
        inspected.Metadata.Select(d => (d.Code, d.Location!.File)).ShouldBe(Enumerable.Repeat((ManifestCheckCodes.Refused.Code, "a/Cargo.toml"), 2));

        tree.With(".cargo/config.toml", "[registries.corp]\nindex = \"sparse+https://crates.example.test/\"\n").WithCrate("a", "publish = [\"corp\"]\n");
        var elsewhere = new CargoInspector().Inspect(Request(tree)).ShouldHaveSingleItem();
        (elsewhere.Metadata.Length, string.Join(' ', elsewhere.Lacks)).ShouldBe((0, "description repository readme"));
    }

    [Fact]
    public void DependenciesThatNobodyElseHasAreTold()
    {
        using var tree = new CrateTree()
            .With("Cargo.toml", "[workspace]\nmembers = [\"a\"]\nexclude = [\"far\"]\n[workspace.dependencies]\nx = { git = \"https://example.test/x\" }\n")
            .WithCrate("a", Complete + "[dependencies]\nx.workspace = true\n[build-dependencies]\ngone = { path = \"../gone\" }\n");
        new CargoInspector().Inspect(Request(tree)).Single().Dependencies.Select(d => $"{d.Code} {d.Location!.File}:{d.Location.Line}")
            .ShouldBe([$"{ManifestCheckCodes.Dependency.Code} Cargo.toml:5", $"{ManifestCheckCodes.Dependency.Code} a/Cargo.toml:12"]);
    }

    [Fact]
    public void ALockFileThatIsBehindIsTold()
    {
        using var tree = new CrateTree().With("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n").WithCrate("a", Complete).WithCrate("b", Complete)
            .With("Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"0.9.0\"\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\n");
        new CargoInspector().InspectLocks(Request(tree)).Problems.Select(d => $"{d.Code} {d.Location!.Line}")
            .ShouldBe([$"{ManifestCheckCodes.LockStale.Code} 4", $"{ManifestCheckCodes.LockStale.Code} 1"]);
    }

    private static InspectionRequest Request(CrateTree tree)
    {
        var packages = tree.Discover();
        var listing = Directory.EnumerateFiles(tree.Path, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(Path.GetRelativePath(tree.Path, f))).Order();
        var address = new Uri("https://index.crates.io/");
        return new InspectionRequest(new WorkspaceFileSystem(tree.Path), [.. listing], [], new Workspace(packages), packages, _ => new RegistryEndpoint(address, address, null), _ => false);
    }
}
