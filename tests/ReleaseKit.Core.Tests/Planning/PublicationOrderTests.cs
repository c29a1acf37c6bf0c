using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class PublicationOrderTests
{
    [Theory]
    [InlineData(DependencyKind.Optional)]
    [InlineData(DependencyKind.Peer)]
    public void AnExtraThatNamesItsOwnPluginsWaitsForNothing(DependencyKind kind)
    {
        var builder = new PlanBuilder().Package("core").Package("plugin").Package("app").Edge("core", "plugin", kind: kind).Edge("plugin", "core").Edge("app", "core", kind: kind)
            .Commit("feat: x", "core");
        var plan = builder.Plan();
        plan.Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)", "core 1.0.0 → 1.1.0 (minor)", "plugin 1.0.0 → 1.0.1 (patch)"]);
        plan.Layers().ShouldBe("core | app plugin");

        var waits = new PublicationWaits(plan);
        var workspace = builder.Request().Workspace;
        Waits("core").ShouldBeEmpty();
        Waits("plugin").ShouldBe(["core"]);
        Waits("app").ShouldBe(["core"]);
        IEnumerable<string> Waits(string name) => waits.Of(workspace.Find(PlanBuilder.Id(name))!).Select(id => id.Name);
    }

    [Fact]
    public void WhatMayStandInACircleIsPublishedSideBySideAfterAllThatAnyOfItNeeds()
    {
        var builder = new PlanBuilder().Package("base").Package("a").Package("b").Package("app")
            .Edge("a", "b", mayCircle: true).Edge("b", "a", mayCircle: true).Edge("b", "base", mayCircle: true).Edge("app", "a", mayCircle: true).Commit("fix: x", "base");
        var plan = builder.Plan();
        plan.Layers().ShouldBe("base | a b | app");
        var waits = new PublicationWaits(plan);
        waits.Of(builder.Request().Workspace.Find(PlanBuilder.Id("b"))!).ShouldBe([PlanBuilder.Id("base")]);
    }

    [Theory]
    [InlineData(DependencyKind.Runtime)]
    [InlineData(DependencyKind.Build)]
    public void WhatCannotDoWithoutEachOtherIsRefused(DependencyKind kind)
    {
        var builder = new PlanBuilder().Package("a").Package("b").Edge("a", "b", kind: kind).Edge("b", "a").Commit("fix: x", "a");
        var problem = Should.Throw<ReleaseException>(() => builder.Plan()).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-GRAPH-CYCLE");
        problem.Message.ShouldContain("npm:a -> npm:b");
    }

    [Fact]
    public void APackageWaitsForNothingThatIsNotPublished()
    {
        var builder = new PlanBuilder().Package("a").Package("b").Package("dev").Edge("b", "a").Edge("b", "dev", kind: DependencyKind.Dev).Commit("fix: x", "b", "dev");
        new PublicationWaits(builder.Plan()).Of(builder.Request().Workspace.Find(PlanBuilder.Id("b"))!).ShouldBeEmpty();
    }
}
