using System.Diagnostics;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>The process dies; the next run ends where an undisturbed one ends.</summary>
public sealed class KillTests(PackedSdk sdk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public void AReleaseKilledWhileAManifestIsPinnedIsFinishedByTheNextRun()
    {
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Initialize([.. PolyglotWorkspace.Tags.Where(t => t.StartsWith('@'))]);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        var original = workspace.Read("js/packages/top/package.json");
        // The upload of the last package hangs, which keeps its manifest pinned for as long as it takes to be killed.
        workspace.Write("artifacts/faults.json", """{ "rules": [{ "ecosystem": "npm", "package": "@e2e/top", "operation": "upload", "latencyMs": 600000 }] }""");
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\n");
        workspace.Commit("chore: ignore artifacts");

        using (var process = CommandLine.Start(workspace.Root, "dotnet",
            ["msbuild", "release.proj", "-t:Release", "-nologo", "-nodeReuse:false", "-p:ReleaseRehearsalFaults=artifacts/faults.json", .. PolyglotWorkspace.Arguments()],
            workspace.Variables))
        {
            var said = new System.Text.StringBuilder();
            process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
            process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            WaitUntil(() => workspace.Read("js/packages/top/package.json").Contains("\"@e2e/left\": \"1.0.1\"", StringComparison.Ordinal), process, said);
            process.Kill();
            process.WaitForExit();
        }

        workspace.Git("status", "--porcelain").ShouldContain("js/packages/top/package.json");

        var next = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        next.ExitCode.ShouldBe(0, next.Output);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Read("js/packages/top/package.json").ShouldBe(original.Replace("\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"", StringComparison.Ordinal));
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/base-v1.1.0", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1"], ignoreOrder: true);
        workspace.Git("ls-remote", "--tags", "--refs", "origin").ShouldContain("refs/tags/@e2e/top-v1.0.1");
    }

    private static void WaitUntil(Func<bool> happened, Process process, System.Text.StringBuilder said)
    {
        var clock = Stopwatch.StartNew();
        while (!happened())
        {
            process.HasExited.ShouldBeFalse($"the release ended before it could be killed: {said}");
            clock.Elapsed.ShouldBeLessThan(Patience);
            process.WaitForExit(TimeSpan.FromMilliseconds(50));
        }
    }
}
