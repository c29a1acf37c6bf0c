using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.Npm;

namespace ReleaseKit.Engine.Tests.RealRegistries;

/// <summary>The npm adapter against a registry that somebody else wrote; what is true there is true of the registry of rehearsals.</summary>
public sealed class VerdaccioTests(ContractBench<NpmFixture> bench) : IClassFixture<ContractBench<NpmFixture>>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWholeWayIsGoneOnceHoweverOftenItIsBegun()
    {
        bench.Fixture.RequireTools();
        using var server = await VerdaccioServer.StartAsync(Token);
        using var tree = bench.Tree();
        foreach (var uploads in new[] { true, false })
        {
            foreach (var name in new[] { bench.Fixture.Base, bench.Fixture.Top })
            {
                var publication = new PackagePublication(bench.Adapter, Context(tree, name, server), TimeProvider.System);
                var artifacts = await publication.BuildAsync("contract", [], Token);
                (await publication.PublishAsync(artifacts, Token)).ShouldBe(uploads);
                await publication.AwaitAsync(Patience, Token);
                (await publication.VerifyAsync(artifacts, smokeTest: true, Token)).ShouldContain($"installed {name} {tree.Version}");
            }
        }
    }

    [Fact]
    public async Task BothRegistriesTellTheSameOfTheSameUpload()
    {
        bench.Fixture.RequireTools();
        using var server = await VerdaccioServer.StartAsync(Token);
        using var tree = bench.Tree();
        var here = bench.Context(tree, bench.Fixture.Base);
        var artifacts = await bench.ReleaseAsync(here);
        var there = Context(tree, bench.Fixture.Base, server);
        (await bench.Adapter.Registry.KnowsAsync(there, Token)).ShouldBeFalse();
        (await bench.FindAsync(there)).ShouldBeNull();
        await bench.PublishAsync(there, artifacts);
        var (mine, its) = ((await bench.FindAsync(here)).ShouldNotBeNull(), (await bench.FindAsync(there)).ShouldNotBeNull());
        (its.Version, its.IsOpaque).ShouldBe((mine.Version, mine.IsOpaque));
        its.Files.Select(f => (f.FileName, f.Sha256, f.Sha512, f.IsYanked)).ShouldBe(mine.Files.Select(f => (f.FileName, f.Sha256, f.Sha512, f.IsYanked)));
        (await bench.FindAsync(there with { Version = "7.7.7" })).ShouldBeNull();
        (await bench.Adapter.Registry.KnowsAsync(there with { Version = "7.7.7" }, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task OtherBytesAndWrongCredentialsAreToldApart()
    {
        bench.Fixture.RequireTools();
        using var server = await VerdaccioServer.StartAsync(Token);
        using var tree = bench.Tree();
        var package = Context(tree, bench.Fixture.Base, server);
        var artifacts = await bench.BuildAsync(package);
        foreach (var token in new[] { null, "contract-wrong-wrong-wrong" })
        {
            var refusal = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.PublishAsync(Context(tree, bench.Fixture.Base, server, token), artifacts));
            refusal.Message.ShouldNotContain("contract-wrong");
        }

        (await bench.FindAsync(package)).ShouldBeNull();
        await bench.PublishAsync(package, artifacts);
        bench.Fixture.Alter(tree);
        var others = await bench.BuildAsync(package);
        await Coded.ThrowsAsync(PublishCodes.Exists, () => bench.PublishAsync(package, others));
    }

    [Fact]
    public async Task LatestIsMovedByStableVersionsAndMovedBackByAWithdrawal()
    {
        bench.Fixture.RequireTools();
        using var server = await VerdaccioServer.StartAsync(Token);
        var packages = new List<(ContractTree Tree, PackageContext Package)>();
        foreach (var version in new[] { "1.5.0", "1.6.0", "1.7.0-rc.1" })
        {
            var tree = bench.Tree(version);
            packages.Add((tree, Context(tree, bench.Fixture.Base, server)));
            await bench.ReleaseAsync(packages[^1].Package);
        }

        (await LatestAsync(server)).ShouldBe("1.6.0");
        var withdrawal = bench.Adapter.Withdrawal;
        (await withdrawal.IsWithdrawnAsync(packages[1].Package, Token)).ShouldBeFalse();
        await withdrawal.WithdrawAsync(packages[1].Package, "it leaks", Token);
        (await withdrawal.IsWithdrawnAsync(packages[1].Package, Token)).ShouldBeTrue();
        (await withdrawal.IsWithdrawnAsync(packages[0].Package, Token)).ShouldBeFalse();
        (await LatestAsync(server)).ShouldBe("1.5.0");
        await withdrawal.WithdrawAsync(packages[1].Package, "it leaks", Token);
        (await LatestAsync(server)).ShouldBe("1.5.0");
        packages.ForEach(p => p.Tree.Dispose());
    }

    private static async Task<string?> LatestAsync(VerdaccioServer server)
    {
        using var http = new HttpClient();
        using var packument = JsonDocument.Parse(await http.GetStreamAsync(new Uri(server.Address, "contract-base"), Token));
        return packument.RootElement.GetProperty("dist-tags").GetProperty("latest").GetString();
    }

    private PackageContext Context(ContractTree tree, string name, VerdaccioServer server) => Context(tree, name, server, server.Token);

    private PackageContext Context(ContractTree tree, string name, VerdaccioServer server, string? token) =>
        bench.Context(tree, name) with { Endpoint = new RegistryEndpoint(server.Address, server.Address, token is null ? null : new Secret(token, "NPM_TOKEN")) };
}
