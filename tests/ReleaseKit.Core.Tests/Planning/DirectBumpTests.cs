using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class DirectBumpTests
{
    [Theory]
    [InlineData("feat: x", "1.2.0", "1.3.0", BumpLevel.Minor)]
    [InlineData("fix: x", "1.2.0", "1.2.1", BumpLevel.Patch)]
    [InlineData("perf: x", "1.2.0", "1.2.1", BumpLevel.Patch)]
    [InlineData("feat!: x", "1.2.0", "2.0.0", BumpLevel.Major)]
    [InlineData("chore: x\n\nBREAKING CHANGE: y", "1.2.0", "2.0.0", BumpLevel.Major)]
    [InlineData("feat!: x", "0.2.3", "0.3.0", BumpLevel.Minor)]
    [InlineData("feat: x", "0.2.3", "0.3.0", BumpLevel.Minor)]
    [InlineData("fix: x", "0.2.3", "0.2.4", BumpLevel.Patch)]
    public void TheStrongestChangeDecides(string message, string from, string to, BumpLevel bump)
    {
        var plan = new PlanBuilder().Package("core", from).Commit("docs: z", "core").Commit(message, "core").Commit("chore: y", "core").Plan();
        var release = plan.Of("core");
        (release.From, release.To, release.Bump, release.Tag).ShouldBe((from, to, bump, $"core-v{to}"));
        release.Reasons.ShouldHaveSingleItem().Kind.ShouldBe(ReasonKind.Commit);
        release.Reasons[0].Bump.ShouldBe(bump);
        release.Edits.ShouldHaveSingleItem().ShouldBe(new VersionChange(plan.Releases[0].Edits[0].File, PlanBuilder.Id("core"), from, to));
    }

    [Fact]
    public void MajorOnZeroLeavesInitialDevelopment()
    {
        var builder = new PlanBuilder().Package("core", "0.2.3").Commit("feat!: x", "core");
        builder.Policy = builder.Policy with { MajorOnZero = true };
        builder.Plan().Summary().ShouldBe(["core 0.2.3 → 1.0.0 (major)"]);
    }

    [Fact]
    public void ReasonsKeepWhatTheCommitSaid()
    {
        var plan = new PlanBuilder().Package("core").Commit("feat(api)!: drop v1 (#12)\n\nBREAKING CHANGE: use v2", "core").Commit("fix: typo", "core").Plan();
        plan.Of("core").Reasons.Select(r => (r.Bump, r.CommitType, r.Scope, r.Breaking, r.Summary))
            .ShouldBe([(BumpLevel.Major, "feat", "api", true, "drop v1"), (BumpLevel.Patch, "fix", null, false, "typo")]);
        var first = plan.Of("core").Reasons[0];
        first.Commit.ShouldBe(1.ToString("d40"));
        first.BreakingNote.ShouldBe("use v2");
        first.References.ShouldBe(["12"]);
    }

    [Fact]
    public void ARevertWithinTheRangeCancelsItsCommit()
    {
        var plan = new PlanBuilder().Package("core").Commit("feat: x", "core").Commit($"revert: feat: x\n\nThis reverts commit {1:d40}.", "core").Plan();
        plan.IsEmpty.ShouldBeTrue();
        plan.WhySkipped("core").ShouldBe("no releasable change since core-v1.0.0 (2 commits)");
    }

    [Fact]
    public void ARevertOfAReleasedCommitIsAPatch() =>
        new PlanBuilder().Package("core").Commit("revert: feat: x\n\nThis reverts commit abcdef1.", "core").Plan()
            .Summary().ShouldBe(["core 1.0.0 → 1.0.1 (patch)"]);

    [Fact]
    public void ACommitMayAskForAVersion()
    {
        var plan = new PlanBuilder().Package("core").Commit("feat: x\n\nRelease-As: 1.5.0", "core").Commit("chore: y\n\nRelease-As: 4.0.0", "core").Commit("feat!: z", "core").Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 4.0.0 (major)"]);
        plan.Of("core").Reasons[0].ShouldBe(new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, "Release-As: 4.0.0", 2.ToString("d40")));
    }

    [Theory]
    [InlineData("0.9.0")]
    [InlineData("1.0.0")]
    [InlineData("seven")]
    public void AVersionThatCannotBeReleasedIsRefused(string asked) =>
        new PlanBuilder().Package("core").Commit($"chore: x\n\nRelease-As: {asked}", "core").Problems().Single().Code.ShouldBe("RK-VERSION-ASKED");

    [Theory]
    [InlineData(BumpLevel.Major, null, "core 0.2.3 → 1.0.0 (major)")]
    [InlineData(BumpLevel.Patch, null, "core 0.2.3 → 0.2.4 (patch)")]
    [InlineData(BumpLevel.None, "0.9.0", "core 0.2.3 → 0.9.0 (minor)")]
    public void ABumpMayBeAskedForOutright(BumpLevel level, string? version, string summary)
    {
        var builder = new PlanBuilder().Package("core", "0.2.3");
        builder.Policy = builder.Policy with { Explicit = ImmutableDictionary<PackageId, ExplicitBump>.Empty.Add(PlanBuilder.Id("core"), new ExplicitBump(level, version, "ReleaseBump")) };
        var plan = builder.Plan();
        plan.Summary().ShouldBe([summary]);
        plan.Of("core").Reasons.ShouldBe([new ReleaseReason(ReasonKind.Explicit, level, "ReleaseBump")]);
    }

    [Fact]
    public void NothingHappensWithoutAChange()
    {
        var plan = new PlanBuilder().Package("core").Plan();
        plan.IsEmpty.ShouldBeTrue();
        plan.Order.ShouldBeEmpty();
        plan.WhySkipped("core").ShouldBe("no change since core-v1.0.0");
    }
}
