using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What the ecosystem's own client says of what the adapter found and wrote.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
public abstract class ClientContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private const string NewVersion = "1.7.0";

    [Fact]
    [Facet(Facet.Discover)]
    public async Task TheClientKnowsTheSameMembersWithTheSameVersions()
    {
        using var tree = bench.Tree();
        var workspace = await tree.DiscoverAsync(bench.Adapter);
        bench.Ask(tree).Select(view => (view.Name, view.Version)).Order()
            .ShouldBe(workspace.Packages.Select(p => (p.Name, bench.Fixture.ManifestHoldsVersion ? p.Version : null)).Order());
    }

    [Fact]
    [Facet(Facet.Edit)]
    public async Task TheClientReadsWhatWasWritten()
    {
        using var tree = bench.Tree();
        var workspace = await tree.DiscoverAsync(bench.Adapter);
        foreach (var file in workspace.Packages.SelectMany(package => Changes(package, tree.Version)).GroupBy(change => change.File))
        {
            var source = tree.Source(file.Key.Value);
            await File.WriteAllBytesAsync(
                Path.Combine(tree.Path, file.Key.Value), source.With(bench.Adapter.Workspace.Edit(source, [.. file])).Encode(), TestContext.Current.CancellationToken);
        }

        var views = bench.Ask(tree);
        views.ShouldAllBe(view => view.Version == (bench.Fixture.ManifestHoldsVersion ? NewVersion : null));
        if (views.Single(view => view.Name == bench.Fixture.Top).Range is { } range)
        {
            range.ShouldContain(NewVersion);
            range.ShouldNotContain(tree.Version);
        }
    }

    /// <summary>Everything of a package that says a version.</summary>
    private IEnumerable<ManifestChange> Changes(Package package, string from)
    {
        if (bench.Fixture.ManifestHoldsVersion)
        {
            yield return new VersionChange(package.VersionFile, package.Id, from, NewVersion);
        }

        foreach (var edge in package.Dependencies)
        {
            if (bench.Adapter.Versions.MoveRange(edge.Range, NewVersion) is var moved && moved != edge.Range)
            {
                yield return new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, moved);
            }
        }
    }
}
