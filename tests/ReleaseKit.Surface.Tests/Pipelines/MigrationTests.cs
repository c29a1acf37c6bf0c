using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Pipelines;

/// <summary>Init in repositories that another tool released until now.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public MigrationTests() => _workspace.UseRepositorySdk();

    [Fact]
    public void ARepositoryOfReleasePleasePlansWhatCameAfterItsLastRelease()
    {
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/storage", "@acme/storage", "2.3.0");
        _workspace.AddNpm("js/pubsub", "@acme/pubsub", "1.0.0");
        _workspace.Write("release-please-config.json", """{ "packages": { "js/storage": {}, "js/pubsub": {} }, "tag-separator": "@" }""" + "\n");
        _workspace.Write(".release-please-manifest.json", "{\n  \"js/storage\": \"2.2.0\",\n  \"js/pubsub\": \"1.0.0\"\n}\n");
        _workspace.Initialize("pubsub@v1.0.0");
        _workspace.Change("js/storage/index.js", "// 1\n", "feat: released already");
        _workspace.Write(".release-please-manifest.json", "{\n  \"js/storage\": \"2.3.0\",\n  \"js/pubsub\": \"1.0.0\"\n}\n");
        _workspace.Commit("chore: release main");
        _workspace.Change("js/storage/index.js", "// 2\n", "fix(storage): not released yet");

        var init = _workspace.MSBuild("Init");
        var plan = _workspace.MSBuild("Plan");

        init.ExitCode.ShouldBe(0, init.Output);
        init.Output.ShouldContain("Took over from release-please:");
        _workspace.Read("releasekit.toml").ShouldContain("# release-please-config.json:1 tag-separator\ntag_format = \"{unscoped}@v{version}\"\n");
        _workspace.Read("releasekit.toml").ShouldContain($"bootstrap_sha = \"{_workspace.Git("rev-parse", "HEAD^")}\"\n");
        plan.ExitCode.ShouldBe(0, plan.Output);
        plan.Output.ShouldContain("2.3.1");
        plan.Output.ShouldNotContain("2.4.0");
        _workspace.MSBuild("Init").Output.ShouldContain("releasekit.toml is there already and was left alone.");
    }

    [Fact]
    public void AFileOfThePythonToolIsReplacedWhenAsked()
    {
        _workspace.AddPython("py/core", "acme-core", "1.0.0");
        _workspace.Write("releasekit.toml", "repo_owner = \"acme\"\n\n[workspace.py]\nroot = \"py\"\ntag_format = \"{name}@{version}\"\n");
        _workspace.Initialize("acme-core@1.0.0");

        var refused = _workspace.MSBuild("Init");
        var replaced = _workspace.MSBuild("Init", "-p:ReleaseForce=true");

        refused.ExitCode.ShouldNotBe(0);
        refused.Output.ShouldContain("releasekit.toml(1,1): error RK-MIGRATE-FOREIGN", Case.Sensitive, refused.Output);
        replaced.ExitCode.ShouldBe(0, replaced.Output);
        _workspace.Read("releasekit.toml").ShouldContain("tag_format = \"{name}@{version}\"\n\n[ecosystems.python]\n# releasekit.toml:4 workspace.py.root\nworkspace_root = \"py\"\n");
        _workspace.Read("releasekit.toml").ShouldContain("# * releasekit.toml:1 repo_owner: is taken from the remote.");
        _workspace.MSBuild("Plan").ExitCode.ShouldBe(0);
    }

    public void Dispose() => _workspace.Dispose();
}
