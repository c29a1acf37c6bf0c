using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class GroupTests
{
    [Fact]
    public void AFixedGroupIsReleasedTogetherAcrossEcosystems()
    {
        var plan = new PlanBuilder().Package("a", "1.2.0").Package("python:b", "2.0.0").Package("c").Group("core", GroupVersioning.Fixed, "a", "python:b").Commit("feat: x", "a").Plan();
        plan.Summary().ShouldBe(["a 1.2.0 → 2.1.0 (major)", "b 2.0.0 → 2.1.0 (minor)"]);
        plan.Of("python:b").Reasons.ShouldHaveSingleItem().ShouldBe(new ReleaseReason(ReasonKind.Group, BumpLevel.Minor, "fixed in core with a", Package: PlanBuilder.Id("a")));
    }

    [Fact]
    public void ALinkedGroupReleasesWhatChangedWithOneVersion()
    {
        var plan = new PlanBuilder().Package("a", "1.2.0").Package("b", "1.4.0").Package("c", "1.3.0").Group("ui", GroupVersioning.Linked, "a", "b", "c")
            .Commit("feat: x", "a").Commit("fix: y", "c").Plan();
        plan.Summary().ShouldBe(["a 1.2.0 → 1.5.0 (minor)", "c 1.3.0 → 1.5.0 (minor)"]);
        plan.Of("c").Reasons.Select(r => r.Summary).ShouldBe(["y", "linked in ui with a"]);
        plan.WhySkipped("b").ShouldBe("no change since b-v1.4.0");
    }

    [Fact]
    public void AMemberThatIsReachedThroughADependencyJoinsItsLinkedGroup() =>
        new PlanBuilder().Package("a", "1.2.0").Package("b", "1.4.0").Package("c", "1.3.0").Edge("b", "a", "^1.2.0").Group("ui", GroupVersioning.Linked, "a", "b", "c").Commit("feat: x", "a").Plan()
            .Summary().ShouldBe(["a 1.2.0 → 1.5.0 (minor)", "b 1.4.0 → 1.5.0 (minor)"]);

    [Fact]
    public void MembersThatShareAPlaceAreReleasedTogetherInALinkedGroup() =>
        new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0").Package("c", "1.5.0").Group("ui", GroupVersioning.Linked, "a", "c").Commit("fix: x", "a").Plan()
            .Summary().ShouldBe(["a 1.0.0 → 1.5.1 (minor)", "b 1.0.0 → 1.5.1 (minor)"]);

    [Fact]
    public void AMemberThatIsNotReleasedCountsWithItsVersion() =>
        new PlanBuilder().Package("a", "1.0.0").Private("b", "3.0.0").Group("core", GroupVersioning.Fixed, "a", "b").Commit("fix: x", "a").Plan()
            .Summary().ShouldBe(["a 1.0.0 → 3.0.1 (major)"]);

    [Fact]
    public void AnInterruptedLinkedGroupIsFinishedWithTheSameVersion() =>
        new PlanBuilder().Package("a", "1.5.0").Package("b", "1.5.0", "1.2.0").Package("c", "1.3.0").Group("ui", GroupVersioning.Linked, "a", "b", "c").Commit("fix: x", "b").Plan()
            .Summary().ShouldBe(["b 1.2.0 → 1.5.0 (minor)"]);

    [Fact]
    public void AMemberThatWasNeverReleasedDoesNotRaiseWhatIsWritten() =>
        new PlanBuilder().Package("a", "1.2.4", "1.2.3").Package("b", "1.2.4", "").Group("core", GroupVersioning.Fixed, "a", "b").Commit("fix: x", "a").Commit("feat!: y", "b").Plan()
            .Summary().ShouldBe(["a 1.2.3 → 1.2.4 (patch)", "b - → 1.2.4 (none)"]);

    [Fact]
    public void APendingMembersReleaseIsAsMuchAsItsGroups()
    {
        // Linked with b, a was raised by a patch; seen alone it would be a minor release, which breaks peers.
        var plan = new PlanBuilder().Package("a", "1.2.4", "1.0.0").Package("b", "1.2.3").Package("c").Edge("c", "a", ">=1.0.0", DependencyKind.Peer)
            .Group("ui", GroupVersioning.Linked, "a", "b").Commit("fix: x", "a").Semantics(ReleaseSemantics.Changesets2).Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.2.4 (minor)"]);
    }

    [Fact]
    public void AFixedGroupMayShareItsTag()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Group("core", GroupVersioning.Fixed, "a", "b").Commit("feat: x", "a");
        builder.Policy = builder.Policy with { Tag = (_, version) => $"core-v{version}" };
        builder.Plan().Releases.Select(r => r.Tag).ShouldBe(["core-v1.1.0", "core-v1.1.0"]);
        builder.Policy = builder.Policy with { Groups = [builder.Policy.Groups[0] with { Versioning = GroupVersioning.Linked }] };
        builder.Commit("feat: y", "b").Problems().Single().Code.ShouldBe("RK-TAG-COLLISION");
    }

    [Fact]
    public void ALabelOnlyNarrows()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Package("c").Group("ui", GroupVersioning.Independent, "a", "b").Commit("feat: x", "a", "c").Commit("fix: y", "b");
        builder.Policy = builder.Policy with { Group = "ui" };
        builder.Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.0.1 (patch)"]);
    }

    [Fact]
    public void APackageFollowsOneGroupOnly()
    {
        var two = new PlanBuilder().Package("a").Package("b").Group("x", GroupVersioning.Fixed, "a", "b").Group("y", GroupVersioning.Linked, "b");
        two.Problems().Single().Code.ShouldBe("RK-GROUP-CONFLICT");
        new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0").Group("x", GroupVersioning.Fixed, "a").Group("y", GroupVersioning.Fixed, "b")
            .Problems().Single().Code.ShouldBe("RK-GROUP-CONFLICT");
        new PlanBuilder().Package("a").Group("x", GroupVersioning.Fixed, "a").With(p => p with { Synchronize = true }).Problems().Single().Code.ShouldBe("RK-GROUP-CONFLICT");
    }

    [Fact]
    public void AVersionForAllNeedsThemToShareIt()
    {
        var builder = new PlanBuilder().Package("a").Package("b").With(p => p with { ExplicitForAll = new ExplicitBump(BumpLevel.None, "3.0.0", "ReleaseAs") });
        builder.Problems().Single().Code.ShouldBe("RK-PLAN-EXPLICIT");
        builder.Group("x", GroupVersioning.Fixed, "a", "b").Plan().Releases.Select(r => r.To).ShouldBe(["3.0.0", "3.0.0"]);
    }

    [Fact]
    public void PropertiesGoBeforeFootersAndMayNotContradictEachOther()
    {
        ImmutableDictionary<PackageId, ExplicitBump> Asking(params (string Name, string Version)[] asked) =>
            asked.ToImmutableDictionary(a => PlanBuilder.Id(a.Name), a => new ExplicitBump(BumpLevel.None, a.Version, "ReleaseAs"));
        var builder = new PlanBuilder().Package("a").Package("b").Group("x", GroupVersioning.Fixed, "a", "b").Commit("chore: x\n\nRelease-As: 4.0.0", "a").With(p => p with { Explicit = Asking(("b", "2.0.0")) });
        builder.Plan().Releases.Select(r => r.To).ShouldBe(["2.0.0", "2.0.0"]);
        builder.With(p => p with { Explicit = Asking(("a", "3.0.0"), ("b", "2.0.0")) }).Problems().Single().Code.ShouldBe("RK-VERSION-ASKED");
        builder.With(p => p with { Explicit = Asking(("a", "3.0.0")), Excluded = p.Excluded.Add(PlanBuilder.Id("a"), "excluded") }).Problems().Single().Code.ShouldBe("RK-PLAN-EXPLICIT");
    }
}
