using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Changes;

/// <summary>Change files from <c>-t:Change</c> to the release that uses them up.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public ChangeTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddPython("core", "acme-core", "1.0.0");
        _workspace.AddPython("api", "acme-api", "1.0.0");
        _workspace.Initialize("acme-core-v1.0.0", "acme-api-v1.0.0");
    }

    [Fact]
    public void AChangeIsAddedPlannedAppliedAndUsedUp()
    {
        var added = TargetAnswer.Ask(_workspace, "Change", "-p:ReleaseChangePackages=acme-core%3Bpython:acme-api", "-p:ReleaseChangeBump=minor", "-p:ReleaseChangeText=Add things%3B and more.%0A%0A- one");
        var file = Path.GetRelativePath(_workspace.Root, added.Items.Keys.ShouldHaveSingleItem());
        file.ShouldMatch("^\\.changeset/[a-z]+-[a-z]+-[a-z]+\\.md$");
        _workspace.Read(file).ShouldBe("---\n\"acme-core\": minor\n\"acme-api\": minor\n---\n\nAdd things; and more.\n\n- one\n");
        _workspace.Commit("docs: say what changes");

        TargetAnswer.Ask(_workspace, "Plan").Items.Values.Select(i => $"{i["Identity"]} {i["To"]}").ShouldBe(["python:acme-api 1.1.0", "python:acme-core 1.1.0"]);
        var dry = _workspace.MSBuild("Apply", "-p:ReleaseDryRun=true");
        dry.Output.ShouldContain("deleted file mode 100644");
        File.Exists(_workspace.File(file)).ShouldBeTrue();

        TargetAnswer.Ask(_workspace, "Apply").Items.Keys.ShouldContain(_workspace.File(file));
        File.Exists(_workspace.File(file)).ShouldBeFalse();
        _workspace.Read("core/CHANGELOG.md").ShouldContain("Add things; and more.");
        _workspace.Commit("chore(release): publish");
        _workspace.Git("tag", "acme-core-v1.1.0");
        _workspace.Git("tag", "acme-api-v1.1.0");
        TargetAnswer.Ask(_workspace, "Plan").Items.ShouldBeEmpty();
    }

    [Fact]
    public void ADryRunShowsTheFileAndWritesNone()
    {
        var result = _workspace.MSBuild("Change", "-p:ReleaseChangePackages=acme-core", "-p:ReleaseChangeBump=patch", "-p:ReleaseChangeText=Mend it", "-p:ReleaseDryRun=true");
        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain("+\"acme-core\": patch");
        Directory.Exists(_workspace.File(".changeset")).ShouldBeFalse();
    }

    [Fact]
    public void WithoutATerminalEverythingMustBeGiven()
    {
        var result = _workspace.MSBuild("Change", "-p:ReleaseChangeBump=patch");
        result.ExitCode.ShouldNotBe(0);
        result.Output.ShouldContain("error RK-CHANGE-INCOMPLETE: ReleaseChangePackages is missing.");
    }

    [Fact]
    public void APullRequestIsToldWhatItLacks()
    {
        _workspace.Git("checkout", "--quiet", "-b", "topic");
        _workspace.Write("core/a.py", "");
        _workspace.Write("api/a.py", "");
        _workspace.Commit("Change things");
        _workspace.MSBuild("Change", "-p:ReleaseChangePackages=acme-api", "-p:ReleaseChangeBump=none", "-p:ReleaseChangeText=Nothing").ExitCode.ShouldBe(0);

        var answer = TargetAnswer.Ask(_workspace, "Check", "-p:ReleaseSince=origin/main");
        answer.Items.Values.Select(i => $"{i["Identity"]} {i["Status"]}").ShouldBe(["python:acme-api passed", "python:acme-core warned"]);
        var warned = _workspace.MSBuild("Check", "-p:ReleaseSince=origin/main");
        (warned.ExitCode, warned.Output).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(0), r => r.Output.ShouldContain("core/pyproject.toml : warning RK-CHECK-INTENT: python:acme-core is changed since origin/main (core/a.py)"));
        var required = _workspace.MSBuild("Check", "-p:ReleaseSince=origin/main", "-p:ReleaseRequireIntent=true");
        required.ExitCode.ShouldNotBe(0);
        required.Output.ShouldContain("error RK-CHECK-INTENT-REQUIRED: ");
        _workspace.MSBuild("Check", "-p:ReleaseSince=origin/nowhere").Output.ShouldContain("error RK-CHECK-SINCE: ");
    }

    [Fact]
    public void ABrokenChangeFileIsNamedWithItsPlace()
    {
        _workspace.Write(".changeset/bad.md", "---\n\"acme-core\": huge\n---\n");
        var result = _workspace.MSBuild("Plan");
        result.ExitCode.ShouldNotBe(0);
        result.Output.ShouldContain("bad.md(2,14");
        result.Output.ShouldContain("error RK-CHANGE-TYPE: ");
    }

    public void Dispose() => _workspace.Dispose();
}
