using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Tests.DotNet;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>Versions are taken back from a loopback feed.</summary>
public sealed class NuGetWithdrawalTests
{
    private const string Good = "oy2-the-good-key-0123456789";

    [Fact]
    public async Task AnUnlistedVersionCanStillBeRestored()
    {
        using var bench = await DotNetBench.CreateAsync(Good);
        var (_, artifacts) = bench.Make("Acme.Core");
        var package = bench.Context("Acme.Core", "1.0.0", new Secret(Good, "MY_KEY"));
        await bench.Adapter.Publisher.PublishAsync(package, artifacts, DotNetBench.Cancellation);
        var withdrawal = bench.Adapter.Withdrawal;
        withdrawal.Capability(package).Kind.ShouldBe(WithdrawalKind.Unlist);
        (await withdrawal.IsWithdrawnAsync(package, DotNetBench.Cancellation)).ShouldBeFalse();

        var refused = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => withdrawal.WithdrawAsync(bench.Context("Acme.Core", "1.0.0", new Secret("oy2-bad", "BAD_KEY")), "wrong", DotNetBench.Cancellation));
        refused.Message.ShouldContain("BAD_KEY");
        refused.Message.ShouldNotContain("oy2-bad");
        (await withdrawal.IsWithdrawnAsync(package, DotNetBench.Cancellation)).ShouldBeFalse();

        (await withdrawal.WithdrawAsync(package, "wrong", DotNetBench.Cancellation)).ShouldBe("unlisted");
        (await withdrawal.IsWithdrawnAsync(package, DotNetBench.Cancellation)).ShouldBeTrue();
        (await withdrawal.WithdrawAsync(package, "again", DotNetBench.Cancellation)).ShouldBe("unlisted");
        (await bench.Adapter.Registry.FindAsync(package, DotNetBench.Cancellation)).ShouldNotBeNull("an unlisted version stays");
        (await Coded.ThrowsAsync(RollbackCodes.Failed, () => withdrawal.WithdrawAsync(package with { Version = "9.0.0" }, "wrong", DotNetBench.Cancellation))).Message.ShouldContain("9.0.0");
    }

    [Theory]
    [InlineData("https://api.nuget.org/v3/index.json", "https://www.nuget.org/packages/Acme.Core/1.0.0/Manage")]
    [InlineData("https://feed.example.test/v3/index.json", "own page")]
    public async Task TheManualWayIsThatOfTheFeed(string registry, string expected)
    {
        using var bench = await DotNetBench.CreateAsync(registry: false);
        var address = new Uri(registry);
        bench.Adapter.Withdrawal.Capability(bench.Context("Acme.Core", "1.0.0") with { Endpoint = new RegistryEndpoint(address, address, null) }).Manual.ShouldContain(expected);
    }
}
