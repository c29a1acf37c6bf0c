using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Effects;

/// <summary>What targets leave behind: a dry run nothing, Init two files once, Plan a few git processes whatever the size.</summary>
public sealed class EffectTests : IDisposable
{
    private const int MostGitProcesses = 12;

    private readonly ReleaseWorkspace _workspace = new();

    public EffectTests() => _workspace.UseRepositorySdk();

    [Fact]
    public void ADryRunDescribesEverythingAndWritesNothing()
    {
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.AddPython("api", "acme-api", "1.0.0", "acme-core>=1.0,<2");
        _workspace.Write("releasekit.toml", "tag_format = \"{name}-v{version}\"\n");
        _workspace.Initialize("acme-core-v1.0.0", "acme-api-v1.0.0");
        _workspace.Write("core/a.py", "");
        _workspace.Commit("feat: more");
        var before = TreeSnapshot.Take(_workspace.Root);
        var remote = TreeSnapshot.Take(_workspace.Remote);
        var answer = _workspace.MSBuild("Release", "-p:ReleaseDryRun=true", "-p:ReleaseSkipChecks=versions-free%3Btools");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldContain("+version = \"1.1.0\"");
        answer.Output.ShouldContain("upload python:acme-core 1.1.0");
        answer.Output.ShouldContain("tag acme-core-v1.1.0");
        answer.Output.ShouldContain("Estimated end: ");
        answer.Output.ShouldContain("refs/tags/acme-core-v1.1.0");
        TreeSnapshot.Take(_workspace.Root).ShouldBe(before);
        TreeSnapshot.Take(_workspace.Remote).ShouldBe(remote);
    }

    [Fact]
    public void InitWritesItsFilesOnce()
    {
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize();
        var answer = _workspace.MSBuild("Init");
        answer.ExitCode.ShouldBe(0, answer.Output);
        answer.Output.ShouldContain("python:acme-core 1.0.0");
        _workspace.Read("Directory.Build.rsp").ShouldContain("-nodeReuse:false");
        _workspace.Write("releasekit.toml", "# mine\n");
        var again = _workspace.MSBuild("Init");
        again.ExitCode.ShouldBe(0, again.Output);
        _workspace.Read("releasekit.toml").ShouldBe("# mine\n");
    }

    [Fact]
    public void PlanKeepsHistoryUnlessToldNotTo()
    {
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.Initialize();
        var kept = Path.Combine(_workspace.Root, ".git", "releasekit", "history");
        var without = _workspace.MSBuild("Plan", "-p:ReleaseHistoryCache=false");
        without.ExitCode.ShouldBe(0, without.Output);
        File.Exists(kept).ShouldBeFalse();
        var plan = _workspace.Read("artifacts/releasekit/plan.json");
        foreach (var _ in new[] { "cold", "warm" })
        {
            var with = _workspace.MSBuild("Plan");
            with.ExitCode.ShouldBe(0, with.Output);
            File.Exists(kept).ShouldBeTrue();
            _workspace.Read("artifacts/releasekit/plan.json").ShouldBe(plan);
        }
    }

    [Fact]
    public void PlanStartsTheSameFewGitProcessesForAnyNumberOfPackages()
    {
        AddPackages(0, 3);
        _workspace.Initialize();
        var few = CountGitProcesses();
        AddPackages(3, 60);
        _workspace.Commit("feat: more packages");
        CountGitProcesses().ShouldBe(few);
        few.ShouldBeLessThan(MostGitProcesses);
    }

    public void Dispose() => _workspace.Dispose();

    private void AddPackages(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _workspace.AddPython($"p{i}", $"acme-p{i}", "1.0.0", i == 0 ? [] : [$"acme-p{i - 1}>=1.0"]);
        }
    }

    private int CountGitProcesses()
    {
        using var traces = new ScratchDirectory();
        _workspace.Variables["GIT_TRACE2_EVENT"] = traces.Path;
        var answer = _workspace.MSBuild("Plan");
        _workspace.Variables.Remove("GIT_TRACE2_EVENT");
        answer.ExitCode.ShouldBe(0, answer.Output);
        // A process of git's own has its parent's name in front of its own.
        return Directory.EnumerateFiles(traces.Path).Count();
    }
}
