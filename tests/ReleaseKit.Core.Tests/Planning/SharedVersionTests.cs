using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class SharedVersionTests
{
    [Fact]
    public void PackagesThatShareTheirVersionMoveTogether()
    {
        var plan = new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0").Package("c").Commit("fix: x", "a").Commit("feat: y", "b").Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.1.0 (minor)"]);
        plan.Of("a").Reasons.Select(r => (r.Kind, r.Package)).ShouldBe([(ReasonKind.Commit, null), (ReasonKind.Group, PlanBuilder.Id("b"))]);
        plan.Of("a").Reasons[1].Summary.ShouldBe("shares its version with b");
        plan.Releases.SelectMany(r => r.Edits).ShouldHaveSingleItem()
            .ShouldBe(new VersionChange(RelativePath.Parse("Directory.Build.props"), PlanBuilder.Id("a"), "1.0.0", "1.1.0"));
    }

    [Fact]
    public void ALockFileGetsTheVersionOfEveryoneWhoSharesItPrivateOnesIncluded()
    {
        var locked = RelativePath.Parse("Cargo.lock");
        PlanBuilder Locked(PlanBuilder builder, string name, bool isPublic) =>
            builder.Package(name, "1.0.0", null, p => p with { LockFile = locked, Publishable = isPublic, VersionFile = RelativePath.Parse("Cargo.toml"), VersionLocation = new SourceLocation("Cargo.toml", 3, 14) });
        var plan = Locked(Locked(new PlanBuilder(), "a", true), "tests", false).Package("c").Commit("feat: x", "a").Plan();
        plan.Releases.ShouldHaveSingleItem().Edits.ShouldBe(
        [
            new VersionChange(RelativePath.Parse("Cargo.toml"), PlanBuilder.Id("a"), "1.0.0", "1.1.0"),
            new LockChange(locked, PlanBuilder.Id("a"), "1.0.0", "1.1.0"),
            new LockChange(locked, PlanBuilder.Id("tests"), "1.0.0", "1.1.0"),
        ]);
    }

    [Fact]
    public void LockFilesGetTheVersionAndTheRangesThatTheyRepeat()
    {
        var (own, other) = (RelativePath.Parse("lock"), RelativePath.Parse("apps/lock"));
        var plan = new PlanBuilder().Package("core", "1.0.0", null, p => p with { LockFile = own, OtherLockFiles = [other, own] })
            .Package("app", "1.0.0", null, p => p with { RangeLockFile = other }).Package("docs", "1.0.0", null, p => p with { RangeLockFile = own, Publishable = false })
            .Edge("app", "core", "^1.0.0").Edge("docs", "core", "^1.0.0").Commit("feat!: x", "core").Plan();
        plan.Of("core").Edits.OfType<LockChange>().ShouldBe([new LockChange(own, PlanBuilder.Id("core"), "1.0.0", "2.0.0"), new LockChange(other, PlanBuilder.Id("core"), "1.0.0", "2.0.0")]);
        plan.Of("app").Edits.OfType<LockRangeChange>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => (c.File, c.Dependency, c.Kind, c.From, c.To).ShouldBe((other, PlanBuilder.Id("core"), DependencyKind.Runtime, "^1.0.0", "^2.0.0")),
            c => c.Directory.ShouldBe(RelativePath.Parse("app")));
        plan.OtherEdits.Select(e => e.GetType()).ShouldBe([typeof(RangeChange), typeof(LockRangeChange)]);
        plan.OtherEdits[1].File.ShouldBe(own);
    }

    [Fact]
    public void ADependentOfOneMemberFollowsTheGroupsVersion()
    {
        var plan = new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0").Package("app").Edge("app", "b").Commit("feat!: x", "a").Plan();
        plan.Of("app").To.ShouldBe("1.0.1");
        plan.Of("app").Edits.OfType<RangeChange>().Single().To.ShouldBe("^2.0.0");
    }

    [Fact]
    public void APatchThatReachesOneMemberReachesAll() =>
        new PlanBuilder().Package("core").Sharing("a", "2.0.0").Sharing("b", "2.0.0").Package("z").Edge("a", "core").Edge("z", "b", "^2.0.0").Commit("feat: x", "core").Plan()
            .Summary().ShouldBe(["a 2.0.0 → 2.0.1 (patch)", "b 2.0.0 → 2.0.1 (patch)", "core 1.0.0 → 1.1.0 (minor)", "z 1.0.0 → 1.0.1 (patch)"]);

    [Fact]
    public void AnInterruptedGroupIsFinishedWithTheSameVersion()
    {
        var plan = new PlanBuilder().Sharing("a", "1.1.0").Sharing("b", "1.1.0", "1.0.0").Commit("feat: x", "b").Plan();
        plan.Summary().ShouldBe(["b 1.0.0 → 1.1.0 (minor)"]);
        plan.WhySkipped("a").ShouldBe("no change since a-v1.1.0");
    }

    [Fact]
    public void SynchronizedPackagesGetExactlyOneVersion()
    {
        var plan = Synchronized().Package("a", "1.2.0").Package("b", "2.0.0").Package("python:c", "0.9.0").Commit("feat: x", "a").Plan();
        plan.Summary().ShouldBe(["a 1.2.0 → 2.1.0 (major)", "b 2.0.0 → 2.1.0 (minor)", "c 0.9.0 → 2.1.0 (major)"]);
        plan.Of("b").Reasons.ShouldHaveSingleItem().ShouldBe(new ReleaseReason(ReasonKind.Group, BumpLevel.Minor, "synchronized with a", Package: PlanBuilder.Id("a")));
    }

    [Fact]
    public void OneVersionIsWrittenInOneWay()
    {
        var plan = Synchronized().Package("a", "1.1.0", "1.0.0").Package("python:b", "1.1", "1.0").Plan();
        plan.Releases.Select(r => r.To).ShouldBe(["1.1.0", "1.1.0"]);
        plan.Releases.SelectMany(r => r.Edits).ShouldHaveSingleItem().To.ShouldBe("1.1.0");
    }

    [Fact]
    public void ASynchronizedWorkspaceWithoutChangesIsLeftAlone() =>
        Synchronized().Package("a", "1.2.0").Package("b", "2.0.0").Plan().IsEmpty.ShouldBeTrue();

    [Fact]
    public void AnInterruptedSynchronizedReleaseIsFinishedWithTheSameVersion()
    {
        var plan = Synchronized().Package("a", "1.3.0").Package("b", "1.3.0", "1.2.0").Package("c", "1.3.0", "")
            .Commit("feat: x", "b").Commit("feat: y", "c").Plan();
        plan.Summary().ShouldBe(["b 1.2.0 → 1.3.0 (minor)", "c - → 1.3.0 (none)"]);
    }

    [Fact]
    public void ChangesAfterAnInterruptedSynchronizedReleaseRaiseEverything() =>
        Synchronized().Package("a", "1.3.0").Package("b", "1.3.0", "1.2.0").Commit("feat!: x", "b").Plan()
            .Summary().ShouldBe(["a 1.3.0 → 2.0.0 (major)", "b 1.2.0 → 2.0.0 (major)"]);

    [Fact]
    public void ANewPackageJoinsTheSynchronizedVersion() =>
        Synchronized().Package("a", "1.2.0").Package("new", "0.1.0", "").Commit("feat: x", "new").Plan()
            .Summary().ShouldBe(["a 1.2.0 → 1.3.0 (minor)", "new - → 1.3.0 (none)"]);

    [Fact]
    public void ASharedTagSpeaksForANewPackageToo()
    {
        var builder = Synchronized().Package("a", "1.2.0").Package("new", "0.1.0", "1.2.0").Commit("feat: x", "new");
        var request = builder.Request();
        request = request with
        {
            Policy = request.Policy with { Tag = (_, version) => $"v{version}" },
            Histories = request.Histories.ToDictionary(h => h.Key, h => h.Value with { Baseline = h.Value.Baseline! with { Tag = "v1.2.0" } }),
        };
        var plan = ReleasePlanner.Plan(request);
        plan.Summary().ShouldBe(["a 1.2.0 → 1.3.0 (minor)", "new 1.2.0 → 1.3.0 (minor)"]);
        plan.Releases.Select(r => r.Tag).ShouldBe(["v1.3.0", "v1.3.0"]);
        plan.Of("new").Edits.Single().ShouldBe(new VersionChange(RelativePath.Parse("new/manifest"), PlanBuilder.Id("new"), "0.1.0", "1.3.0"));
    }

    [Fact]
    public void VersionsThatCannotBeComparedAreRefused() =>
        Synchronized().Package("a", "1.0.0-sha.x.1").Package("python:b", "1.0.post1").Problems().Single().Code.ShouldBe("RK-VERSION-SYNCHRONIZE");

    [Fact]
    public void AVersionThatOneEcosystemDoesNotHaveIsRefused()
    {
        var problem = Synchronized().Package("a", "1.0.0").Package("python:b", "1.2", "1.1").Problems().Single();
        problem.Code.ShouldBe("RK-VERSION-SYNCHRONIZE");
        problem.Location!.File.ShouldBe("a/manifest");
    }

    [Fact]
    public void TheHighestVersionAskedForWins() =>
        Synchronized().Package("a").Package("b").Commit("chore: x\n\nRelease-As: 3.0.0", "a").Commit("chore: y\n\nRelease-As: 2.0.0", "b").Plan()
            .Releases.Select(r => r.To).ShouldBe(["3.0.0", "3.0.0"]);

    private static PlanBuilder Synchronized()
    {
        var builder = new PlanBuilder();
        builder.Policy = builder.Policy with { Synchronize = true };
        return builder;
    }
}
