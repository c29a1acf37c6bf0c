using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Tests.Planning;

namespace ReleaseKit.Core.Tests.Explaining;

public sealed class PlanTableTests
{
    [Fact]
    public void ReleasesStandInTheOrderOfPublication() =>
        PlanTable.Render(new PlanBuilder().Package("core").Package("app").Package("new", "0.1.0", "").Private("site").Edge("app", "core")
            .Commit("feat(api)!: drop v1", "core").Commit("fix: typo", "core").Plan()).ShouldBe(
            """
            order  package   from   to     bump   why
            1      npm:core  1.0.0  2.0.0  major  feat(api)!: drop v1 (+1 more)
            1      npm:new   -      0.1.0  -      first release
            2      npm:app   1.0.0  1.0.1  patch  needs core 2.0.0

            left alone  why
            npm:site    private
            """);

    [Fact]
    public void AnEmptyPlanSaysSo() =>
        PlanTable.Render(new PlanBuilder().Package("core").Plan()).ShouldBe(
            """
            Nothing to release.

            left alone  why
            npm:core    no change since core-v1.0.0
            """);

    [Fact]
    public void NothingInACommitSteersTheTerminal()
    {
        var table = PlanTable.Render(new PlanBuilder().Package("core").Commit($"feat: \u001b[2J\u202E{new string('x', 200)}", "core").Plan());
        table.ShouldContain("feat: ␛[2J\uFFFDxxx");
        table.ShouldContain("x…");
        table.Split('\n').ShouldAllBe(line => line.Length < 120);
    }
}
