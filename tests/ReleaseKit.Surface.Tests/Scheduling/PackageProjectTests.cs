using System.Xml.Linq;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Scheduling;

/// <summary>What configuration and properties say about pace and patience reaches the package's own project.</summary>
public sealed class PackageProjectTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    [Fact]
    public void BudgetsAndTimeLimitsReachEveryPackage()
    {
        _workspace.UseRepositorySdk(body: """
            <PropertyGroup>
                <ReleasePublishAttempts>7</ReleasePublishAttempts>
                <ReleaseVerifyTimeout>11</ReleaseVerifyTimeout>
              </PropertyGroup>
            """);
        _workspace.Write("js/package.json", "{ \"name\": \"x\", \"version\": \"1.0.0\" }\n");
        _workspace.Write("releasekit.toml", "[ecosystems.npm]\nupload_burst = 2\nupload_per_minute = 0.5\n");
        _workspace.Initialize("x-v1.0.0");
        _workspace.Write("js/index.js", "");
        _workspace.Commit("feat: more");
        var plan = _workspace.MSBuild("Plan");
        plan.ExitCode.ShouldBe(0, plan.Output);
        var apply = _workspace.MSBuild("Apply");
        apply.ExitCode.ShouldBe(0, apply.Output);

        // Nothing is uploaded: the only stage puts back what was never pinned.
        var publish = _workspace.MSBuild("Publish", "-p:ReleasePackageStages=Restore", "-p:ReleaseNpmNewPackageBurst=3");

        publish.ExitCode.ShouldBe(0, publish.Output);
        publish.Output.ShouldContain("npm:x    1.1.0    registry.npmjs.org  0:00");
        publish.Output.ShouldContain("Estimated end: ");
        var project = XDocument.Load(Path.Combine(_workspace.Output, "packages", "x.npm.proj"));
        string Property(string name) => project.Descendants(name).ShouldHaveSingleItem().Value;
        Property("ReleasePublishAttempts").ShouldBe("7");
        Property("ReleaseVerifyTimeout").ShouldBe("11");
        Property("ReleaseBuildTimeout").ShouldBe("3600");
        project.Descendants("_ReleasePackageContext").ShouldHaveSingleItem().Attribute("Budget")!.Value.ShouldBe("2 0.5 3 1");
    }

    [Fact]
    public void AStageThatTakesTooLongIsNamedWithItsPackageAndBlocksWithItsStage()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        Tool.Require("npm");
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/base", "base", "1.0.0");
        _workspace.AddNpm("js/top", "top", "1.0.0", ("base", "^1.0.0"));
        _workspace.Write("js/base/package.json", "{ \"name\": \"base\", \"version\": \"1.0.0\", \"scripts\": { \"prepack\": \"sleep 600\" } }\n");
        _workspace.Initialize("base-v1.0.0", "top-v1.0.0");
        _workspace.Write("js/base/index.js", "");
        _workspace.Commit("feat: more");

        var release = _workspace.MSBuild("Release", "-p:ReleaseRegistry=rehearsal", "-p:ReleaseBuildTimeout=4", "-p:ReleasePush=false");

        release.ExitCode.ShouldNotBe(0);
        release.Output.ShouldContain("error RK-STAGE-TIMEOUT: build of npm:base 1.1.0 was still waiting for `npm pack");
        release.Output.ShouldContain("npm:top is not released: blocked by npm:base (failed in build).");
        _workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void ThatAPackageIsUploadedOrLiveOrVerifiedIsToldApart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        Tool.Require("npm");
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        foreach (var name in new[] { "unseen", "forged", "signed" })
        {
            _workspace.AddNpm($"js/{name}", name, "1.0.0");
        }

        _workspace.Write(".gitignore", _workspace.Read(".gitignore") + "artifacts/\n");
        _workspace.Write("artifacts/faults.json", """{ "rules": [{ "package": "unseen", "operation": "upload", "neverIndexed": true }, { "package": "forged", "operation": "download", "wrongDigest": true }] }""");
        _workspace.Initialize("unseen-v1.0.0", "forged-v1.0.0", "signed-v1.0.0");
        _workspace.Write("artifacts/gpg", "#!/bin/sh\nexec sleep 600\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_workspace.File("artifacts/gpg"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _workspace.Git("config", "gpg.program", _workspace.File("artifacts/gpg"));
        _workspace.Git("commit", "--quiet", "--allow-empty", "-m", "feat: more");
        var apply = _workspace.MSBuild("Apply", "-p:ReleaseBump=patch");
        apply.ExitCode.ShouldBe(0, apply.Output);
        _workspace.Commit("chore(release): packages");
        _workspace.Git("config", "tag.gpgSign", "true");

        var publish = _workspace.MSBuild(
            "Publish", "-p:ReleaseRegistry=rehearsal", "-p:ReleaseRehearsalFaults=artifacts/faults.json", "-p:ReleaseSmokeTest=false", "-p:ReleasePush=false",
            "-p:ReleaseAwaitTimeout=2", "-p:ReleaseTagTimeout=2", "-mt", "-m:3");

        publish.ExitCode.ShouldNotBe(0);
        publish.Output.ShouldMatch(@"x +npm +unseen +1\.0\.1 +uploaded, not live: failed in await");
        publish.Output.ShouldMatch(@"x +npm +forged +1\.0\.1 +live, not verified: failed in verify");
        publish.Output.ShouldMatch(@"x +npm +signed +1\.0\.1 +live, verified, then failed in tag");
        publish.Output.ShouldContain("error RK-STAGE-TIMEOUT: tag of npm:signed 1.0.1 was still waiting for `git");
        publish.Output.ShouldContain("raise ReleaseTagTimeout");
        _workspace.Git("tag", "--points-at", "HEAD").ShouldBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();
}
