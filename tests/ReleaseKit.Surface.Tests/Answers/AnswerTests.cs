using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Answers;

/// <summary>The machine interface: targets answer with items, as JSON, with every character as it is in the manifest.</summary>
public sealed class AnswerTests : IDisposable
{
    // Everything that MSBuild would read as a list, an escape, a property, items, metadata or a wildcard.
    private const string OddDirectory = "js/a;b %41 $(MSBuildVersion) @(X) %(Y) 'q' ünï";

    private readonly ReleaseWorkspace _workspace = new("wörk tree %20;x");

    public AnswerTests()
    {
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/core", "@acme/core", "1.2.0");
        _workspace.AddNpm(OddDirectory, "@acme/odd", "1.0.0", ("@acme/core", "^1.2.0"));
        _workspace.AddPython("py/core", "acme-core", "0.3.0");
        _workspace.Write(".gitignore", "artifacts/\nignored/\n");
        _workspace.AddNpm("js/core/ignored/deep", "@acme/ignored", "1.0.0");
        _workspace.AddPython("ignored/deep", "acme-ignored", "1.0.0");
        _workspace.Write("releasekit.toml", "tag_format = \"{name}-v{version}\"\n");
        _workspace.Initialize("@acme/core-v1.2.0", "@acme/odd-v1.0.0", "acme-core-v0.3.0");
        _workspace.Write("js/core/index.js", "// changed\n");
        _workspace.Commit("feat: a; b %41 $(MSBuildVersion) @(X) %(Y)");
    }

    [Fact]
    public void DiscoverAnswersWithEveryPackageAndItsEdges()
    {
        var answer = TargetAnswer.Ask(_workspace, "Discover");
        answer.Result.ShouldBe("Success");
        answer.Items.Keys.Where(k => k != "npm:root").ShouldBe(["npm:@acme/core", "npm:@acme/odd", "python:acme-core"]);
        answer.Metadata("npm:@acme/odd", "Name", "Ecosystem", "PackageDirectory", "Manifest", "Version", "Publishable", "Group", "Dependencies")
            .ShouldBe(["@acme/odd", "npm", OddDirectory, OddDirectory + "/package.json", "1.0.0", "true", "", "npm:@acme/core"]);
        answer.Metadata("python:acme-core", "Ecosystem", "PackageDirectory", "Version", "Dependencies").ShouldBe(["python", "py/core", "0.3.0", ""]);
        File.Exists(Path.Combine(_workspace.Output, "workspace.json")).ShouldBeTrue();
    }

    [Fact]
    public void PlanAnswersWithVersionsTagsOrderAndReasons()
    {
        var answer = TargetAnswer.Ask(_workspace, "Plan");
        answer.Items.Keys.ShouldBe(["npm:@acme/core", "npm:@acme/odd"]);
        answer.Metadata("npm:@acme/core", "From", "To", "Bump", "Tag", "Order").ShouldBe(["1.2.0", "1.3.0", "minor", "@acme/core-v1.3.0", "0"]);
        answer.Metadata("npm:@acme/odd", "From", "To", "Bump", "Tag", "Order").ShouldBe(["1.0.0", "1.0.1", "patch", "@acme/odd-v1.0.1", "1"]);
        answer.Items["npm:@acme/core"]["Why"].ShouldContain("a; b %41 $(MSBuildVersion) @(X) %(Y)");
    }

    [Fact]
    public void PlansAndExplanationsComeInFormsForMachinesAndPages()
    {
        var csv = _workspace.MSBuild("Plan", "-p:ReleaseFormat=csv", "-p:ReleaseRepositoryUrl=https://github.com/acme/things");
        csv.ExitCode.ShouldBe(0, csv.Output);
        csv.Output.ShouldContain("order,package,from,to,bump,tag,why");
        _workspace.Read("artifacts/releasekit/plan.csv").ShouldContain("1,npm:@acme/core,1.2.0,1.3.0,minor,\"'@acme/core-v1.3.0\",");
        _workspace.Read("artifacts/releasekit/notes/release.md").ShouldStartWith(
            "## [@acme/core 1.3.0](https://github.com/acme/things/compare/@acme/core-v1.2.0...@acme/core-v1.3.0)\n\n### Features\n");
        Directory.GetFiles(Path.Combine(_workspace.Output, "notes")).Length.ShouldBe(3);
        var json = _workspace.MSBuild("Explain", "-p:ReleaseFormat=json", "-p:ReleasePackage=@acme/odd");
        json.ExitCode.ShouldBe(0, json.Output);
        json.Output.ShouldNotContain("releasekit/plan/1");
        _workspace.Read("artifacts/releasekit/explanation.json").ShouldContain("\"releasekit/explanation/1\"");
    }

    public void Dispose() => _workspace.Dispose();
}
