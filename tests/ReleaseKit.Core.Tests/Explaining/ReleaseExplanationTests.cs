using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tests.Planning;

namespace ReleaseKit.Core.Tests.Explaining;

public sealed class ReleaseExplanationTests
{
    [Fact]
    public void ADerivationLeadsBackToTheCommits() =>
        Explain(new PlanBuilder().Package("core").Package("ui").Package("app").Edge("ui", "core").Edge("app", "ui", "workspace:^").Edge("app", "core")
            .Commit("feat: new things", "core").Commit("docs: words", "app"), "app").ShouldBe(
            """
            npm:app 1.0.0 -> 1.0.1 (patch), tag app-v1.0.1
            ├─ needs core 1.1.0 (patch): npm:core 1.0.0 -> 1.1.0 (minor)
            │  └─ commit 000000000000 feat: new things (minor)
            └─ needs ui 1.0.1 (patch): npm:ui 1.0.0 -> 1.0.1 (patch)
               └─ needs core 1.1.0 (patch): npm:core 1.0.0 -> 1.1.0 (minor) (shown above)
            changes:
              app/manifest: version 1.0.0 -> 1.0.1
              app/manifest: npm:core ^1.0.0 -> ^1.1.0
            A commit that touches app and ends with 'Release-As: <version>' sets another version.
            """);

    [Fact]
    public void AGroupLeadsToItsCause() =>
        Explain(new PlanBuilder().Sharing("a", "1.0.0").Sharing("b", "1.0.0").Commit("fix: x", "b"), "a").ShouldContain(
            """
            npm:a 1.0.0 -> 1.0.1 (patch), tag a-v1.0.1
            └─ shares its version with b (patch): npm:b 1.0.0 -> 1.0.1 (patch)
               └─ commit 000000000000 fix: x (patch)
            """);

    [Fact]
    public void APackageLeftAloneSaysWhatWouldReleaseIt() =>
        Explain(new PlanBuilder().Package("core").Package("app").Edge("app", "core"), "app").ShouldBe(
            """
            npm:app is not released: no change since app-v1.0.0
            It is released by a breaking, feat, fix or perf commit that touches app, or by a release of npm:core.
            """);

    [Fact]
    public void APrivatePackageIsNeverReleased() =>
        Explain(new PlanBuilder().Private("site"), "site").ShouldBe("npm:site is not released: private");

    [Fact]
    public void AnUnknownPackageIsADefectOfTheCaller()
    {
        var builder = new PlanBuilder().Package("core");
        Should.Throw<ArgumentException>(() => ReleaseExplanation.Render(builder.Plan(), builder.Request().Workspace, new PackageId("npm", "x")));
    }

    [Fact]
    public void ALongChainIsCut()
    {
        var builder = new PlanBuilder().Package("p000");
        for (var i = 1; i < 200; i++)
        {
            builder.Package($"p{i:d3}").Edge($"p{i:d3}", $"p{i - 1:d3}");
        }

        Explain(builder.Commit("fix: x", "p000"), "p199").Split('\n').Length.ShouldBe(45);
    }

    private static string Explain(PlanBuilder builder, string name) => ReleaseExplanation.Render(builder.Plan(), builder.Request().Workspace, PlanBuilder.Id(name));
}
