using System.Diagnostics;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>With <c>isolation = "worktree"</c> packages are pinned and built beside the user's files, not in them.</summary>
public sealed class IsolationTests(PackedSdk sdk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public void NothingOfTheWorkTreeIsTouchedBetweenTheCommitAndTheEnd()
    {
        using var workspace = Isolated("isolation = \"worktree\"\nisolation_setup = [\"node\", \"setup.mjs\"]\n");

        var release = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        release.ExitCode.ShouldBe(0, release.Output);
        Seen(workspace, "top", "mine").ShouldContain("\"@e2e/left\": \"workspace:*\"");
        Seen(workspace, "top", "built").ShouldContain("\"@e2e/left\": \"1.0.1\"");
        Seen(workspace, "top", "set-up").ShouldBe("ready");

        // The projects are written after the release commit and before the first manifest is pinned.
        var begun = Directory.EnumerateFiles(Path.Combine(workspace.Output, "packages"), "*.proj").Min(File.GetLastWriteTimeUtc);
        workspace.Git("ls-files").Split('\n').Where(file => File.GetLastWriteTimeUtc(workspace.File(file)) > begun).ShouldBeEmpty();
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/base-v1.1.0", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1"], ignoreOrder: true);
        Gone(workspace);
        File.Exists(workspace.File("set-up.txt")).ShouldBeFalse();
    }

    [Fact]
    public void AKillLeavesAtMostTheThrowAwayWorkTree()
    {
        using var workspace = Isolated("isolation = \"worktree\"\n");
        workspace.Write("artifacts/faults.json", """{ "rules": [{ "ecosystem": "npm", "package": "@e2e/top", "operation": "upload", "latencyMs": 600000 }] }""");
        var pinned = Path.Combine(workspace.Output, "isolated", "tree", "js", "packages", "top", "package.json");
        using (var process = CommandLine.Start(
            workspace.Root, "dotnet", ["msbuild", "release.proj", "-t:Release", "-nologo", "-nodeReuse:false", "-p:ReleaseRehearsalFaults=artifacts/faults.json", .. PolyglotWorkspace.Arguments()], workspace.Variables))
        {
            var said = new System.Text.StringBuilder();
            process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
            process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var clock = Stopwatch.StartNew();
            while (!File.Exists(pinned) || !File.ReadAllText(pinned).Contains("\"@e2e/left\": \"1.0.1\"", StringComparison.Ordinal))
            {
                process.HasExited.ShouldBeFalse($"the release ended before it could be killed: {said}");
                clock.Elapsed.ShouldBeLessThan(Patience);
                process.WaitForExit(TimeSpan.FromMilliseconds(50));
            }

            process.Kill();
            process.WaitForExit();
        }

        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(2);

        var next = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        next.ExitCode.ShouldBe(0, next.Output);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/base-v1.1.0", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        Gone(workspace);
    }

    private ReleaseWorkspace Isolated(string configuration)
    {
        Tool.Require("npm");
        var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Write("releasekit.toml", configuration);
        workspace.Write("setup.mjs", "import { writeFileSync } from 'node:fs';\nwriteFileSync('set-up.txt', 'ready');\n");
        workspace.Write("release.package.targets", """
            <Project>
              <Target Name="Look" AfterTargets="Build">
                <Copy SourceFiles="$(ReleaseWorkspaceRoot)$(ReleasePackageDirectory)/package.json" DestinationFiles="$(ReleaseOutputPath)seen/$(ReleasePackageDirectory)/mine" />
                <Copy SourceFiles="$(ReleaseSourceRoot)$(ReleasePackageDirectory)/package.json" DestinationFiles="$(ReleaseOutputPath)seen/$(ReleasePackageDirectory)/built" />
                <Copy Condition="Exists('$(ReleaseSourceRoot)set-up.txt')" SourceFiles="$(ReleaseSourceRoot)set-up.txt" DestinationFiles="$(ReleaseOutputPath)seen/$(ReleasePackageDirectory)/set-up" />
              </Target>
            </Project>

            """);
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\n");
        workspace.Initialize([.. PolyglotWorkspace.Tags.Where(t => t.StartsWith('@'))]);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        return workspace;
    }

    private static string Seen(ReleaseWorkspace workspace, string package, string what) => File.ReadAllText(Path.Combine(workspace.Output, "seen", "js", "packages", package, what));

    private static void Gone(ReleaseWorkspace workspace)
    {
        Directory.Exists(Path.Combine(workspace.Output, "isolated")).ShouldBeFalse();
        workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
    }
}
