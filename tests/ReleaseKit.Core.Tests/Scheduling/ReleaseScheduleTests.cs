using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Core.Tests.Scheduling;

public sealed class ReleaseScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Registry = new("https://registry.test/");

    [Fact]
    public void ADependentStartsWhenItsDependenciesAreLive()
    {
        var schedule = Compute(8, Package("base"), Package("left", "base"), Package("right", "base"), Package("top", "left", "right"), Package("alone"));
        schedule.Entries.Select(e => (e.Package.Id.Name, e.Start.TotalSeconds, e.End.TotalSeconds)).ShouldBe(
            [("base", 0, 10), ("alone", 0, 10), ("left", 10, 20), ("right", 10, 20), ("top", 20, 30)]);
        schedule.End.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void NoMoreThanTheWidthAreOnTheirWay() =>
        Compute(2, [.. Enumerable.Range(0, 5).Select(i => Package($"p{i}"))]).End.ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    public void UploadsWaitForTheBudgetOfTheirRegistry()
    {
        var budget = new RegistryBudget(new RateBudget(10, 10), new RateBudget(1, 1));
        var schedule = Compute(8, [.. Enumerable.Range(0, 3).Select(i => Package($"p{i}") with { Budget = budget, IsNew = true }), Package("known") with { Budget = budget }]);
        schedule.Entries.Select(e => (e.Package.Id.Name, e.Upload.TotalSeconds)).ShouldBe([("p0", 4), ("p1", 64), ("p2", 124), ("known", 4)], ignoreOrder: true);
    }

    [Fact]
    public void AClosedGateHoldsEveryUploadToItsRegistry()
    {
        var schedule = ReleaseSchedule.Compute([Package("a"), Package("b")], 4, Start, _ => Start.AddMinutes(2));
        schedule.Entries.ShouldAllBe(e => e.Upload == TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void TheTableSaysWhenItEnds()
    {
        var schedule = Compute(4, Package("base"), Package("top", "base"));
        ScheduleTable.Render(schedule, Start).Split('\n').ShouldBe(
        [
            "package   version  registry       starts  uploads  live",
            "npm:base  1.0.0    registry.test  0:00    0:04     0:10",
            "npm:top   1.0.0    registry.test  0:10    0:14     0:20",
            "Estimated end: 2026-03-01 12:00:20 UTC, in 0:20, with up to 4 at a time (2 of 2 measured before).",
        ]);
    }

    [Fact]
    public void ALongTableLosesItsMiddle()
    {
        var lines = ScheduleTable.Render(Compute(1000, [.. Enumerable.Range(0, 1000).Select(i => Package($"p{i}"))]), Start).Split('\n');
        lines.Length.ShouldBe(33);
        lines.ShouldContain("… 970 more …");
    }

    [Fact]
    public void AThousandPackagesAreScheduledAtOnce() =>
        Compute(16, [.. Enumerable.Range(0, 1000).Select(i => i < 10 ? Package($"p{i}") : Package($"p{i}", $"p{i - 10}", $"p{i / 2}"))]).Entries.Length.ShouldBe(1000);

    private static ReleaseSchedule Compute(int width, params ScheduledPackage[] packages) => ReleaseSchedule.Compute(packages, width, Start, _ => DateTimeOffset.MinValue);

    private static ScheduledPackage Package(string name, params string[] dependencies) => new()
    {
        Id = new PackageId("npm", name),
        Version = "1.0.0",
        Dependencies = [.. dependencies.Select(d => new PackageId("npm", d))],
        Registry = Registry,
        Budget = RegistryBudget.Unlimited,
        Measured = new StageDurations(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)),
    };
}
