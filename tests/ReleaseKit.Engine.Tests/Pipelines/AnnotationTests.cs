using System.Text.Json;
using System.Xml.Linq;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Pipelines.Annotating;

namespace ReleaseKit.Engine.Tests.Pipelines;

public sealed class AnnotationTests
{
    /// <summary>What a commit, a manifest or a registry might say to become a command.</summary>
    private const string Hostile = "100%\r\n::set-output name=x::y\n##vso[task.setvariable variable=PATH;]evil]; ##[add-mask]%0A, end: \u0007";

    private static readonly Diagnostic Error = GraphCodes.Cycle.At(new SourceLocation("js/a,b:c;d]/package.json", 3, 7, 3, 12), Hostile);
    private static readonly Diagnostic Warning = ReleaseCodes.Blocked.Create("npm:b is not released.");

    [Fact]
    public void GitHubIsToldByWorkflowCommands()
    {
        var form = Find("github");

        Printed(form.Annotate(Error, "js/a,b:c;d]/package.json", null)).ShouldBe(
            "::error file=js/a%2Cb%3Ac;d]/package.json,line=3,endLine=3,col=7,endColumn=12,title=RK-GRAPH-CYCLE::" +
            "100%25%0A::set-output name=x::y%0A##vso[task.setvariable variable=PATH;]evil]; ##[add-mask]%250A, end: \u2407");
        Printed(form.Annotate(Warning, null, null)).ShouldBe("::warning title=RK-RELEASE-BLOCKED::npm:b is not released.");
    }

    [Fact]
    public void AzureIsToldByLoggingCommands()
    {
        var form = Find("azure");

        Printed(form.Annotate(Error, "js/a,b:c;d]/package.json", null)).ShouldBe(
            "##vso[task.logissue type=error;sourcepath=js/a,b:c%3Bd%5D/package.json;linenumber=3;columnnumber=7;code=RK-GRAPH-CYCLE;]" +
            "100%AZP25%0A::set-output name=x::y%0A##vso[task.setvariable variable=PATH;]evil]; ##[add-mask]%AZP250A, end: \u2407");
        Printed(form.Annotate(Warning, null, null)).ShouldBe("##vso[task.logissue type=warning;code=RK-RELEASE-BLOCKED;]npm:b is not released.");
    }

    [Theory]
    [InlineData("gitlab")]
    [InlineData("bitbucket")]
    public void FilesHaveEachDiagnosticOnce(string name)
    {
        var form = Find(name);
        var first = Reported(form.Annotate(Error, "js/package.json", null), "codequality.json");
        var second = Reported(form.Annotate(Warning, null, first), "codequality.json");

        Reported(form.Annotate(Error, "js/package.json", second), "codequality.json").ShouldBe(second);

        var entries = JsonDocument.Parse(second).RootElement.EnumerateArray().ToArray();
        entries.Select(e => e.GetProperty("check_name").GetString()).ShouldBe(["RK-GRAPH-CYCLE", "RK-RELEASE-BLOCKED"]);
        entries.Select(e => e.GetProperty("severity").GetString()).ShouldBe(["critical", "minor"]);
        entries.Select(e => e.GetProperty("fingerprint").GetString()).Distinct().Count().ShouldBe(2);
        entries[0].GetProperty("description").GetString().ShouldBe(Error.Message);
        entries[0].GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32().ShouldBe(3);
        entries[1].GetProperty("location").GetProperty("path").GetString().ShouldBe("release.proj");
        JsonDocument.Parse(Reported(form.Annotate(Error, "x", "[{\"fingerpr"), "codequality.json")).RootElement.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("github", "##vso[task.x]", "#\u200B#vso[task.x]", false)]
    [InlineData("github", "  ::error::x", "\u200B  ::error::x", true)]
    [InlineData("github", "a ##[add-mask]x", "a #\u200B#[add-mask]x", true)]
    [InlineData("github", "a :: b", "a :: b", true)]
    [InlineData("azure", "feat: ##vso[task.setvariable variable=x]y", "feat: #\u200B#vso[task.setvariable variable=x]y", true)]
    [InlineData("azure", "##VSO[task.x]", "#\u200B#vso[task.x]", true)]
    [InlineData("azure", "##[error]x", "#\u200B#[error]x", true)]
    [InlineData("gitlab", "::error::x", "::error::x", true)]
    [InlineData("none", "##vso[task.x]", "##vso[task.x]", true)]
    public void LinesThatWouldBeCommandsAreDefused(string name, string line, string expected, bool changed)
    {
        var defused = Find(name).Defuse(line);

        defused.ShouldBe(changed ? expected : line);
        Find(name).Defuse(defused).ShouldBe(defused);
    }

    [Fact]
    public void OutputsOfGitHubCannotBeEnded()
    {
        var effects = Find("github", ("GITHUB_OUTPUT", "/tmp/output")).Output([new("tag", "v1\nEOF\nevil=1"), new("releases", "[]")], null);

        var appended = effects.Cast<PipelineEffect.Append>().ToArray();
        appended.ShouldAllBe(a => a.Path == "/tmp/output");
        var lines = appended[0].Text.Split('\n');
        var delimiter = lines[0]["tag<<".Length..];
        lines.ShouldBe([$"tag<<{delimiter}", "v1", "EOF", "evil=1", delimiter, ""]);
        delimiter.Length.ShouldBe(36);
        Find("github").Output([new("tag", "v1")], null).ShouldBeEmpty();
    }

    [Fact]
    public void OutputsOfAzureAreVariablesOfTheStep() =>
        Printed(Find("azure").Output([new("pull-request", "4;]\n##vso[x]")], null)).ShouldBe("##vso[task.setvariable variable=pull-request;isOutput=true]4;]%0A##vso[x]");

    [Fact]
    public void OutputsInFilesAreReplacedAndKept()
    {
        var form = Find("gitlab");
        var first = Reported(form.Output([new("tag", "a-v1;$(x)'"), new("pull-request", "4")], null), "release.env");
        first.ShouldBe("RELEASE_TAG=a-v1;$(x)'\nRELEASE_PULL_REQUEST=4\n");

        Reported(form.Output([new("tag", "b"), new("notes", "two\nlines"), new("long", new string('x', 2000))], first), "release.env").ShouldBe("RELEASE_PULL_REQUEST=4\nRELEASE_TAG=b\n");
        Reported(Find("bitbucket").Output([new("tag", "a-v1;$(x)'")], null), "release.env").ShouldBe("RELEASE_TAG='a-v1;$(x)'\\'''\n");
    }

    [Fact]
    public void SummariesGoWhereTheServiceShowsThem()
    {
        Find("github", ("GITHUB_STEP_SUMMARY", "/tmp/summary")).Summarise("plan", "# x").ShouldHaveSingleItem().ShouldBe(new PipelineEffect.Append("/tmp/summary", "# x\n"));
        Find("github").Summarise("plan", "# x").ShouldBeEmpty();
        Find("gitlab").Summarise("plan", "# x").ShouldHaveSingleItem().ShouldBe(new PipelineEffect.Report("plan.md", "# x"));
        Find("azure").Summarise("plan", "# x").ShouldBe([new PipelineEffect.Report("plan.md", "# x"), new PipelineEffect.Print($"##vso[task.uploadsummary]{Path.Combine("/out/ci", "plan.md")}")]);
    }

    [Fact]
    public void ALongSummaryIsCutAtALine()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"| package {i} |\n"));

        var cut = ((PipelineEffect.Append)Find("github", ("GITHUB_STEP_SUMMARY", "/tmp/summary")).Summarise("plan", text).ShouldHaveSingleItem()).Text;

        cut.Length.ShouldBeLessThan(900_000);
        cut.ShouldEndWith(" |\n\nThe rest is too long for this page; see plan.json.\n");
    }

    [Theory]
    [InlineData("gitlab", "junit.xml")]
    [InlineData("bitbucket", "test-results/junit.xml")]
    [InlineData("azure", "junit.xml")]
    public void OutcomesAreTestResults(string name, string file)
    {
        PipelineOutcome[] outcomes =
        [
            new("npm:b", "npm", "2.0.0", "failed", "failed in build <&\u0001"), new("npm:a", "npm", "1.0.0", "released", "live"), new("npm:c", "npm", "3.0.0", "blocked", "blocked by npm:b"),
        ];

        var suite = XDocument.Parse(Reported(Find(name).Report(outcomes), file)).Root!.Element("testsuite")!;

        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value).ShouldBe(("3", "1", "1"));
        suite.Elements("testcase").Select(c => $"{c.Attribute("name")!.Value}|{c.Elements().FirstOrDefault()?.Name.LocalName}|{c.Elements().FirstOrDefault()?.Attribute("message")!.Value}")
            .ShouldBe(["npm:a 1.0.0||", "npm:b 2.0.0|failure|failed in build <&\u2401", "npm:c 3.0.0|skipped|blocked by npm:b"]);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "github")]
    [InlineData("FORGEJO_ACTIONS", "true", "github")]
    [InlineData("GITEA_ACTIONS", "true", "github")]
    [InlineData("GITLAB_CI", "true", "gitlab")]
    [InlineData("TF_BUILD", "True", "azure")]
    [InlineData("BITBUCKET_BUILD_NUMBER", "12", "bitbucket")]
    [InlineData("TF_BUILD", "False", "none")]
    [InlineData("CI", "true", "none")]
    public void TheServiceIsRecognised(string variable, string value, string form)
    {
        Find("auto", (variable, value)).Name.ShouldBe(form);
        Find("none", (variable, value)).Name.ShouldBe("none");
    }

    [Fact]
    public void AnUnknownFormIsRefused() =>
        Should.Throw<ReleaseException>(() => Find("githup")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-PIPELINE-ANNOTATIONS");

    [Fact]
    public void WithoutAServiceNothingIsSaid()
    {
        var none = Find("auto");

        none.Annotate(Error, "x", null).ShouldBeEmpty();
        none.Summarise("plan", "x").ShouldBeEmpty();
        none.Report([]).ShouldBeEmpty();
        none.Output([new("tag", "x")], null).ShouldBeEmpty();
    }

    private static IAnnotationForm Find(string name, params (string Name, string Value)[] variables) =>
        AnnotationForms.Find(name, new SnapshotEnvironment(() => variables.ToDictionary(v => v.Name, v => v.Value)), "/out/ci");

    private static string Printed(IEnumerable<PipelineEffect> effects) => ((PipelineEffect.Print)effects.ShouldHaveSingleItem()).Text;

    private static string Reported(IEnumerable<PipelineEffect> effects, string name) => effects.OfType<PipelineEffect.Report>().Single(r => r.Name == name).Text;
}
