using System.Diagnostics;
using System.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Registries that are busy or ill for a while, and people who pause and stop a release, with the packed SDK and real clients.</summary>
public sealed class SchedulingTests(PackedSdk sdk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public void WhatPassesDelaysAReleaseAndDoesNotStopIt()
    {
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        PolyglotWorkspace.AddDotNet(workspace);
        Prepare(
            workspace,
            """{ "ecosystem": "npm", "operation": "upload", "times": 1, "status": 429, "message": "Slow down; try again in 3 seconds" }""",
            """{ "ecosystem": "python", "operation": "upload", "times": 1, "reset": true }""",
            """{ "ecosystem": "nuget", "operation": "upload", "times": 1, "status": 503 }""");
        workspace.Change("js/packages/alone/index.js", "export const more = 1;\n", "feat: more");
        workspace.Change("py/packages/py-top/src/py_top/__init__.py", "OTHER = 2\n", "feat: another value");
        workspace.Change("dotnet/E2E.Top/Class.cs", "\npublic sealed class Other;\n", "feat: another class");

        var release = workspace.MSBuild("Release", ["-p:ReleaseRehearsalFaults=artifacts/faults.json", "-p:ReleaseSmokeTest=false", .. PolyglotWorkspace.Arguments()]);

        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldContain("npm:@e2e/alone 1.1.0: attempt 1 of 5 to upload failed");
        release.Output.ShouldContain("asks for it.");
        release.Output.ShouldContain("python:py-top 1.1.0: attempt 1 of 5 to upload failed");
        release.Output.IndexOf("Estimated end: ", StringComparison.Ordinal).ShouldBeInRange(0, release.Output.IndexOf("attempt 1 of 5", StringComparison.Ordinal));
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/alone-v1.1.0", "E2E.Top-v1.1.0", "py-top-v1.1.0"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("--default-signal=INT", "TERM", 143, true)]
    [InlineData("--ignore-signal=INT", "HUP", 129, false)]
    public async Task APausedReleaseGoesOnAndAStoppedOneFinishesItsUpload(string interrupts, string stop, int exitCode, bool goOnBySignal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals");
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        Prepare(workspace, """{ "ecosystem": "npm", "operation": "upload", "latencyMs": 6000 }""");
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        workspace.Write("artifacts/releasekit/pause", "");
        var said = new StringBuilder();
        // A shell ignores interrupts for what it starts in the background, and everything below inherits that.
        using var process = CommandLine.Start(
            workspace.Root, "env",
            [interrupts, "dotnet", "msbuild", "release.proj", "-t:Release", "-nologo", "-nodeReuse:false", "-p:ReleaseRehearsalFaults=artifacts/faults.json", .. PolyglotWorkspace.Arguments()],
            workspace.Variables);
        process.OutputDataReceived += (_, line) => Append(said, line.Data);
        process.ErrorDataReceived += (_, line) => Append(said, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilAsync(() => Text(said).Contains("Paused: ", StringComparison.Ordinal), process, said);
        Directory.Exists(Path.Combine(workspace.Output, "logs")).ShouldBeFalse();

        if (goOnBySignal)
        {
            Signal(process, "USR2");
        }
        else
        {
            File.Delete(Path.Combine(workspace.Output, "pause"));
        }

        var transcripts = Path.Combine(workspace.Output, "logs");
        await WaitUntilAsync(() => Directory.Exists(transcripts) && Directory.EnumerateFiles(transcripts, "npm-publish.log", SearchOption.AllDirectories).Any(), process, said);
        Signal(process, stop);
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);

        process.ExitCode.ShouldBe(exitCode, Text(said));
        Text(said).ShouldContain("The pause is over.");
        Directory.EnumerateFiles(Path.Combine(workspace.Output, "registry"), "*.tgz", SearchOption.AllDirectories).ShouldHaveSingleItem(Text(said));
        workspace.Git("status", "--porcelain").ShouldBeEmpty();

        var next = workspace.MSBuild("Release", PolyglotWorkspace.Arguments());

        next.ExitCode.ShouldBe(0, next.Output);
        next.Output.ShouldContain("@e2e/base 1.1.0 is on ");
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldContain("@e2e/top-v1.0.1");
    }

    /// <summary>Initialises the repository and writes the faults where they do not dirty it.</summary>
    private static void Prepare(ReleaseWorkspace workspace, params string[] rules)
    {
        workspace.Write(".gitignore", workspace.Read(".gitignore") + "artifacts/\n");
        workspace.Write("artifacts/faults.json", $"{{ \"rules\": [{string.Join(",", rules)}] }}");
        workspace.Initialize(PolyglotWorkspace.Tags);
    }

    private static void Signal(Process process, string signal) =>
        CommandLine.Run(Path.GetTempPath(), "kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).ExitCode.ShouldBe(0);

    private static void Append(StringBuilder said, string? line)
    {
        lock (said)
        {
            said.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder said)
    {
        lock (said)
        {
            return said.ToString();
        }
    }

    private static async Task WaitUntilAsync(Func<bool> happened, Process process, StringBuilder said)
    {
        var clock = Stopwatch.StartNew();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!happened())
        {
            process.HasExited.ShouldBeFalse($"the release ended before: {Text(said)}");
            clock.Elapsed.ShouldBeLessThan(Patience);
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
