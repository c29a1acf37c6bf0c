using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Core.Tests.Scheduling;

public sealed class RegistryBudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NewCratesAreSlowerThanKnownOnes()
    {
        var budget = RegistryBudget.For(new Uri("https://index.crates.io/"));
        (budget.Uploads.Burst, budget.Uploads.PerMinute, budget.NewPackages.Burst, budget.NewPackages.PerMinute).ShouldBe((30, 1, 5, 0.1));
    }

    [Fact]
    public void PubDevTakesFourNewPackagesInTwoMinutes()
    {
        var budget = RegistryBudget.For(new Uri("https://pub.dev/"));
        (budget.NewPackages.Burst, budget.NewPackages.PerMinute).ShouldBe((4, 2));
        budget.Uploads.Burst.ShouldBe(200);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4873/npm/")]
    [InlineData("https://npm.example.org/")]
    public void ARegistryOfOnesOwnHasNoLimit(string address) => RegistryBudget.For(new Uri(address)).ShouldBe(RegistryBudget.Unlimited);

    [Fact]
    public void WhatIsConfiguredReplacesWhatIsKnown()
    {
        var budget = RegistryBudget.For(new Uri("https://index.crates.io/")).With(new UploadLimits(Burst: 100, NewPerMinute: 2));
        budget.ShouldBe(new RegistryBudget(new RateBudget(100, 1), new RateBudget(5, 2)));
        RegistryBudget.Unlimited.With(new UploadLimits(PerMinute: 6)).Uploads.ShouldBe(new RateBudget(1, 6));
        RegistryBudget.Unlimited.With(new UploadLimits()).ShouldBe(RegistryBudget.Unlimited);
    }

    [Fact]
    public void ABudgetSurvivesBeingWritten()
    {
        foreach (var budget in new[] { RegistryBudget.Unlimited, RegistryBudget.For(new Uri("https://api.nuget.org/v3/index.json")), RegistryBudget.For(new Uri("https://upload.pypi.org/legacy/")), RegistryBudget.For(new Uri("https://pub.dev/")) })
        {
            RegistryBudget.Parse(budget.ToString()).ShouldBe(budget);
        }

        Should.Throw<FormatException>(() => RegistryBudget.Parse("1 2 3"));
    }

    [Fact]
    public void ABucketEmptiesAndFillsAgain()
    {
        var budget = new RateBudget(2, 6);
        var bucket = new TokenBucket(2, Start).Take(budget, Start, 1).Take(budget, Start, 1);
        bucket.Wait(budget, Start).ShouldBe(TimeSpan.FromSeconds(10));
        bucket.Wait(budget, Start.AddSeconds(4)).ShouldBe(TimeSpan.FromSeconds(6));
        bucket.Wait(budget, Start.AddSeconds(10)).ShouldBe(TimeSpan.Zero);
        bucket.Refilled(budget, Start.AddHours(1)).Tokens.ShouldBe(2);
        bucket.Take(budget, Start.AddHours(-1), 3).Wait(budget, Start.AddHours(-1)).ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void NoMoreThanBurstAndRefillEverGetsThrough() =>
        Prop.ForAll(Gen.Choose(1, 20).SelectMany(b => Gen.Choose(1, 60).SelectMany(r => Gen.Choose(0, 30).ListOf(40).Select(gaps => (Burst: b, Rate: r, Gaps: gaps)))).ToArbitrary(), script =>
        {
            var budget = new RateBudget(script.Burst, script.Rate);
            var bucket = new TokenBucket(script.Burst, Start);
            var now = Start;
            var taken = 0;
            foreach (var gap in script.Gaps)
            {
                now = now.AddSeconds(gap);
                if (bucket.Wait(budget, now) == TimeSpan.Zero)
                {
                    bucket = bucket.Take(budget, now, 1);
                    taken++;
                }
            }

            return taken <= script.Burst + ((now - Start).TotalMinutes * script.Rate) + 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void PausesDoubleUpToTheLongestAndKeepARandomPart()
    {
        var pauses = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        new[] { 1, 2, 3, 4, 5, 100 }.Select(n => pauses.Delay(n, 0.5).TotalSeconds).ShouldBe([0.5, 1, 2, 4, 5, 5]);
        pauses.Delay(3, 0).ShouldBe(TimeSpan.Zero);
    }
}
