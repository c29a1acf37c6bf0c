using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class SnapshotsTests
{
    private readonly PlanBuilder _builder = new PlanBuilder()
        .Package("core").Package("app").Package("tool").Package("other").Private("site")
        .Edge("app", "core").Edge("tool", "app", "workspace:*").Edge("other", "core", kind: DependencyKind.Dev).Edge("site", "core");

    [Fact]
    public void WhatNeedsAChangedPackageIsAffectedToo()
    {
        var affected = Snapshots.Affected(_builder.Request().Workspace, [PlanBuilder.Id("core"), PlanBuilder.Id("site")], package => package.Publishable);
        affected.Select(pair => $"{pair.Key.Name} {pair.Value?.Name}").ShouldBe(["app core", "core ", "tool app"]);
    }

    [Fact]
    public void RangesOnSiblingsBecomeExactAndNothingIsTagged()
    {
        var plan = Snapshots.Plan(
            _builder.Request().Workspace, new[] { "core", "app", "tool" }.ToDictionary(PlanBuilder.Id, _ => ("1.0.0-dev.7", "asked for")), PlanBuilder.Scheme, PlanBuilder.Base, "2026-03-01");
        plan.Layers().ShouldBe("core | app | tool");
        plan.Releases.ShouldAllBe(r => r.Tag == "" && r.To == "1.0.0-dev.7" && r.Reasons.Length == 1);
        plan.UsedChangeFiles.ShouldBeEmpty();
        plan.Of("app").Edits.Select(e => $"{e.From} {e.To}").ShouldBe(["1.0.0 1.0.0-dev.7", "^1.0.0 1.0.0-dev.7"]);
        plan.Of("tool").Edits.Select(e => e.To).ShouldBe(["1.0.0-dev.7"]);
    }

    [Fact]
    public void AVersionThatIsWrittenInOnePlaceIsChangedOnce()
    {
        var builder = new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0");
        var plan = Snapshots.Plan(
            builder.Request().Workspace, new[] { "a", "b" }.ToDictionary(PlanBuilder.Id, _ => ("1.0.0-dev.7", "asked for")), PlanBuilder.Scheme, PlanBuilder.Base, "2026-03-01");
        plan.Releases.SelectMany(r => r.Edits).ShouldHaveSingleItem();
    }
}
