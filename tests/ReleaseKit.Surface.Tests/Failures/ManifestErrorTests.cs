using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Failures;

/// <summary>What is wrong in a file of the workspace is reported at its place there, in the form that editors understand.</summary>
public sealed class ManifestErrorTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public ManifestErrorTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
    }

    [Fact]
    public void EveryMalformedManifestIsNamedWithItsPlaceInOneRun()
    {
        _workspace.Write("js/bad/package.json", "{ \"name\": \"bad\",\n  \"version\": 1.0.0\n}\n");
        _workspace.Write("py/bad/pyproject.toml", "[project]\nname = \"bad\"\nversion = \"1.0.0\n");
        _workspace.Initialize();
        var answer = _workspace.MSBuild("Discover");
        answer.ExitCode.ShouldBe(1);
        ShouldReport(answer, "js/bad/package.json", "(2,", "RK-MANIFEST-SYNTAX");
        ShouldReport(answer, "py/bad/pyproject.toml", "(3,11", "RK-MANIFEST-SYNTAX");
        answer.Output.ShouldNotContain("RK-INTERNAL");
    }

    [Fact]
    public void AMistypedKeyIsAnErrorWithTheLikelyName()
    {
        _workspace.Write("releasekit.toml", "# ours\nsynchronise = true\n");
        _workspace.Initialize();
        var answer = _workspace.MSBuild("Plan");
        ShouldReport(answer, "releasekit.toml", "(2,1", "RK-CONFIG-UNKNOWN-KEY");
        answer.Output.ShouldContain("'synchronize'");
    }

    [Fact]
    public void APackageDeclaredTwiceIsAnError()
    {
        _workspace.AddPython("a", "acme", "1.0.0");
        _workspace.AddPython("b", "acme", "1.0.0");
        _workspace.Initialize();
        ShouldReport(_workspace.MSBuild("Discover"), "b/pyproject.toml", "", "RK-WORKSPACE-DUPLICATE");
    }

    [Fact]
    public void AFolderWithoutRepositoryAndARepositoryWithoutCommitsAreNamed()
    {
        _workspace.MSBuild("Plan").Output.ShouldContain("error RK-GIT-NOT-A-REPOSITORY: ");
        _workspace.Git("init", "--quiet");
        _workspace.MSBuild("Plan").Output.ShouldContain("error RK-GIT-UNBORN: ");
    }

    public void Dispose() => _workspace.Dispose();

    private void ShouldReport(CommandResult answer, string file, string place, string code)
    {
        var line = answer.Output.Split('\n').Where(l => l.StartsWith(_workspace.File(file) + place, StringComparison.Ordinal)).ShouldHaveSingleItem(answer.Output);
        line.ShouldContain($": error {code}: ");
    }
}
