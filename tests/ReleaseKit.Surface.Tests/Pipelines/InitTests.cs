using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Pipelines;

/// <summary>The pipelines that Init writes.</summary>
public sealed class InitTests : IDisposable
{
    private const string Workflow = ".github/workflows/release.yml";
    private readonly ReleaseWorkspace _workspace = new();

    public InitTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize("acme-core-v1.0.0");
    }

    [Fact]
    public void PipelinesAreWrittenOnceAndReplacedWhenAsked()
    {
        var init = _workspace.MSBuild("Init", "-p:ReleaseCi=github");

        init.ExitCode.ShouldBe(0, init.Output);
        init.Output.ShouldContain("Wrote .github/workflows/release-rehearse.yml.");
        init.Output.ShouldContain("PYPI_TOKEN");
        var text = _workspace.Read(Workflow);
        text.ShouldContain("branches: [\"main\"]");
        text.ShouldContain("actions/setup-python@");
        text.ShouldNotContain("setup-node");
        _workspace.Read("releasekit.toml").ShouldContain("\npublish_from = \"ci\" #");
        init.Output.ShouldContain("Commit the files and push them to main");
        _workspace.MSBuild("Release").Output.ShouldContain("-p:ReleasePublishFrom=local");

        _workspace.Write(Workflow, "# mine\n");
        var again = _workspace.MSBuild("Init", "-p:ReleaseCi=github");
        again.Output.ShouldContain($"{Workflow} is there already and was left alone. ReleaseForce=true replaces it.");
        again.Output.ShouldContain("releasekit.toml is there already and was left alone.");
        _workspace.Read(Workflow).ShouldBe("# mine\n");
        _workspace.MSBuild("Init", "-p:ReleaseCi=github", "-p:ReleaseForce=true").ExitCode.ShouldBe(0);
        _workspace.Read(Workflow).ShouldBe(text);
    }

    [Fact]
    public void TheFormOfTheTagsIsWrittenDown()
    {
        _workspace.Git("tag", "--delete", "acme-core-v1.0.0");
        _workspace.Git("tag", "r1.0.0");
        _workspace.Write("core/acme_core.py", "X = 1\n");
        _workspace.Commit("feat: x");
        _workspace.MSBuild("Plan").Output.ShouldContain("error RK-BASELINE-FOREIGN: No tag of python:acme-core matches tag_format \"{name}-v{version}\", but tags here look like \"r{version}\". Run -t:Init");

        var init = _workspace.MSBuild("Init");

        init.Output.ShouldContain("tag_format = \"r{version}\"  (tags such as r1.0.0)");
        _workspace.Read("releasekit.toml").ShouldContain("# synchronize = false\n\n# Placeholders: name, version, label (the package's group), ecosystem.\n# tags such as r1.0.0\ntag_format = \"r{version}\"\n");
        _workspace.MSBuild("Plan").Output.ShouldContain("1.1.0");
    }

    [Fact]
    public void BranchesAreThoseOfTheTable()
    {
        _workspace.Write("releasekit.toml", "[branches]\ntrunk = \"stable\"\n\"release/*\" = \"1.x\"\n");

        _workspace.MSBuild("Init", "-p:ReleaseCi=gitlab").ExitCode.ShouldBe(0);

        _workspace.Read(".gitlab/release.gitlab-ci.yml").ShouldContain("/^(trunk|release\\/[^\\/]*)$/");
    }

    [Fact]
    public void AConfigurationThatIsThereGetsWhatPipelinesNeedAndKeepsTheRest()
    {
        var local = _workspace.MSBuild("Init");
        local.ExitCode.ShouldBe(0, local.Output);
        _workspace.Read("releasekit.toml").ShouldNotContain("publish_from");
        _workspace.Write("releasekit.toml", "# Ours.\npin = \"caret\" # why\n\n[branches]\ntrunk = \"stable\"\n");

        var init = _workspace.MSBuild("Init", "-p:ReleaseCi=forgejo");

        init.Output.ShouldContain("Added publish_from = \"ci\" to releasekit.toml; the rest of it was left alone.");
        init.Output.ShouldContain("Commit the files and push them to trunk");
        _workspace.Read("releasekit.toml").ShouldStartWith("# Ours.\npin = \"caret\" # why\npublish_from = \"ci\" # ");
        _workspace.Read("releasekit.toml").ShouldEndWith("\n\n[branches]\ntrunk = \"stable\"\n");

        _workspace.Write("releasekit.toml", "publish_from = \"local\"\n");
        _workspace.MSBuild("Init", "-p:ReleaseCi=forgejo").Output.ShouldContain("releasekit.toml says publish_from = \"local\" and was left alone");
        _workspace.Read("releasekit.toml").ShouldBe("publish_from = \"local\"\n");
    }

    [Fact]
    public void ADryRunShowsThePipelinesAndWritesNone()
    {
        var init = _workspace.MSBuild("Init", "-p:ReleaseCi=bitbucket", "-p:ReleaseDryRun=true");

        init.Output.ShouldContain("+pipelines:");
        init.Output.ShouldContain("+publish_from = \"ci\"");
        File.Exists(_workspace.File("bitbucket-pipelines.yml")).ShouldBeFalse();
    }

    [Fact]
    public void AnUnknownServiceIsRefused() => _workspace.MSBuild("Init", "-p:ReleaseCi=jenkins").Output.ShouldContain("error RK-PIPELINE-UNKNOWN");

    public void Dispose() => _workspace.Dispose();
}
