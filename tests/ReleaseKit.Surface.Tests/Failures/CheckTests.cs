using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Failures;

/// <summary>Checks: warnings obey MSBuild's own switches, errors stop, skipped checks stay out.</summary>
public sealed class CheckTests : IDisposable
{
    private const string OnlyCleanTree = "-p:ReleaseSkipChecks=identity%3Btools%3Bcredentials%3Bversions-free%3Bremote";

    private readonly ReleaseWorkspace _workspace = new();

    public CheckTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize();
    }

    [Fact]
    public void WarningsObeyNowarnAndWarnaserror()
    {
        _workspace.Write("left-over.txt", "");
        var warned = _workspace.MSBuild("Check", OnlyCleanTree);
        warned.ExitCode.ShouldBe(0, warned.Output);
        warned.Output.ShouldContain("warning RK-CHECK-UNTRACKED: ");
        var silent = _workspace.MSBuild("Check", OnlyCleanTree, "-nowarn:RK-CHECK-UNTRACKED");
        silent.ExitCode.ShouldBe(0, silent.Output);
        silent.Output.ShouldNotContain("RK-CHECK-UNTRACKED");
        var strict = _workspace.MSBuild("Check", OnlyCleanTree, "-warnaserror:RK-CHECK-UNTRACKED");
        strict.ExitCode.ShouldBe(1);
        strict.Output.ShouldContain("error RK-CHECK-UNTRACKED: ");
    }

    [Fact]
    public void ChangesAndMissingCredentialsStop()
    {
        _workspace.Write("core/pyproject.toml", _workspace.Read("core/pyproject.toml") + "\n");
        foreach (var name in new[] { "UV_PUBLISH_TOKEN", "TWINE_PASSWORD", "PYPI_TOKEN" })
        {
            _workspace.Variables[name] = "";
        }

        var answer = _workspace.MSBuild("Check", "-p:ReleaseSkipChecks=tools%3Bversions-free%3Bremote");
        answer.ExitCode.ShouldBe(1);
        answer.Output.ShouldContain("error RK-CHECK-DIRTY: ");
        answer.Output.ShouldContain("error RK-CHECK-CREDENTIALS: ");
        answer.Output.ShouldContain("PYPI_TOKEN");
    }

    [Fact]
    public void ATagThatOnlyTheRemoteHasStops()
    {
        var tag = TargetAnswer.Ask(_workspace, "Plan").Items["python:acme-core"]["Tag"];
        _workspace.Git("push", "--quiet", "origin", $"HEAD:refs/tags/{tag}");
        var answer = TargetAnswer.Ask(_workspace, "Check", "-p:ReleaseDryRun=true", "-p:ReleaseSkipChecks=clean-tree%3Bidentity%3Btools%3Bcredentials%3Bversions-free");
        answer.Metadata("remote", "Status").ShouldBe(["failed"]);
        answer.Metadata("tools", "Status").ShouldBe(["skipped"]);
        _workspace.MSBuild("Check", "-p:ReleaseSkipChecks=clean-tree%3Bidentity%3Btools%3Bcredentials%3Bversions-free").Output.ShouldContain("error RK-CHECK-TAG-TAKEN: ");
    }

    public void Dispose() => _workspace.Dispose();
}
