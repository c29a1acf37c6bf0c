using System.Diagnostics;
using System.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Killed at its writes, here or on machine after machine, a release ends where an undisturbed one ends.</summary>
public sealed class LedgerTests(PackedSdk sdk)
{
    private const int MostAttempts = 25;

    [Fact]
    public void KilledAgainAndAgainOnOneMachineItEndsAsIfNothingHadHappened()
    {
        Require();
        using var rig = new KillRig(sdk.NewWorkspace);

        var kills = KillAlong(rig, attempt => attempt % 3 == 2 ? Kill.Parent : Kill.Everything, _ => false);

        kills.ShouldBeGreaterThan(3);
        rig.Final().ShouldBe(Undisturbed());
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

    /// <summary>What an undisturbed release leaves; computed once.</summary>
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
