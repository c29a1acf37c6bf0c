using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>Both packages of a sample on the whole way of a release, against the registry of rehearsals.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
public abstract class RehearsalContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Facet(Facet.Rehearse)]
    public async Task TheWholeWayIsGoneOnceHoweverOftenItIsBegun()
    {
        using var tree = bench.Tree();
        (await GoAsync(tree)).ShouldBe([true, true]);
        (await GoAsync(tree)).ShouldBe([false, false]);
    }

    /// <summary>The channel's version as the scheme writes it is what the client builds, the registry serves and the client installs.</summary>
    [Fact]
    [Facet(Facet.Versions)]
    public async Task APrereleaseIsTheSameVersionToTheSchemeTheClientAndTheRegistry()
    {
        var scheme = bench.Adapter.Versions;
        var version = scheme.Prerelease("1.99.0", "rc", 2);
        scheme.IsPrerelease(version).ShouldBeTrue();
        using var tree = bench.Tree(version);
        await GoAsync(tree);
        var package = bench.Context(tree, bench.Fixture.Base);
        (await bench.FindAsync(package)).ShouldNotBeNull().Version.ShouldBe(version);
        (await bench.FindAsync(package with { Version = scheme.Bump(version, Core.Versions.BumpLevel.Patch) })).ShouldBeNull();
    }

    /// <summary>Builds, uploads, awaits and verifies the packages, each after what it depends on; tells which were uploaded.</summary>
    private async Task<IReadOnlyList<bool>> GoAsync(ContractTree tree)
    {
        var uploaded = new List<bool>();
        foreach (var name in new[] { bench.Fixture.Base, bench.Fixture.Top })
        {
            var publication = new PackagePublication(bench.Adapter, bench.Context(tree, name), TimeProvider.System);
            var artifacts = await publication.BuildAsync("contract", [], Token);
            uploaded.Add(await publication.PublishAsync(artifacts, Token));
            await publication.AwaitAsync(Patience, Token);
            (await publication.VerifyAsync(artifacts, smokeTest: true, Token)).ShouldContain(bench.Fixture.Loaded(name));
        }

        return uploaded;
    }
}
