using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IPackager"/> keeps.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
[Facet(Facet.Pack)]
public abstract class PackagerContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsBuiltIsInItsFolderAndNowhereElse()
    {
        using var tree = bench.Tree();
        var before = tree.Snapshot();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.BuildAsync(package);
        artifacts.ShouldNotBeEmpty();
        foreach (var artifact in artifacts)
        {
            artifact.ShouldBe(Artifact.FromFile(Path.Combine(package.ArtifactsDirectory, artifact.FileName)));
            artifact.FileName.ShouldContain(tree.Version);
        }

        tree.Snapshot().Intersect(before).ShouldBe(before);
    }

    [Fact]
    public async Task AClientThatIsThereIsNotMissing()
    {
        using var tree = bench.Tree();
        (await bench.Adapter.Packager.FindMissingToolsAsync(bench.Context(tree, bench.Fixture.Base), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AClientThatIsMissingIsNamedWithARemedy()
    {
        using var tree = bench.Tree();
        using var nothing = new ScratchDirectory();
        var missing = await bench.Create(nothing.Path).Packager.FindMissingToolsAsync(bench.Context(tree, bench.Fixture.Base) with { Settings = bench.Fixture.SettingsWithoutClient }, Token);
        missing.ShouldNotBeEmpty();
        missing.ShouldAllBe(m => m.Name.Length > 0 && m.Remedy.Length > 0);
    }

    [Fact]
    public async Task AFailedBuildIsToldWithTheClientsWords()
    {
        using var tree = bench.Tree();
        bench.Fixture.BreakBuild(tree);
        var package = bench.Context(tree, bench.Fixture.Base);
        var refusal = await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.BuildAsync(package));
        refusal.Message.ShouldContain(package.Id.ToString());
        refusal.Message.ShouldContain('\n');
        Directory.EnumerateFiles(package.LogDirectory).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AnArtifactOfAnotherVersionIsRefused()
    {
        using var tree = bench.Tree();
        await Coded.ThrowsAsync(BuildCodes.Version, () => bench.BuildAsync(bench.Context(tree, bench.Fixture.Base) with { Version = "9.9.9" }));
    }
}
