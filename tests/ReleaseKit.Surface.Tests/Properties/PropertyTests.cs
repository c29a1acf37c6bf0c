using System.Text.Json;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Properties;

/// <summary>What the public properties are when nobody, the project or the command line says something.</summary>
public sealed class PropertyTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    [Fact]
    public void DefaultsAreWhatTheReferenceSays()
    {
        _workspace.UseRepositorySdk();
        var values = Values("ReleaseWorkspaceRoot", "ReleaseOutputPath", "ReleaseDryRun", "ReleasePush", "ReleaseAwaitTimeout", "ReleaseBuildTimeout", "ReleasePublishTimeout", "ReleasePublishAttempts", "ReleaseVerifyTimeout", "ReleaseLongestWait", "ReleaseRegistry", "ReleaseFormat",
            "ReleaseRehearsalPath", "ReleasePackageTargets", "UsingReleaseKitSdk", "ReleaseSynchronize", "ReleaseTagFormat", "ReleaseSkipChecks");
        values["ReleaseWorkspaceRoot"].ShouldBe(_workspace.Root + Path.DirectorySeparatorChar);
        values["ReleaseOutputPath"].ShouldBe(_workspace.Output + Path.DirectorySeparatorChar);
        values["ReleaseRehearsalPath"].ShouldBe(Path.Combine(_workspace.Output, "rehearsal") + "/");
        values["ReleasePackageTargets"].ShouldBe(_workspace.File("release.package.targets"));
        values["ReleaseDryRun"].ShouldBe("false");
        values["ReleasePush"].ShouldBe("true");
        values["ReleaseAwaitTimeout"].ShouldBe("600");
        new[] { "ReleaseBuildTimeout", "ReleasePublishTimeout", "ReleasePublishAttempts", "ReleaseVerifyTimeout", "ReleaseLongestWait" }
            .Select(name => values[name]).ShouldBe(["3600", "900", "5", "1800", "3600"]);
        values["ReleaseFormat"].ShouldBe("text");
        values["UsingReleaseKitSdk"].ShouldBe("true");
        new[] { "ReleaseRegistry", "ReleaseSynchronize", "ReleaseTagFormat", "ReleaseSkipChecks" }.ShouldAllBe(name => values[name].Length == 0);
    }

    [Fact]
    public void TheProjectWinsOverDefaultsAndTheCommandLineOverTheProject()
    {
        _workspace.UseRepositorySdk("ci/release.proj", """
            <PropertyGroup>
                <ReleaseWorkspaceRoot>..</ReleaseWorkspaceRoot>
                <ReleaseAwaitTimeout>5</ReleaseAwaitTimeout>
                <ReleasePush>false</ReleasePush>
              </PropertyGroup>
            """);
        var values = ValuesOf("ci/release.proj", ["-p:ReleaseAwaitTimeout=7", "-p:ReleaseOutputPath=out"], "ReleaseWorkspaceRoot", "ReleaseOutputPath", "ReleaseAwaitTimeout", "ReleasePush");
        values["ReleaseWorkspaceRoot"].ShouldBe(_workspace.Root + Path.DirectorySeparatorChar);
        values["ReleaseOutputPath"].ShouldBe(_workspace.File("out") + Path.DirectorySeparatorChar);
        values["ReleaseAwaitTimeout"].ShouldBe("7");
        values["ReleasePush"].ShouldBe("false");
    }

    [Fact]
    public void ConfigurationKeysAreOverriddenByTheirProperties()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.AddPython("api", "acme-api", "1.0.0");
        _workspace.Write("releasekit.toml", "synchronize = false\ntag_format = \"{name}-v{version}\"\n");
        _workspace.Initialize("acme-core-v1.0.0", "acme-api-v1.0.0");
        _workspace.Write("core/a.py", "");
        _workspace.Commit("feat: a");
        TargetAnswer.Ask(_workspace, "Plan").Items.Keys.ShouldBe(["python:acme-core"]);
        TargetAnswer.Ask(_workspace, "Plan", "-p:ReleaseSynchronize=true").Items.Keys.ShouldBe(["python:acme-api", "python:acme-core"]);
        _workspace.MSBuild("Plan", "-p:ReleaseSynchronize=perhaps").Output.ShouldContain("error RK-CONFIG-INVALID-VALUE: ");
    }

    public void Dispose() => _workspace.Dispose();

    private Dictionary<string, string> Values(params string[] names) => ValuesOf("release.proj", [], names);

    private Dictionary<string, string> ValuesOf(string project, string[] arguments, params string[] names)
    {
        var answer = _workspace.Project(project, [.. arguments, "-getProperty:" + string.Join(',', names)]);
        answer.ExitCode.ShouldBe(0, answer.Output);
        using var document = JsonDocument.Parse(answer.StandardOutput);
        return document.RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
