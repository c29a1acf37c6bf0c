using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IConsumer"/> keeps.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
[Facet(Facet.Verify)]
public abstract class ConsumerContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APackageIsInstalledWithWhatItDependsOnAndLoaded()
    {
        using var tree = bench.Tree();
        await bench.ReleaseAsync(bench.Context(tree, bench.Fixture.Base));
        var package = bench.Context(tree, bench.Fixture.Top);
        var artifacts = await bench.ReleaseAsync(package);
        var before = tree.Snapshot();
        var said = await bench.Adapter.Consumer.InstallAndLoadAsync(package, artifacts, Token);
        said.ShouldContain(bench.Fixture.Loaded(bench.Fixture.Top));
        tree.Snapshot().ShouldBe(before);
    }

    [Fact]
    public async Task AVersionThatIsNotThereCannotBeInstalled()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.BuildAsync(package);
        await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.Adapter.Consumer.InstallAndLoadAsync(package, artifacts, Token));
    }

    [Fact]
    public void TheInstallCommandNamesPackageAndVersion()
    {
        using var tree = bench.Tree();
        var command = bench.Adapter.Consumer.InstallCommand(bench.Context(tree, bench.Fixture.Top, ContractBench<TFixture>.GoodToken));
        command.ShouldContain(bench.Fixture.Top);
        command.ShouldContain(tree.Version);
        command.ShouldNotContain(ContractBench<TFixture>.GoodToken);
        command.ShouldNotContain('\n');
    }
}
