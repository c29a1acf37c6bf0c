using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Snapshots with the packed SDK, real clients and a registry on loopback.</summary>
public sealed class SnapshotTests(PackedSdk sdk)
{
    [Fact]
    public void ASnapshotCanBeInstalledAndLeavesTheTreeAsItWas()
    {
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Initialize([.. PolyglotWorkspace.Tags.Where(t => !t.StartsWith("E2E", StringComparison.Ordinal))]);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "docs(base): nothing to release");
        workspace.Write("py/packages/py-base/src/py_base/__init__.py", "VALUE = 3\n");
        var (head, tags, status) = (workspace.Git("rev-parse", "HEAD"), workspace.Git("tag"), workspace.Git("status", "--porcelain"));
        var manifest = workspace.Read("py/packages/py-top/pyproject.toml");

        var snapshot = workspace.MSBuild("Snapshot", PolyglotWorkspace.Arguments());

        snapshot.ExitCode.ShouldBe(0, snapshot.Output);
        snapshot.Output.ShouldMatch(@"@e2e/top +1\.0\.0-dev\.\d{10} +live, verified");
        snapshot.Output.ShouldMatch(@"py-top +1\.0\.0\.dev\d{10} +live, verified");
        snapshot.Output.ShouldNotContain("@e2e/alone");
        snapshot.Output.ShouldContain("Install what was just published:");
        workspace.Git("rev-parse", "HEAD").ShouldBe(head);
        workspace.Git("tag").ShouldBe(tags);
        workspace.Git("status", "--porcelain").ShouldBe(status);
        workspace.Read("py/packages/py-top/pyproject.toml").ShouldBe(manifest);
    }
}
