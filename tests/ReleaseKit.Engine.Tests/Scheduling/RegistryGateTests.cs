using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Scheduling;

public sealed class RegistryGateTests : IDisposable
{
    private static readonly Uri Registry = new("https://registry.test/npm/");
    private static readonly RegistryBudget Slow = new(new RateBudget(2, 6), RateBudget.Unlimited);
    private readonly ScratchDirectory _scratch = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task AnUnlimitedRegistryLetsEverybodyThrough()
    {
        for (var i = 0; i < 50; i++)
        {
            await Enter(RegistryBudget.Unlimited);
        }

        _said.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsBeyondTheBurstWaitsForTheRefill()
    {
        var start = _time.GetUtcNow();
        await _time.RunAsync(() => Times(5, () => Enter(Slow)));
        (_time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(30));
        _said.ShouldAllBe(s => s == "Waiting 10 s for the rate budget of registry.test.");
        _said.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AnotherProcessAndTheNextRunShareTheBudget()
    {
        await Enter(Slow);
        await Enter(Slow);
        // Another gate object on the same folder is what another node has.
        var start = _time.GetUtcNow();
        await _time.RunAsync(() => Times(1, () => Enter(Slow)));
        (_time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task NewPackagesHaveABudgetOfTheirOwn()
    {
        var budget = new RegistryBudget(new RateBudget(30, 1), new RateBudget(1, 0.1));
        await Enter(budget, isNew: true);
        await Enter(budget);
        var start = _time.GetUtcNow();
        await _time.RunAsync(() => Times(1, () => Enter(budget, isNew: true)));
        (_time.GetUtcNow() - start).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task SeveralFilesMayGoTogetherThoughTheBurstIsSmaller()
    {
        await Enter(Slow, files: 4);
        var start = _time.GetUtcNow();
        await _time.RunAsync(() => Times(1, () => Enter(Slow)));
        (_time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task AClosedGateHoldsEverybodyUntilTheRegistrySaid()
    {
        var until = _time.GetUtcNow().AddMinutes(5);
        await Gate().CloseAsync(Registry, until, Token);
        await Gate().CloseAsync(Registry, until.AddMinutes(-4), Token);
        Gate().Opens(Registry).ShouldBe(until);
        await _time.RunAsync(() => Times(2, () => Enter(RegistryBudget.Unlimited)));
        _time.GetUtcNow().ShouldBe(until);
        _said.ShouldBe(["Waiting until 2024-02-29 12:05:00 UTC: registry.test asks for it."]);
    }

    [Fact]
    public async Task ARegistryThatAsksForMoreThanTheRunWaitsIsAnErrorThatNamesTheTime()
    {
        await Gate().CloseAsync(Registry, _time.GetUtcNow().AddHours(2), Token);
        (await Coded.ThrowsAsync(PublishCodes.Busy, () => Enter(RegistryBudget.Unlimited))).Message.ShouldContain("2024-02-29 14:00:00 UTC");
    }

    [Fact]
    public async Task OtherRegistriesAreNotHeld()
    {
        await Gate().CloseAsync(new Uri("https://elsewhere.test/"), _time.GetUtcNow().AddMinutes(5), Token);
        await Enter(RegistryBudget.Unlimited);
    }

    [Fact]
    public async Task ManyNodesAtOnceTakeNoMoreThanTheBudget()
    {
        var budget = new RegistryBudget(new RateBudget(10, 0.001), RateBudget.Unlimited);
        using var enough = new CancellationTokenSource();
        var entered = 0;
        var all = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await new RegistryGate(_scratch.Path, TimeProvider.System, TimeSpan.FromHours(1)).EnterAsync(Registry, budget, 1, false, _ => Waiting(enough, ref entered), enough.Token);
            Waiting(enough, ref entered);
        })).ToArray();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(all));
        all.Count(t => t.IsCompletedSuccessfully).ShouldBe(10);
    }

    [Fact]
    public async Task ATornStateIsAFreshOne()
    {
        await Enter(Slow);
        File.WriteAllText(Directory.GetFiles(_scratch.File("registries"), "*.json").ShouldHaveSingleItem(), "{ \"Upl");
        await Enter(Slow);
    }

    /// <summary>Ten are through and six wait: nothing more will happen for a long time.</summary>
    private static void Waiting(CancellationTokenSource enough, ref int arrived)
    {
        if (Interlocked.Increment(ref arrived) == 16)
        {
            enough.Cancel();
        }
    }

    private static async Task<int> Times(int count, Func<Task> action)
    {
        for (var i = 0; i < count; i++)
        {
            await action();
        }

        return count;
    }

    private RegistryGate Gate() => new(_scratch.Path, _time, TimeSpan.FromHours(1));

    private Task Enter(RegistryBudget budget, int files = 1, bool isNew = false) => Gate().EnterAsync(Registry, budget, files, isNew, _said.Add, Token);
}
