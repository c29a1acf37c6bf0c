using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class FirstReleaseTests
{
    [Fact]
    public void AFirstReleaseHasTheManifestsVersion()
    {
        var plan = new PlanBuilder().Package("core", "0.1.0", "").Commit("feat: x", "core").Plan();
        plan.Summary().ShouldBe(["core - → 0.1.0 (none)"]);
        plan.Of("core").Reasons.Select(r => (r.Kind, r.Summary)).ShouldBe([(ReasonKind.Explicit, "first release"), (ReasonKind.Commit, "x")]);
        plan.Of("core").Edits.ShouldBeEmpty();
    }

    [Fact]
    public void AFirstReleaseBringsItsDependentsAlong() =>
        new PlanBuilder().Package("core", "0.1.0", "").Package("app").Edge("app", "core", "^0.1.0").Plan()
            .Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)", "core - → 0.1.0 (none)"]);

    [Fact]
    public void APackageWithoutVersionAndTagIsSkipped() =>
        new PlanBuilder().Package("core", null).Commit("feat: x", "core").Plan().WhySkipped("core").ShouldBe("declares no version and has no release yet");

    [Fact]
    public void APackageWhoseVersionIsItsTagNeedsNoEdit()
    {
        var plan = new PlanBuilder().Package("core", null, "1.2.0").Commit("feat: x", "core").Plan();
        plan.Summary().ShouldBe(["core 1.2.0 → 1.3.0 (minor)"]);
        plan.Of("core").Edits.ShouldBeEmpty();
    }

    [Fact]
    public void AManifestAheadOfItsTagIsReleasedAsItIs()
    {
        var plan = new PlanBuilder().Package("core", "1.1.0", "1.0.0").Package("app").Edge("app", "core").Commit("feat: x", "core").Plan();
        plan.Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)", "core 1.0.0 → 1.1.0 (minor)"]);
        plan.Of("core").Reasons[0].ShouldBe(new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, "the manifest already says 1.1.0, which has no tag"));
        plan.Of("core").Edits.ShouldBeEmpty();
    }

    [Fact]
    public void AManifestAheadIsRaisedWhenItsChangesAskForMore() =>
        new PlanBuilder().Package("core", "1.0.1", "1.0.0").Commit("feat!: x", "core").Plan().Summary().ShouldBe(["core 1.0.0 → 2.0.0 (major)"]);

    [Fact]
    public void AManifestAheadWithoutAnyChangeIsReleased() =>
        new PlanBuilder().Package("core", "1.4.0", "1.0.0").Plan().Summary().ShouldBe(["core 1.0.0 → 1.4.0 (minor)"]);

    [Fact]
    public void AManifestBehindItsTagIsRefused()
    {
        var problem = new PlanBuilder().Package("core", "1.0.0", "1.2.0").Problems().Single();
        problem.Code.ShouldBe("RK-VERSION-BEHIND");
        problem.Location.ShouldBe(new SourceLocation("core/manifest", 3, 14));
        problem.Message.ShouldContain("1.0.0");
        problem.Message.ShouldContain("core-v1.2.0");
    }

    [Fact]
    public void AVersionThatIsNoneIsRefusedWhereItStands()
    {
        var problems = new PlanBuilder().Package("core", "one", "1.0.0").Package("python:app", "1..0", "1.0").Problems();
        problems.Select(p => p.Code).ShouldBe(["RK-VERSION-INVALID", "RK-VERSION-INVALID"]);
        problems[0].Location.ShouldBe(new SourceLocation("core/manifest", 3, 14));
    }
}
