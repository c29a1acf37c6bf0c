using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class ChangeFileTests
{
    [Theory]
    [InlineData("core: patch", "core 1.2.0 → 1.2.1 (patch)")]
    [InlineData("core: minor", "core 1.2.0 → 1.3.0 (minor)")]
    [InlineData("npm:core: major", "core 1.2.0 → 2.0.0 (major)")]
    public void AChangeFileRaisesWhatItNames(string change, string summary)
    {
        var plan = new PlanBuilder().Package("core", "1.2.0").Package("other").Declares("brave-owl", "Sings.\n\nLoudly.", change).AddedByNewestCommit().Plan();
        plan.Summary().ShouldBe([summary]);
        var reason = plan.Of("core").Reasons.ShouldHaveSingleItem();
        (reason.Kind, reason.Summary, reason.Text).ShouldBe((ReasonKind.ChangeFile, "Sings.", "Sings.\n\nLoudly."));
        reason.ChangeFile.ShouldBe(RelativePath.Parse(".changeset/brave-owl.md"));
        reason.Authors.ShouldBe(["Ada"]);
        plan.UsedChangeFiles.ShouldBe([RelativePath.Parse(".changeset/brave-owl.md")]);
    }

    [Fact]
    public void TheStrongestOfSeveralWinsAndAllAreReasons()
    {
        var plan = new PlanBuilder().Package("core").Declares("a", "One.", "core: patch").Declares("b", "Two.", "core: minor").Commit("fix: three", "core").Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 1.1.0 (minor)"]);
        plan.Of("core").Reasons.Select(r => r.Summary).ShouldBe(["Two.", "One.", "three"]);
        plan.UsedChangeFiles.Length.ShouldBe(2);
    }

    [Fact]
    public void ACommitSpeaksThroughTheFileItAdds()
    {
        var plan = new PlanBuilder().Package("core").Package("other").Commit("feat: x", "core", "other").Declares("a", "X.", "core: patch").AddedByNewestCommit().Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 1.0.1 (patch)", "other 1.0.0 → 1.1.0 (minor)"]);
        plan.Of("core").Reasons.ShouldHaveSingleItem().Kind.ShouldBe(ReasonKind.ChangeFile);
    }

    [Fact]
    public void ACommitStaysSilentOnceItsFileIsUsedUp()
    {
        var builder = new PlanBuilder().Package("core", "1.0.1", "1.0.0").Commit("feat: x", "core").Declares("a", "X.", "core: patch").AddedByNewestCommit();
        var request = builder.Request();
        var plan = ReleasePlanner.Plan(request with { ChangeFiles = [], SpentChangeFiles = request.ChangeFiles });
        plan.Summary().ShouldBe(["core 1.0.0 → 1.0.1 (patch)"]);
    }

    [Fact]
    public void NoneSaysThatACommitNeedsNoRelease()
    {
        var plan = new PlanBuilder().Package("core").Package("app").Commit("feat: x", "core").Declares("a", "", "core: none").AddedByNewestCommit().Commit("fix: y", "app").Plan();
        plan.Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)"]);
        plan.UsedChangeFiles.Length.ShouldBe(1);
    }

    [Fact]
    public void WhatIsDeclaredComesOnTopOfWhatIsWritten()
    {
        // 1.1.0 was applied and not released yet; its change files are gone, and a new one has come.
        var plan = new PlanBuilder().Package("core", "1.1.0", "1.0.0").Commit("feat: x", "core").Declares("a", "Y.", "core: patch").Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 1.1.1 (minor)"]);
        new PlanBuilder().Package("core", "0.1.0", "").Declares("a", "Y.", "core: minor").Plan().Summary().ShouldBe(["core - → 0.2.0 (none)"]);
    }

    [Fact]
    public void InitialDevelopmentSoftensChangeFilesToo()
    {
        var builder = new PlanBuilder().Package("core", "0.2.0").Declares("a", "Y.", "core: major");
        builder.Plan().Summary().ShouldBe(["core 0.2.0 → 0.3.0 (minor)"]);
        builder.Policy = builder.Policy with { Packages = ImmutableDictionary<PackageId, PackagePolicy>.Empty.Add(PlanBuilder.Id("core"), new PackagePolicy { MajorOnZero = true }) };
        builder.Plan().Summary().ShouldBe(["core 0.2.0 → 1.0.0 (major)"]);
    }

    [Fact]
    public void ALabelNamesAllOfItsGroup()
    {
        var plan = new PlanBuilder().Package("a").Package("b", with: p => p with { Group = "ui" }).Private("c").Group("ui", GroupVersioning.Independent, "a", "c").Declares("x", "X.", "ui: minor").Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.1.0 (minor)"]);
        plan.UsedChangeFiles.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("croe: patch", "Did you mean 'core'?")]
    [InlineData("app: patch", "npm:app, python:app")]
    [InlineData("ui: patch", "and a group as well")]
    public void ANameThatIsUnclearIsRefusedWhereItStands(string change, string message)
    {
        var problem = new PlanBuilder().Package("core").Package("app").Package("python:app").Package("ui").Group("ui", GroupVersioning.Linked, "core")
            .Declares("x", "X.", "core: patch", change).Problems().Single();
        problem.Code.ShouldBe("RK-CHANGE-PACKAGE");
        problem.Location!.ToString().ShouldBe(".changeset/x.md(3,2)");
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void AFileMayNotNameReleasedAndPrivatePackages()
    {
        var problem = new PlanBuilder().Package("core").Private("site").Declares("x", "X.", "core: patch", "site: patch").Problems().Single();
        problem.Code.ShouldBe("RK-CHANGE-MIXED");
        problem.Location!.ToString().ShouldBe(".changeset/x.md(3,2)");
        var plan = new PlanBuilder().Package("core").Private("site").Declares("x", "X.", "site: patch").Commit("fix: y", "core").Plan();
        plan.UsedChangeFiles.ShouldBeEmpty();
    }

    [Fact]
    public void AFileIsUsedUpAsAWhole()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Package("c").Declares("x", "X.", "a: patch", "b: minor").Declares("y", "Y.", "c: minor");
        builder.Policy = builder.Policy with { Only = [PlanBuilder.Id("a")] };
        builder.Problems().Single().Code.ShouldBe("RK-CHANGE-SPLIT");
        builder.Policy = builder.Policy with { Only = [PlanBuilder.Id("a"), PlanBuilder.Id("b")] };
        builder.Plan().UsedChangeFiles.ShouldBe([RelativePath.Parse(".changeset/x.md")]);
    }

    [Fact]
    public void EachSourceOfIntentsCanBeTurnedOff()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Commit("feat: x", "a").Declares("y", "Y.", "b: patch");
        builder.Policy = builder.Policy with { Intents = IntentSources.Commits };
        builder.Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
        builder.Plan().UsedChangeFiles.ShouldBeEmpty();
        builder.Policy = builder.Policy with { Intents = IntentSources.ChangeFiles };
        builder.Plan().Summary().ShouldBe(["b 1.0.0 → 1.0.1 (patch)"]);
        builder.Plan().WhySkipped("a").ShouldBe("no change file asks for a release");
    }

    [Fact]
    public void APrivatePackageMayBeVersionedAllTheSame()
    {
        var builder = new PlanBuilder().Package("core").Private("site", "2.0.0").Edge("site", "core", "~1.0.0").Declares("x", "X.", "core: minor").Semantics(ReleaseSemantics.Changesets2);
        builder.Policy = builder.Policy with { VersionedPrivately = [PlanBuilder.Id("site")] };
        var request = builder.Request();
        var plan = ReleasePlanner.Plan(request with { Histories = request.Histories.ToDictionary(h => h.Key, h => h.Key.Name == "site" ? h.Value with { Baseline = null } : h.Value) });
        plan.Summary().ShouldBe(["core 1.0.0 → 1.1.0 (minor)", "site 2.0.0 → 2.0.1 (patch)"]);
        plan.Published.Select(r => r.Id.Name).ShouldBe(["core"]);
        plan.Of("site").Bump.ShouldBe(BumpLevel.Patch);
    }
}
