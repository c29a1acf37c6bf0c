using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Effects;

/// <summary>What can be said about isolated builds without building.</summary>
public sealed class IsolationTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public IsolationTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize();
    }

    [Fact]
    public void ADryRunTellsOfTheWorkTreeAndMakesNone()
    {
        const string Skipped = "-p:ReleaseSkipChecks=tools%3Bcredentials%3Bversions-free%3Bownership";
        var told = _workspace.MSBuild("Release", "-p:ReleaseDryRun=true", "-p:ReleaseIsolation=worktree", Skipped);
        told.ExitCode.ShouldBe(0, told.Output);
        told.Output.ShouldContain("build in a throw-away work tree");
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
        _workspace.MSBuild("Release", "-p:ReleaseDryRun=true", Skipped).Output.ShouldNotContain("throw-away");
    }

    [Fact]
    public void ValuesThatMeanNothingAreRefusedAndAMissingSetupIsFoundByTheChecks()
    {
        _workspace.MSBuild("Discover", "-p:ReleaseIsolation=docker").Output.ShouldContain("error RK-CONFIG-INVALID-VALUE: ");
        var missing = _workspace.MSBuild("Check", "-p:ReleaseIsolation=worktree", "-p:ReleaseIsolationSetup=no-such-client%3Binstall", "-p:ReleaseSkipChecks=credentials%3Bversions-free%3Bownership");
        missing.ExitCode.ShouldBe(1);
        missing.Output.ShouldContain("error RK-TOOL-MISSING: isolation_setup begins with 'no-such-client'");
    }

    public void Dispose() => _workspace.Dispose();
}
