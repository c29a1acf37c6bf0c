using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>What every <see cref="IWithdrawal"/> keeps: what it says that the registry allows is what happens, and twice is as once.</summary>
/// <typeparam name="TFixture">The ecosystem.</typeparam>
/// <param name="bench">The suite's bench.</param>
[Facet(Facet.Withdraw)]
public abstract class WithdrawalContract<TFixture>(ContractBench<TFixture> bench) : IClassFixture<ContractBench<TFixture>>
    where TFixture : EcosystemFixture, new()
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IWithdrawal Withdrawal => bench.Adapter.Withdrawal;

    [Fact]
    public void WhatStaysAndWhatPersonsCanDoIsTold()
    {
        using var tree = bench.Tree();
        var capability = Withdrawal.Capability(bench.Context(tree, bench.Fixture.Base));
        bench.Fixture.Without.ContainsKey(Facet.Withdraw).ShouldBe(capability.Kind == WithdrawalKind.None);
        capability.Remains.ShouldNotBeEmpty();
        capability.Remains.ShouldNotEndWith(".");
        (capability.Kind != WithdrawalKind.None || capability.Manual.Length > 0).ShouldBeTrue("where nothing can be done from here, the way is told");
    }

    [Fact]
    public async Task AVersionIsWithdrawnOnceAndForAllAndOthersAreNot()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base);
        await bench.ReleaseAsync(package);
        using var later = bench.Tree();
        var other = bench.Context(later, bench.Fixture.Base);
        await bench.ReleaseAsync(other);
        (await Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeFalse();
        if (Withdrawal.Capability(package).Kind == WithdrawalKind.None)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => Withdrawal.WithdrawAsync(package, "wrong", Token));
            return;
        }

        (await Withdrawal.WithdrawAsync(package, "--it leaks; \"use\" another $(one)", Token)).ShouldNotBeEmpty();
        (await Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
        await Withdrawal.WithdrawAsync(package, "again", Token);
        (await Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
        (await Withdrawal.IsWithdrawnAsync(other, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task ARefusalIsToldAndAWrongCredentialNeverShown()
    {
        using var tree = bench.Tree();
        var accepted = bench.Context(tree, bench.Fixture.Base, ContractBench<TFixture>.GoodToken, bench.Guarded);
        if (Withdrawal.Capability(accepted).Kind == WithdrawalKind.None)
        {
            return;
        }

        await bench.ReleaseAsync(accepted);
        var refused = bench.Context(tree, bench.Fixture.Base, "contract-wrong-wrong-wrong", bench.Guarded);
        var refusal = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => Withdrawal.WithdrawAsync(refused, "wrong", Token));
        refusal.Message.ShouldNotContain("contract-wrong");
        (await Withdrawal.IsWithdrawnAsync(accepted, Token)).ShouldBeFalse();
        await Withdrawal.WithdrawAsync(accepted, "wrong", Token);
        (await Withdrawal.IsWithdrawnAsync(accepted, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task ARegistryThatCannotBeAskedIsNotTakenForOneThatDidIt()
    {
        using var tree = bench.Tree();
        var package = bench.Context(tree, bench.Fixture.Base, server: new Uri("http://127.0.0.1:9/"));
        await Should.ThrowAsync<ReleaseException>(() => Withdrawal.IsWithdrawnAsync(package, Token));
    }
}
