using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Effects;

/// <summary>What -t:Snapshot publishes, and that it leaves nothing behind.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public SnapshotTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""");
        _workspace.AddNpm("packages/core", "@acme/core", "1.0.0");
        _workspace.AddNpm("packages/app", "@acme/app", "2.0.0", ("@acme/core", "^1.0.0"));
        _workspace.AddNpm("packages/other", "@acme/other", "0.1.0");
        _workspace.AddPython("py", "acme-py", "1.0.0");
        _workspace.Initialize("@acme/core-v1.0.0", "@acme/app-v2.0.0", "@acme/other-v0.1.0", "acme-py-v1.0.0");
    }

    [Fact]
    public void ADryRunNamesWhatChangedWithItsDependentsAndWritesNothing()
    {
        _workspace.Write("packages/core/index.js", "// changed, not committed\n");
        var before = TreeSnapshot.Take(_workspace.Root);
        var answer = _workspace.MSBuild("Snapshot", "-p:ReleaseDryRun=true", "-p:ReleaseSkipChecks=versions-free%3Btools%3Bcredentials");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldMatch(@"upload npm:@acme/core 1\.0\.0-dev\.\d{10} ");
        answer.Output.ShouldMatch(@"upload npm:@acme/app 2\.0\.0-dev\.\d{10} ");
        answer.Output.ShouldMatch(@"\+.*""@acme/core"":""1\.0\.0-dev\.\d{10}""");
        answer.Output.ShouldNotContain("@acme/other");
        answer.Output.ShouldNotContain("tag ");
        TreeSnapshot.Take(_workspace.Root).ShouldBe(before);
    }

    [Fact]
    public void ATemplateAndNamesMayBeGiven()
    {
        var answer = _workspace.MSBuild(
            "Snapshot", "-p:ReleaseDryRun=true", "-p:ReleaseSkipChecks=versions-free%3Btools%3Bcredentials",
            "-p:ReleasePackages=@acme/other%3Bacme-py", "-p:ReleaseSnapshotTemplate={next}-{channel}.{date}", "-p:ReleaseChannel=nightly");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldMatch(@"upload npm:@acme/other 0\.1\.1-nightly\.\d{8} ");
        answer.Output.ShouldMatch(@"upload python:acme-py 1\.0\.1\.dev\d{8} ");
    }

    [Fact]
    public void NothingChangedIsNothingToPublish()
    {
        var answer = _workspace.MSBuild("Snapshot", "-p:ReleaseRegistry=rehearsal");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldContain("Nothing to publish");
    }

    [Theory]
    [InlineData("-p:ReleaseChannel=stable", "RK-CHANNEL-INVALID")]
    [InlineData("-p:ReleaseChannel=Beta", "RK-CHANNEL-INVALID")]
    [InlineData("-p:ReleaseSnapshotTemplate={version}-dev.{commit}", "RK-CHANNEL-SNAPSHOT")]
    [InlineData("-p:ReleaseSnapshotTemplate={version}-dev", "RK-CONFIG-INVALID-VALUE")]
    [InlineData("-p:ReleasePackages=@acme/croe", "RK-PLAN-PACKAGE")]
    public void WhatGivesNoSnapshotIsRefused(string property, string code)
    {
        _workspace.Write("py/a.py", "");
        var answer = _workspace.MSBuild("Snapshot", "-p:ReleaseDryRun=true", property);
        answer.ExitCode.ShouldNotBe(0);
        answer.Output.ShouldContain($"error {code}: ");
    }

    public void Dispose() => _workspace.Dispose();
}
