using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

public sealed class LeaseTests : LedgerTestBase
{
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task TheSecondInOneWorkTreeIsToldWhoWhereAndSinceWhen()
    {
        var git = await OpenAsync();
        using (LocalLease.Take(git.Facts.GitDirectory, Record("Ada")))
        {
            Coded.Throws(LedgerCodes.LeaseHeld, () => LocalLease.Take(git.Facts.GitDirectory, Record("Bob"))).Message
                .ShouldContain("Ada on builder (process 42) since 2026-01-05 09:00:00 UTC");
            LocalLease.TryTake(git.Facts.GitDirectory).ShouldBeNull();
        }

        LocalLease.Take(git.Facts.GitDirectory, Record("Bob")).Dispose();
        Repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task ALeaseThatWasGivenBackIsFree()
    {
        await using (await TakeAsync("Ada", _ => null))
        {
            RemoteRefs().ShouldBe([RemoteLease.Ref]);
        }

        RemoteRefs().ShouldBeEmpty();
        await (await TakeAsync("Bob", _ => null)).DisposeAsync();
    }

    [Fact]
    public async Task AHolderOnThisMachineThatLivesIsNotWaitedFor()
    {
        await using var ada = await TakeAsync("Ada", _ => null);
        var diagnostic = await Coded.ThrowsAsync(LedgerCodes.LeaseHeld, () => TakeAsync("Bob", _ => true));
        diagnostic.Message.ShouldContain("Ada on builder (process 42) since 2026-01-05 09:00:00 UTC");
        diagnostic.Message.ShouldContain("ReleaseBreakLease");
        _said.ShouldBeEmpty();
    }

    [Fact]
    public async Task AHolderOnThisMachineThatIsGoneIsNotWaitedFor()
    {
        await SetAsync(Record("Ada"));
        await (await TakeAsync("Bob", holder => holder.Who != "Ada")).DisposeAsync();
        _said.ShouldBeEmpty();
        _time.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task AHolderElsewhereWhoseBeatStandsStillForThreeBeatsIsReplaced()
    {
        // Its clock is a day ahead, or it began a year ago: neither matters.
        await SetAsync(Record("Ada") with { Since = DateTimeOffset.UnixEpoch });
        var lease = await _time.RunAsync(() => TakeAsync("Bob", _ => null));

        // What follows the last look is the new holder's first beat, if the clock gets that far.
        _time.Steps.Take(12).Aggregate(TimeSpan.Zero, (sum, step) => sum + step).ShouldBe(3 * RemoteLease.Beat);
        _said.ShouldHaveSingleItem().ShouldContain("Ada on builder");
        LeaseRecord.Read(Remote.Git("show", RemoteLease.Ref + ":lease.json"))!.Who.ShouldBe("Bob");
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task AHolderElsewhereThatBeatsOnceIsNeverRobbed()
    {
        await SetAsync(Record("Ada"));
        var looks = 0;
        var diagnostic = await Coded.ThrowsAsync(LedgerCodes.LeaseHeld, () => _time.RunAsync(() => TakeAsync("Bob", _ =>
        {
            // The last beat before patience ends.
            if (++looks == 11)
            {
                SetAsync(Record("Ada") with { Beat = 1 }).GetAwaiter().GetResult();
            }

            return null;
        })));
        diagnostic.Message.ShouldContain("Ada on builder");
    }

    [Fact]
    public async Task TheHolderBeats()
    {
        var lease = await TakeAsync("Ada", _ => null);
        Beat().ShouldBe(0);
        (await _time.RunAsync(() => Task.Run(
            () =>
            {
                while (Beat() < 2)
                {
                }

                return Beat();
            },
            Cancellation))).ShouldBeGreaterThanOrEqualTo(2);
        await lease.DisposeAsync();
        RemoteRefs().ShouldBeEmpty();

        int Beat() => LeaseRecord.Read(Remote.Git("show", RemoteLease.Ref + ":lease.json"))!.Beat;
    }

    [Fact]
    public async Task WhoLostTheLeaseDoesNotTakeItBackOnLeaving()
    {
        var ada = await TakeAsync("Ada", _ => null);
        await SetAsync(Record("Bob"));
        await ada.DisposeAsync();
        LeaseRecord.Read(Remote.Git("show", RemoteLease.Ref + ":lease.json"))!.Who.ShouldBe("Bob");
    }

    [Fact]
    public async Task ABrokenLeaseIsTakenAtOnce()
    {
        await SetAsync(Record("Ada"));
        var lease = await RemoteLease.TakeAsync(await OpenAsync(), "origin", Record("Bob"), _ => true, true, _time, _said.Add, Cancellation);
        LeaseRecord.Read(Remote.Git("show", RemoteLease.Ref + ":lease.json"))!.Who.ShouldBe("Bob");
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task OfManyAtOnceOneGetsIt()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            try
            {
                return await RemoteLease.TakeAsync(await OpenAsync(Clone($"c{i}")), "origin", Record($"R{i}"), _ => true, false, _time, _said.Add, Cancellation);
            }
            catch (ReleaseException e) when (e.Diagnostics[0].Code == "RK-LEASE-HELD")
            {
                return null;
            }
        }));
        await attempts.OfType<RemoteLease>().ShouldHaveSingleItem().DisposeAsync();
    }

    [Fact]
    public void AProcessIsKnownByItsIdAndItsStart()
    {
        var identity = new RunnerIdentity(new SnapshotEnvironment(new Dictionary<string, string> { ["USER"] = "ada", ["CI_JOB_URL"] = "https://ci.test/7" }), Repository.Path);
        var self = identity.Describe(DateTimeOffset.UnixEpoch);
        (self.Who, self.Job, self.Host).ShouldBe(("ada", "https://ci.test/7", Environment.MachineName));
        identity.IsAlive(self).ShouldBe(true);
        identity.IsAlive(self with { Started = "1" }).ShouldBe(false);
        identity.IsAlive(self with { ProcessId = int.MaxValue }).ShouldBe(false);
        identity.IsAlive(self with { Machine = "another" }).ShouldBeNull();
        identity.Describe(DateTimeOffset.UnixEpoch).Runner.ShouldNotBe(self.Runner);
    }

    [Theory]
    [InlineData("https://me:pa55word@ci.test/7")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void AJobThatIsNoPlainAddressIsNotShown(string address) =>
        new RunnerIdentity(new SnapshotEnvironment(new Dictionary<string, string> { ["CI_JOB_URL"] = address }), "").Describe(DateTimeOffset.UnixEpoch).Job.ShouldBeNull();

    private static LeaseRecord Record(string who) => new()
    {
        Runner = "run of " + who,
        Who = who,
        Host = "builder",
        Machine = "m",
        ProcessId = 42,
        Started = "1",
        Since = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
    };

    private async Task<RemoteLease> TakeAsync(string who, Func<LeaseRecord, bool?> isAlive) =>
        await RemoteLease.TakeAsync(await OpenAsync(), "origin", Record(who), isAlive, false, _time, _said.Add, Cancellation);

    /// <summary>Makes the remote's lease somebody's, as another machine would.</summary>
    private async Task SetAsync(LeaseRecord record)
    {
        var commit = await (await OpenAsync()).Objects().CommitFilesAsync(new Dictionary<string, string> { ["lease.json"] = record.Write() }, [], "lease", Cancellation);
        Repository.Git("push", "--quiet", "--force", "origin", $"{commit}:{RemoteLease.Ref}");
    }
}
