using System.Diagnostics;
using System.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Killed at its writes, here or on machine after machine, a release ends where an undisturbed one ends.</summary>
public sealed class LedgerTests(PackedSdk sdk)
{
    private const int MostAttempts = 25;
    private const int MostKills = 60;

    /// <summary>Every entry is a moment of its own: before or after an effect of which the next run has to make the best.</summary>
    [Fact]
    public void KilledAtEveryEntryOfItsLedgerOnOneMachineItEndsAsIfNothingHadHappened()
    {
        Require();
        using var undisturbed = new KillRig(sdk.NewWorkspace, small: true);
        undisturbed.Release().ExitCode.ShouldBe(0);
        using var rig = new KillRig(sdk.NewWorkspace, small: true);
        var struck = new HashSet<string>(StringComparer.Ordinal);
        CommandResult? ended = null;
        for (var attempt = 0; ended is null; attempt++)
        {
            attempt.ShouldBeLessThan(MostKills, $"It does not get on: {string.Join(", ", rig.Written)}");
            string? line = null;
            rig.OneProcess = attempt % 5 != 4;
            ended = rig.ReleaseUntil(
                () => (line = rig.NewLines.FirstOrDefault(l => !struck.Contains(l))) is not null,
                (attempt % 4) switch { 0 or 1 => Kill.Everything, 2 => Kill.Parent, _ => rig.OneProcess ? Kill.Client : Kill.Worker });
            struck.Add(line ?? "");
        }

        ended.ExitCode.ShouldBe(0, ended.Output);
        rig.Final().ShouldBe(undisturbed.Final());
        rig.Written.ShouldBeSubsetOf(undisturbed.Written.Concat(["plan intent"]).Concat(rig.Written.Where(l => l.StartsWith("restore", StringComparison.Ordinal))));
        undisturbed.Written.ShouldBeSubsetOf(rig.Written);
        struck.Count.ShouldBeGreaterThan(undisturbed.Written.Count / 2, string.Join(", ", struck));
    }

    [Fact]
    public void WorkersWhoseReleaseIsKilledGoWithItAndUploadNothingMore()
    {
        Require();
        const string Stalled = """{ "ecosystem": "npm", "package": "@kill/NAME", "operation": "upload", "latencyMs": 20000, "times": 1 }""";
        using var rig = new KillRig(sdk.NewWorkspace, $$"""{ "rules": [{{Stalled.Replace("NAME", "left", StringComparison.Ordinal)}}, {{Stalled.Replace("NAME", "right", StringComparison.Ordinal)}}] }""") { OneProcess = false };
        var said = new StringBuilder();
        using (var release = rig.Start(said))
        {
            WaitUntil(() => rig.Clients.Count(c => c.StartsWith("npm publish", StringComparison.Ordinal)) == 2, release, said);
            rig.ClientsOfWorkers.ShouldNotBeEmpty();
            release.Kill();
            release.WaitForExit();
        }

        // Before the end of the uploads.
        var clock = Stopwatch.StartNew();
        while (rig.Clients is { Count: > 0 } left)
        {
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15), string.Join(" | ", left));
        }

        rig.Registry.Stored().Count.ShouldBe(1);
        rig.OneProcess = true;
        var next = rig.Release();

        next.ExitCode.ShouldBe(0, next.Output);
        rig.Final().ShouldBe(Undisturbed());
    }

    [Theory]
    [InlineData("cargo")]
    [InlineData("go")]
    [InlineData("dart")]
    public void KilledAlongItsLedgerAReleaseOfAnotherEcosystemEndsAsIfNothingHadHappened(string ecosystem)
    {
        Require();
        Tool.Require(ecosystem);
        using var undisturbed = new KillRig(sdk.NewWorkspace, small: true, others: ecosystem);
        var whole = undisturbed.Release();
        whole.ExitCode.ShouldBe(0, whole.Output);
        using var rig = new KillRig(sdk.NewWorkspace, small: true, others: ecosystem);

        var kills = KillAlong(rig, attempt => attempt % 3 == 2 ? Kill.Client : Kill.Everything, attempt => attempt % 2 == 1);

        kills.ShouldBeGreaterThan(3);
        rig.Final().ShouldBe(undisturbed.Final());
    }

    [Fact]
    public void KilledOnEveryMachineInTurnItEndsAsIfNothingHadHappened()
    {
        Require();
        using var rig = new KillRig(sdk.NewWorkspace);

        var kills = KillAlong(rig, _ => Kill.Everything, _ => true);

        kills.ShouldBeGreaterThan(3);
        rig.Final().ShouldBe(Undisturbed());
    }

    [Fact]
    public void TheSecondReleaseOfOneRepositoryIsToldWhoReleasesAndTheNextOneGoesOnWhenThatDies()
    {
        Require();
        using var rig = new KillRig(sdk.NewWorkspace, """{ "rules": [{ "ecosystem": "npm", "package": "@kill/top", "operation": "upload", "latencyMs": 600000, "times": 1 }] }""");
        var said = new StringBuilder();
        using var first = rig.Start(said);
        WaitUntil(() => rig.Registry.Stored().Count == 3 && rig.Kinds.Count(k => k == "upload intent") == 4, first, said);

        // A plan beside it leaves alone what it has pinned.
        var pinned = rig.Machine.Read("packages/top/package.json");
        pinned.ShouldContain("\"@kill/left\": \"1.0.1\"");
        rig.Machine.MSBuild("Plan").ExitCode.ShouldBe(0);
        rig.Machine.Read("packages/top/package.json").ShouldBe(pinned);

        // In the same work tree, and from another clone of the remote.
        var here = rig.Release();
        rig.MoveToAnotherMachine();
        var there = rig.Release();

        foreach (var second in new[] { here, there })
        {
            second.ExitCode.ShouldNotBe(0);
            second.Output.ShouldContain("error RK-LEASE-HELD");
            second.Output.ShouldMatch($@"\S+ on {Environment.MachineName} \(process {first.Id}\) since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC");
        }

        first.HasExited.ShouldBeFalse(said.ToString());
        first.Kill();
        first.WaitForExit();

        // The new plan has the old one's place, and knows what it uploaded.
        var third = rig.Release("-p:ReleaseContinue=false");

        third.ExitCode.ShouldBe(0, third.Output);
        third.Output.ShouldNotContain("Continuing release");
        rig.Registry.Stored().Count.ShouldBe(4);
        rig.Machine.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    /// <summary>Kills a release again and again, each time some entries later, until it ends by itself.</summary>
    private static int KillAlong(KillRig rig, Func<int, Kill> how, Func<int, bool> move)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            // More each time, because what is done again before the next step is written again.
            var entries = 2 + (2 * attempt);
            if (rig.ReleaseUntil(() => rig.NewEntries >= entries, how(attempt)) is { } ended)
            {
                ended.ExitCode.ShouldBe(0, ended.Output);
                return attempt;
            }

            if (move(attempt))
            {
                rig.MoveToAnotherMachine();
            }
        }

        throw new InvalidOperationException($"It does not get on: {string.Join(", ", rig.Kinds)}");
    }

    /// <summary>What an undisturbed release leaves.</summary>
    private string Undisturbed()
    {
        using var rig = new KillRig(sdk.NewWorkspace);
        var release = rig.Release();
        release.ExitCode.ShouldBe(0, release.Output);
        var final = rig.Final();
        final.ShouldContain("@kill/top-v1.0.1");
        return final;
    }

    private static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the processes of a release through /proc");
        Tool.Require("npm");
    }

    private static void WaitUntil(Func<bool> happened, Process process, StringBuilder said)
    {
        var clock = Stopwatch.StartNew();
        while (!happened())
        {
            if (process.WaitForExit(TimeSpan.FromMilliseconds(50)))
            {
                process.WaitForExit();
                Assert.Fail($"the release ended too early: {said}");
            }

            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
        }
    }
}
