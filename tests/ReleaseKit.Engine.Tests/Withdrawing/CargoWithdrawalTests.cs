using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Tests.Cargo;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>The real cargo yanks versions of a loopback registry.</summary>
public sealed class CargoWithdrawalTests
{
    [Fact]
    public async Task AYankedVersionStaysAndIsNotChosenAnyMore()
    {
        using var bench = await CargoBench.StartAsync();
        bench.Tree.WithCrate("a", "description = \"d\"\nlicense = \"MIT\"\n");
        var package = bench.Context("a");
        var artifact = await bench.ReleaseAsync(package);
        var withdrawal = bench.Adapter.Withdrawal;
        withdrawal.Capability(package).Kind.ShouldBe(WithdrawalKind.Yank);
        (await withdrawal.IsWithdrawnAsync(package, CargoBench.Cancellation)).ShouldBeFalse();

        var refused = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => withdrawal.WithdrawAsync(bench.Context("a", token: "cio-wrong"), "wrong", CargoBench.Cancellation));
        refused.Message.ShouldContain("MY_TOKEN");
        refused.Message.ShouldNotContain("cio-wrong");

        (await withdrawal.WithdrawAsync(package, "wrong", CargoBench.Cancellation)).ShouldBe("yanked");
        (await withdrawal.IsWithdrawnAsync(package, CargoBench.Cancellation)).ShouldBeTrue();
        (await withdrawal.WithdrawAsync(package, "again", CargoBench.Cancellation)).ShouldBe("yanked");
        (await bench.Adapter.Registry.FindAsync(package, CargoBench.Cancellation)).ShouldNotBeNull("a yanked version stays");
        await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.Adapter.Consumer.InstallAndLoadAsync(package, [artifact], CargoBench.Cancellation));
        (await Coded.ThrowsAsync(RollbackCodes.Failed, () => withdrawal.WithdrawAsync(package with { Version = "9.0.0" }, "wrong", CargoBench.Cancellation))).Message.ShouldContain("9.0.0");
    }
}
