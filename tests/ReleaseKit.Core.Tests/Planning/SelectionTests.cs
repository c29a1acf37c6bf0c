using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class SelectionTests
{
    [Fact]
    public void EveryPackageLeftOutSaysWhy()
    {
        var builder = new PlanBuilder().Package("a", with: p => p with { Group = "core" }).Package("b").Private("c").Package("d")
            .Package("e", with: p => p with { Group = "core" }).Commit("feat: x", "a", "b", "c", "d");
        builder.Policy = builder.Policy with
        {
            Group = "core",
            Excluded = ImmutableDictionary<PackageId, string>.Empty.Add(PlanBuilder.Id("d"), "excluded by releasekit.toml"),
        };
        var plan = builder.Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
        plan.Skipped.Select(s => $"{s.Id.Name}: {s.Why}").ShouldBe(["b: not in group core", "c: private", "d: excluded by releasekit.toml", "e: no change since e-v1.0.0"]);
    }

    [Fact]
    public void OnlyTheseMeansOnlyThese()
    {
        var builder = new PlanBuilder().Package("core").Package("app").Edge("app", "core").Commit("feat!: x", "core");
        builder.Policy = builder.Policy with { Only = [PlanBuilder.Id("core")] };
        var plan = builder.Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 2.0.0 (major)"]);
        plan.WhySkipped("app").ShouldBe("not among the packages asked for");
        plan.OtherEdits.ShouldHaveSingleItem().To.ShouldBe("^2.0.0");
    }

    [Fact]
    public void AGroupThatNobodyIsInIsRefused()
    {
        var builder = new PlanBuilder().Package("a", with: p => p with { Group = "plugins" });
        builder.Policy = builder.Policy with { Group = "plugin" };
        var problem = builder.Problems().Single();
        problem.Code.ShouldBe("RK-PLAN-GROUP");
        problem.Message.ShouldContain("plugins");
    }

    [Fact]
    public void ACircleIsRefusedWithEveryDeclaration()
    {
        var problem = new PlanBuilder().Package("a").Package("b").Package("c").Edge("a", "b").Edge("b", "c").Edge("c", "a").Problems().Single();
        problem.Code.ShouldBe("RK-GRAPH-CYCLE");
        problem.Message.ShouldContain("npm:a -> npm:b (a/manifest(10,5)) -> npm:c (b/manifest(10,5)) -> npm:a (c/manifest(10,5))");
    }

    [Fact]
    public void ACircleOfDevelopmentOrPrivateDependenciesIsNone()
    {
        new PlanBuilder().Package("a").Package("b").Edge("a", "b").Edge("b", "a", kind: DependencyKind.Dev).Commit("fix: x", "b").Plan().Layers().ShouldBe("b | a");
        new PlanBuilder().Package("a").Private("b").Edge("a", "b").Edge("b", "a").Commit("fix: x", "a").Plan().Layers().ShouldBe("a");
    }

    [Fact]
    public void TwoReleasesCannotHaveOneTag()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Commit("fix: x", "a", "b");
        builder.Policy = builder.Policy with { Tag = (_, version) => $"v{version}" };
        var problem = builder.Problems().Single();
        problem.Code.ShouldBe("RK-TAG-COLLISION");
        problem.Message.ShouldContain("npm:a and npm:b");
    }

    [Fact]
    public void ATagOfAnotherBranchIsNotTakenAgain()
    {
        var builder = new PlanBuilder().Package("a").Commit("fix: x", "a");
        builder.Tags = ["a-v1.0.0", "a-v1.0.1"];
        builder.Problems().Single().Code.ShouldBe("RK-TAG-COLLISION");
    }
}
