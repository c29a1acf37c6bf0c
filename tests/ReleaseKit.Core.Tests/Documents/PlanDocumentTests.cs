using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Documents;

public sealed class PlanDocumentTests
{
    private static readonly PackageId Core = new("npm", "@acme/core");
    private static readonly PackageId App = new("python", "acme-app");
    private static readonly string Base = new('a', 40);

    private static readonly ReleasePlan Plan = new()
    {
        Base = Base,
        Date = "2026-03-01",
        Releases =
        [
            new PlannedRelease
            {
                Id = Core,
                From = "1.1.0",
                To = "2.0.0",
                Bump = BumpLevel.Major,
                Tag = "core-v2.0.0",
                Reasons = [new ReleaseReason(ReasonKind.Commit, BumpLevel.Major, "drop \u001b[31m \"v1\" <&> – ü", Base, null, "feat", "api", true, "v1 \"is\" gone\n- all of it", ["12", "7"])],
                Edits = [new VersionChange(RelativePath.Parse("js/core/package.json"), Core, "1.1.0", "2.0.0"), new LockChange(RelativePath.Parse("js/lock"), Core, "1.1.0", "2.0.0")],
            },
            new PlannedRelease
            {
                Id = App,
                To = "0.1.0",
                Bump = BumpLevel.None,
                Tag = "app-v0.1.0",
                IsPublished = false,
                Reasons =
                [
                    new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, "first release"),
                    new ReleaseReason(ReasonKind.ChangeFile, BumpLevel.Minor, "a new flag", Base)
                    {
                        ChangeFile = RelativePath.Parse(".changeset/brave-owls-sing.md"), Text = "a new flag\n\n- with **detail**", Section = "Added", Authors = ["Ada", "Grace"],
                    },
                    new ReleaseReason(ReasonKind.Dependency, BumpLevel.Patch, "core 2.0.0", Package: Core),
                ],
                Edits =
                [
                    new RangeChange(RelativePath.Parse("app/pyproject.toml"), App, Core, DependencyKind.Build, ">=1", ">=2"),
                    new LockRangeChange(RelativePath.Parse("app/lock"), App, RelativePath.Parse("app"), Core, DependencyKind.Build, ">=1", ">=2"),
                ],
            },
        ],
        OtherEdits = [new RangeChange(RelativePath.Parse("docs/package.json"), new PackageId("npm", "docs"), Core, DependencyKind.Dev, "^1.1.0", "^2.0.0")],
        Order = [[Core], [App]],
        UsedChangeFiles = [RelativePath.Parse(".changeset/brave-owls-sing.md")],
        Skipped = [new SkippedPackage(new PackageId("npm", "docs"), "private")],
    };

    [Fact]
    public void ReadingGivesBackWhatWasWritten()
    {
        var text = PlanDocument.Write(Plan);
        var read = PlanDocument.Read(text, "plan.json");
        PlanDocument.Write(read).ShouldBe(text);
        read.Releases[0].Reasons.ShouldBe(Plan.Releases[0].Reasons);
        read.Releases[1].Reasons.ShouldBe(Plan.Releases[1].Reasons);
        read.Published.Select(r => r.Id).ShouldBe([Core]);
        read.UsedChangeFiles.ShouldBe(Plan.UsedChangeFiles);
        read.Releases[1].Edits.ShouldBe(Plan.Releases[1].Edits);
        read.OtherEdits.ShouldBe(Plan.OtherEdits);
        read.Order[1].ShouldBe([App]);
        read.Skipped.ShouldBe(Plan.Skipped);
        PlanDocument.Hash(read).ShouldBe(PlanDocument.Hash(Plan));
    }

    [Fact]
    public void TheTextIsCanonical()
    {
        var text = PlanDocument.Write(Plan);
        text.ShouldStartWith($"{{\n  \"base\": \"{Base}\",\n  \"changeFiles\": [\n    \".changeset/brave-owls-sing.md\"\n  ],\n  \"date\": \"2026-03-01\",\n  \"hash\": \"{PlanDocument.Hash(Plan)}\",\n  \"order\": [");
        text.ShouldEndWith("]\n}\n");
        text.ShouldNotContain("\r");
        text.ShouldContain("\\u001B");
        text.ShouldContain("<&> – ü");
    }

    [Fact]
    public void TheDocumentObeysItsPublishedSchema() => SchemaCheck.Violations("plan", PlanDocument.Write(Plan)).ShouldBeEmpty();

    [Theory]
    [InlineData("2.0.0", "2.0.1")]
    [InlineData("core-v2.0.0", "core-v9")]
    [InlineData("\"why\": \"private\"", "\"why\": \"private\", \"extra\": 1")]
    public void AnAlteredPlanIsRefused(string from, string to) =>
        Refused(PlanDocument.Write(Plan).Replace(from, to, StringComparison.Ordinal)).Code.ShouldBe("RK-PLAN-ALTERED");

    [Fact]
    public void IndentationIsNotContent() =>
        PlanDocument.Read(PlanDocument.Write(Plan).Replace("\n  ", "\r\n\t", StringComparison.Ordinal), "plan.json").Releases.Length.ShouldBe(2);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schema":"releasekit/plan/2"}""")]
    [InlineData("""{"schema":"releasekit/workspace/1","packages":[]}""")]
    public void AnotherSchemaIsRefused(string text) => Refused(text).Code.ShouldBe("RK-DOCUMENT-SCHEMA");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\":")]
    [InlineData("""{"schema":"releasekit/plan/1","schema":"releasekit/plan/1"}""")]
    [InlineData("""{"schema":"releasekit/plan/1"}""")]
    [InlineData("""{"schema":"releasekit/plan/1","hash":5}""")]
    public void ADamagedDocumentIsRefused(string text) => Refused(text).Code.ShouldBe("RK-DOCUMENT-INVALID");

    [Fact]
    public void ADamagedDocumentIsLocated() => Refused("{\n  \"schema\": oops").Location.ShouldBe(new SourceLocation("plan.json", 2, 13));

    private static Diagnostic Refused(string text) =>
        Should.Throw<ReleaseException>(() => PlanDocument.Read(text, "plan.json")).Diagnostics.ShouldHaveSingleItem();
}
