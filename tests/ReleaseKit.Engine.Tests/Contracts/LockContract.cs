using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>The client takes a lock file that it wrote and a release edited, and finds nothing to change in it.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
public abstract class LockContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private const string NewVersion = "1.7.0";

    [Fact]
    [Facet(Facet.Locks)]
    public async Task TheClientTakesAnEditedLockFileAsItIs()
    {
        using var tree = bench.Tree();
        bench.Fixture.WriteLock(tree, bench.Client(tree));
        var workspace = await tree.DiscoverAsync(bench.Adapter);
        workspace.Packages.ShouldContain(package => package.LockFile != null || package.OtherLockFiles.Length > 0);
        foreach (var file in workspace.Packages.SelectMany(package => Changes(package, tree.Version)).GroupBy(change => change.File))
        {
            var source = tree.Source(file.Key.Value);
            await File.WriteAllBytesAsync(
                Path.Combine(tree.Path, file.Key.Value), source.With(bench.Adapter.Workspace.Edit(source, [.. file])).Encode(), TestContext.Current.CancellationToken);
        }

        var locks = workspace.Packages.SelectMany(Locks).Distinct().ToDictionary(file => file.Value, file => tree.Read(file.Value));
        locks.Values.ShouldAllBe(text => text.Contains(NewVersion));
        bench.Fixture.CheckLock(tree, bench.Client(tree));
        locks.Keys.ShouldAllBe(file => tree.Read(file) == locks[file]);
    }

    private IEnumerable<ManifestChange> Changes(Package package, string from) =>
    [
        new VersionChange(package.VersionFile, package.Id, from, NewVersion),
        .. package.Dependencies.Select(edge => (edge, moved: bench.Adapter.Versions.MoveRange(edge.Range, NewVersion))).Where(e => e.moved != e.edge.Range)
            .Select(e => new RangeChange(e.edge.DeclaredIn, package.Id, e.edge.Id, e.edge.Kind, e.edge.Range, e.moved)),
        .. Locks(package).Select(file => new LockChange(file, package.Id, from, NewVersion)),
    ];

    private static IEnumerable<RelativePath> Locks(Package package) =>
        package.LockFile is { } own ? package.OtherLockFiles.Prepend(own) : package.OtherLockFiles;
}
