using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Tests.Documents;
using ReleaseKit.Core.Tests.Planning;

namespace ReleaseKit.Core.Tests.Explaining;

public sealed class ReportTests
{
    private static readonly PlanBuilder Builder = new PlanBuilder().Package("core").Package("app").Package("new", "0.1.0", "").Private("site").Edge("app", "core")
        .Commit("feat(api)!: drop v1 | \"all\" of <it>", "core").Commit("fix: typo", "core");

    [Fact]
    public void APlanAsJsonIsItsDocument() => PlanReport.Render(Builder.Plan(), ReportFormat.Json).ShouldBe(PlanDocument.Write(Builder.Plan()));

    [Fact]
    public void APlanAsCsvHasARowForEachPackage() => PlanReport.Render(Builder.Plan(), ReportFormat.Csv).ShouldBe(
        "order,package,from,to,bump,tag,why\r\n" +
        "1,npm:core,1.0.0,2.0.0,major,core-v2.0.0,\"feat(api)!: drop v1 | \"\"all\"\" of <it>; fix: typo\"\r\n" +
        "1,npm:new,,0.1.0,,new-v0.1.0,first release\r\n" +
        "2,npm:app,1.0.0,1.0.1,patch,app-v1.0.1,needs core 2.0.0\r\n" +
        ",npm:site,,,,,private\r\n");

    [Fact]
    public void APlanAsMarkdownIsATable() => PlanReport.Render(Builder.Plan(), ReportFormat.Markdown).ShouldBe(
        "| order | package | from | to | bump | tag | why |\n|---|---|---|---|---|---|---|\n" +
        "| 1 | npm:core | 1.0.0 | 2.0.0 | major | core-v2.0.0 | feat(api)!: drop v1 \\| \"all\" of &lt;it>; fix: typo |\n" +
        "| 1 | npm:new |  | 0.1.0 |  | new-v0.1.0 | first release |\n" +
        "| 2 | npm:app | 1.0.0 | 1.0.1 | patch | app-v1.0.1 | needs core 2.0.0 |\n\n" +
        "| left alone | why |\n|---|---|\n| npm:site | private |\n");

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData(" =1")]
    public void NoCellIsAFormula(string subject)
    {
        var csv = ExplanationReport.Render(new PlanBuilder().Package("core").Commit($"{subject}\n\nBREAKING CHANGE: x", "core").Plan(), Builder.Request().Workspace, PlanBuilder.Id("core"), ReportFormat.Csv);
        csv.Split("\r\n")[1].ShouldStartWith("npm:core,1.0.0,2.0.0,commit,major,0000");
        csv.ShouldNotContain($",{subject}");
        PlanReport.Render(new PlanBuilder().Package("core").Commit("feat: a\nb,\"c\"", "core").Plan(), ReportFormat.Csv).Split("\r\n").Length.ShouldBe(3);
    }

    [Fact]
    public void AnExplanationAsJsonHoldsTheReleasesItDerivesFrom()
    {
        var json = Explain("app", ReportFormat.Json);
        SchemaCheck.Violations("explanation", json).ShouldBeEmpty();
        var root = JsonDocument.Parse(json).RootElement;
        root.GetProperty("released").GetBoolean().ShouldBeTrue();
        root.GetProperty("derivation").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ShouldBe(["npm:app", "npm:core"]);
        SchemaCheck.Violations("explanation", Explain("site", ReportFormat.Json)).ShouldBeEmpty();
        JsonDocument.Parse(Explain("site", ReportFormat.Json)).RootElement.GetProperty("why").GetString().ShouldBe("private");
    }

    [Fact]
    public void AnExplanationAsCsvHasARowForEachReason() => Explain("app", ReportFormat.Csv).ShouldBe(
        "package,from,to,kind,bump,commit,changeFile,cause,summary\r\n" +
        "npm:app,1.0.0,1.0.1,dependency,patch,,,npm:core,needs core 2.0.0\r\n" +
        "npm:core,1.0.0,2.0.0,commit,major,0000000000000000000000000000000000000001,,,\"feat(api)!: drop v1 | \"\"all\"\" of <it>\"\r\n" +
        "npm:core,1.0.0,2.0.0,commit,patch,0000000000000000000000000000000000000002,,,fix: typo\r\n");

    [Fact]
    public void AnExplanationAsMarkdownIsAList() => Explain("app", ReportFormat.Markdown).ShouldBe(
        "- npm:app 1.0.0 -> 1.0.1 (patch), tag app-v1.0.1\n" +
        "  - needs core 2.0.0 (patch): npm:core 1.0.0 -> 2.0.0 (major)\n" +
        "    - commit 000000000000 feat(api)!: drop v1 | \"all\" of &lt;it> (major)\n" +
        "    - commit 000000000000 fix: typo (patch)\n" +
        "\nA commit that touches app and ends with 'Release-As: &lt;version>' sets another version.\n");

    [Fact]
    public void TextIsTheTableAndTheTree()
    {
        PlanReport.Render(Builder.Plan(), ReportFormat.Text).ShouldBe(PlanTable.Render(Builder.Plan()));
        Explain("app", ReportFormat.Text).ShouldBe(ReleaseExplanation.Render(Builder.Plan(), Builder.Request().Workspace, PlanBuilder.Id("app")));
    }

    [Fact]
    public void AFormatThatATargetDoesNotHaveIsRefusedWithThoseItHas()
    {
        var problem = Should.Throw<ReleaseException>(() => FormatNames.Parse("Plan", "mermaid", FormatNames.Reports)).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-PLAN-FORMAT");
        problem.Message.ShouldContain("text, json, csv, markdown");
        FormatNames.Parse("Plan", "JSON", FormatNames.Reports).ShouldBe(ReportFormat.Json);
    }

    private static string Explain(string name, ReportFormat format) => ExplanationReport.Render(Builder.Plan(), Builder.Request().Workspace, PlanBuilder.Id(name), format);
}
