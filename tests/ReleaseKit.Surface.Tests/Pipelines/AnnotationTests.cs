using System.Text.Json;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Pipelines;

/// <summary>What a CI service is told while targets run.</summary>
public sealed class AnnotationTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public AnnotationTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize("acme-core-v1.0.0");
    }

    [Fact]
    public void GitHubGetsTheErrorAtItsPlaceOnceAndTheProblemMatchersFormToo()
    {
        Service("GITHUB_ACTIONS", "GITHUB_WORKSPACE", Path.GetDirectoryName(_workspace.Root)!);
        _workspace.Write("releasekit.toml", "\nsynchronise = true\n");

        var plan = _workspace.MSBuild("Plan");

        plan.ExitCode.ShouldNotBe(0);
        var folder = Path.GetFileName(_workspace.Root);
        plan.Output.Split('\n').Count(l => l.TrimStart().StartsWith($"::error file={folder}/releasekit.toml,line=2,", StringComparison.Ordinal) && l.Contains("title=RK-CONFIG-UNKNOWN-KEY::", StringComparison.Ordinal)).ShouldBe(1, plan.Output);
        plan.Output.ShouldContain("releasekit.toml(2,1,2,12): error RK-CONFIG-UNKNOWN-KEY: ");
    }

    [Fact]
    public void GitHubGetsThePlanAsSummaryAndValues()
    {
        Service("GITHUB_ACTIONS", "GITHUB_WORKSPACE", _workspace.Root);
        var (summary, output) = (_workspace.File(".git/summary"), _workspace.File(".git/output"));
        _workspace.Variables["GITHUB_STEP_SUMMARY"] = summary;
        _workspace.Variables["GITHUB_OUTPUT"] = output;
        _workspace.Change("core/a.py", "x", "feat: ::set-output name=a::b ##[add-mask]c");

        var plan = _workspace.MSBuild("Plan");

        plan.ExitCode.ShouldBe(0, plan.Output);
        plan.Output.ShouldNotContain("##[");
        plan.Output.ShouldNotContain("\n::");
        File.ReadAllText(summary).ShouldContain("| 1 | python:acme-core | 1.0.0 | 1.1.0 | minor | acme-core-v1.1.0 |");
        File.ReadAllText(output).ShouldContain("[{\"id\":\"python:acme-core\",\"from\":\"1.0.0\",\"to\":\"1.1.0\",\"tag\":\"acme-core-v1.1.0\"}]");
        File.ReadAllText(output).ShouldContain("empty<<");
    }

    [Fact]
    public void GitLabGetsFilesThatGitDoesNotSee()
    {
        Service("GITLAB_CI", "CI_PROJECT_DIR", _workspace.Root);
        _workspace.Write("releasekit.toml", "synchronise = true\n");

        _workspace.MSBuild("Plan").ExitCode.ShouldNotBe(0);

        var entry = JsonDocument.Parse(_workspace.Read("artifacts/releasekit/ci/codequality.json")).RootElement.EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("check_name").GetString().ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        entry.GetProperty("location").GetProperty("path").GetString().ShouldBe("releasekit.toml");
        _workspace.Git("status", "--porcelain").ShouldBe("?? releasekit.toml");
    }

    [Fact]
    public void AzureGetsLoggingCommandsUnlessSomebodyWantsNone()
    {
        Service("TF_BUILD", "BUILD_SOURCESDIRECTORY", _workspace.Root);
        _workspace.Write("releasekit.toml", "synchronise = true\n");

        _workspace.MSBuild("Plan").Output.ShouldContain("##vso[task.logissue type=error;sourcepath=releasekit.toml;linenumber=1;columnnumber=1;code=RK-CONFIG-UNKNOWN-KEY;]");
        _workspace.MSBuild("Plan", "-p:ReleaseAnnotations=none").Output.ShouldNotContain("##vso");
        _workspace.MSBuild("Plan", "-p:ReleaseAnnotations=githup").Output.ShouldContain("error RK-PIPELINE-ANNOTATIONS");
    }

    [Fact]
    public void ADryRunWritesNoReport()
    {
        Service("GITLAB_CI", "CI_PROJECT_DIR", _workspace.Root);
        _workspace.Change("core/a.py", "x", "feat: more");

        _workspace.MSBuild("Plan", "-p:ReleaseDryRun=true").ExitCode.ShouldBe(0);

        Directory.Exists(Path.Combine(_workspace.Output, "ci")).ShouldBeFalse();
    }

    public void Dispose() => _workspace.Dispose();

    private void Service(string variable, string checkout, string folder)
    {
        foreach (var other in new[] { "GITHUB_ACTIONS", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "GITLAB_CI", "TF_BUILD", "BITBUCKET_BUILD_NUMBER" })
        {
            _workspace.Variables[other] = null;
        }

        _workspace.Variables[variable] = "true";
        _workspace.Variables[checkout] = folder;
    }
}
