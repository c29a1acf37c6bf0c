using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class PropagationPolicyTests
{
    /// <summary>The table of changesets' own tests: what a dependent of 1.0.0 gets, by the bump of its dependency and its range.</summary>
    [Theory]
    [InlineData("patch", "^1.0.0", null)]
    [InlineData("patch", "~1.0.0", null)]
    [InlineData("patch", "1.0.0", "1.0.1")]
    [InlineData("patch", "workspace:*", "1.0.1")]
    [InlineData("patch", "workspace:^", null)]
    [InlineData("patch", "workspace:~", null)]
    [InlineData("minor", "^1.0.0", null)]
    [InlineData("minor", "~1.0.0", "1.0.1")]
    [InlineData("minor", "1.0.0", "1.0.1")]
    [InlineData("minor", "workspace:*", "1.0.1")]
    [InlineData("minor", "workspace:^", null)]
    [InlineData("minor", "workspace:~", "1.0.1")]
    [InlineData("major", "^1.0.0", "1.0.1")]
    [InlineData("major", "workspace:^", "1.0.1")]
    [InlineData("major", ">=1.0.0", null)]
    [InlineData("none", "1.0.0", null)]
    public void UnderChangesets3ADependentIsReleasedWhenItsRangeBreaks(string level, string range, string? to)
    {
        foreach (var kind in new[] { DependencyKind.Runtime, DependencyKind.Optional, DependencyKind.Peer })
        {
            var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", range, kind).Declares("x", "X.", $"core: {level}").Semantics(ReleaseSemantics.Changesets3).Plan();
            plan.Find(PlanBuilder.Id("app"))?.To.ShouldBe(to, $"{kind}");
            (plan.Find(PlanBuilder.Id("app")) is null).ShouldBe(to is null);
        }
    }

    [Theory]
    [InlineData("patch", "^1.0.0", null)]
    [InlineData("patch", "1.0.0", "1.0.1")]
    [InlineData("minor", "^1.0.0", "2.0.0")]
    [InlineData("major", "^1.0.0", "2.0.0")]
    public void UnderChangesets2PeersBreakTheirDependents(string level, string range, string? to)
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", range, DependencyKind.Peer).Declares("x", "X.", $"core: {level}").Semantics(ReleaseSemantics.Changesets2).Plan();
        plan.Find(PlanBuilder.Id("app"))?.To.ShouldBe(to);
        (plan.Find(PlanBuilder.Id("app")) is null).ShouldBe(to is null);
    }

    [Fact]
    public void ADevelopmentDependencyOnlyMovesItsRange()
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", "1.0.0", DependencyKind.Dev).Package("lib").Edge("lib", "core", "^1.0.0", DependencyKind.Dev)
            .Declares("x", "X.", "core: minor").Semantics(ReleaseSemantics.Changesets3).Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 1.1.0 (minor)"]);
        plan.OtherEdits.ShouldHaveSingleItem().ShouldBe(
            new RangeChange(RelativePath.Parse("app/manifest"), PlanBuilder.Id("app"), PlanBuilder.Id("core"), DependencyKind.Dev, "1.0.0", "1.1.0"));
    }

    [Theory]
    [InlineData("always", "match", "feat: x", "app 1.0.0 → 1.1.0 (minor)")]
    [InlineData("always", "minor", "fix: x", "app 1.0.0 → 1.1.0 (minor)")]
    [InlineData("always", "major", "fix: x", "app 1.0.0 → 2.0.0 (major)")]
    [InlineData("outofrange", "match", "feat!: x", "app 1.0.0 → 2.0.0 (major)")]
    [InlineData("outofrange", "patch", "feat: x", null)]
    [InlineData("never", "patch", "feat!: x", null)]
    public void EachKindOfDependencyHasItsRule(string trigger, string bump, string message, string? summary)
    {
        var rule = new PropagationRule(Enum.Parse<PropagationTrigger>(trigger, ignoreCase: true), bump == "match" ? null : Enum.Parse<BumpLevel>(bump, ignoreCase: true));
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core").Commit(message, "core")
            .With(p => p with { Propagation = p.Propagation.With(DependencyKind.Runtime, rule) }).Plan();
        plan.Summary().Where(s => s.StartsWith("app", StringComparison.Ordinal)).ShouldBe(summary is null ? [] : [summary]);
    }

    [Fact]
    public void APackageMayHaveRulesOfItsOwn()
    {
        var builder = new PlanBuilder().Package("core").Package("a").Package("b").Edge("a", "core").Edge("b", "core").Commit("feat: x", "core");
        var own = new PackagePolicy { Propagation = PropagationPolicy.ReleaseKit.With(DependencyKind.Runtime, new PropagationRule(PropagationTrigger.Never)) };
        builder.With(p => p with { Packages = ImmutableDictionary<PackageId, PackagePolicy>.Empty.Add(PlanBuilder.Id("a"), own) }).Plan()
            .Releases.Select(r => r.Id.Name).ShouldBe(["b", "core"]);
    }

    [Fact]
    public void ALevelThatGrowsLaterIsPassedOnAgain()
    {
        // c reaches a as a patch; then the fixed group makes a minor of it, which matters to b.
        var plan = new PlanBuilder().Package("a").Package("a2").Package("b").Package("c").Edge("a", "c").Edge("b", "a").Edge("a2", "b", kind: DependencyKind.Dev)
            .Group("g", GroupVersioning.Fixed, "a", "a2").Commit("fix: x", "c").Commit("feat: y", "a2")
            .With(p => p with { Propagation = p.Propagation.With(DependencyKind.Runtime, new PropagationRule(PropagationTrigger.Always, null)) }).Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "a2 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.1.0 (minor)", "c 1.0.0 → 1.0.1 (patch)"]);
    }

    [Theory]
    [InlineData(RewriteTrigger.Always, "fix: x", "^1.0.1")]
    [InlineData(RewriteTrigger.Minor, "fix: x", "^1.0.0")]
    [InlineData(RewriteTrigger.Minor, "feat: x", "^1.1.0")]
    [InlineData(RewriteTrigger.OutOfRange, "feat: x", "^1.0.0")]
    [InlineData(RewriteTrigger.OutOfRange, "feat!: x", "^2.0.0")]
    public void RangesAreRewrittenWhenThePolicySaysSo(RewriteTrigger trigger, string message, string range)
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core").Commit(message, "core").With(p => p with { Rewrite = new RewritePolicy { Trigger = trigger } }).Plan();
        (plan.Of("app").Edits.OfType<RangeChange>().SingleOrDefault()?.To ?? "^1.0.0").ShouldBe(range);
    }

    [Theory]
    [InlineData("^1.0.0", "^1.1.0", "^1.1.0")]
    [InlineData("~1.0.0", "~1.1.0", "~1.1.0")]
    [InlineData("1.x", "1.1.0", "1.1.0")]
    [InlineData("*", "*", "*")]
    [InlineData("^1.0.0 || ^2.0.0", "^1.1.0", "^1.1.0")]
    [InlineData(">=1.0.0 <2.0.0", ">=1.1.0", ">=1.1.0 <2.0.0")]
    [InlineData(">=1.0.0 <1.1.0", ">=1.1.0", ">=1.1.0 <1.2.0")]
    [InlineData("<2.0.0 >=1.0.0", "1.1.0", "<2.0.0 >=1.1.0")]
    [InlineData("workspace:^1.0.0", "workspace:^1.1.0", "workspace:^1.1.0")]
    [InlineData("workspace:^", "workspace:^", "workspace:^")]
    public void ChangesetsSpellsRangesByTheirFirstOperator(string range, string two, string three)
    {
        string Written(ReleaseSemantics semantics) => new PlanBuilder().Package("core").Package("app").Edge("app", "core", range)
            .Declares("x", "X.", "core: minor", "app: patch").Semantics(semantics).Plan().Of("app").Edits.OfType<RangeChange>().SingleOrDefault()?.To ?? range;
        Written(ReleaseSemantics.Changesets2).ShouldBe(two);
        Written(ReleaseSemantics.Changesets3).ShouldBe(three);
    }

    [Fact]
    public void APublishedRangeMustAcceptAReleasedVersion()
    {
        var behind = new PlanBuilder().Package("core").Package("app").Edge("app", "core", "workspace:^2.0.0").Commit("fix: x", "app").Problems().Single();
        (behind.Code, behind.Location!.ToString()).ShouldBe(("RK-RANGE-UNRESOLVABLE", "app/manifest(10,5)"));

        var unselected = new PlanBuilder().Package("core", "1.1.0", "1.0.0").Package("app").Edge("app", "core", "workspace:*").Commit("fix: x", "app");
        unselected.With(p => p with { Only = [PlanBuilder.Id("app")] }).Problems().Single().Code.ShouldBe("RK-RANGE-UNRESOLVABLE");

        var never = new PlanBuilder().Package("core", "1.0.0", "").Package("app").Edge("app", "core").Commit("fix: x", "app");
        never.With(p => p with { Only = [PlanBuilder.Id("app")] }).Problems().Single().Code.ShouldBe("RK-RANGE-UNRESOLVABLE");
    }
}
