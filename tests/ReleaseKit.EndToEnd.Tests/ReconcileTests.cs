using System.Diagnostics;
using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Releases of three ecosystems that somebody tampers with, that Reconcile mends, and that Rollback takes back.</summary>
public sealed class ReconcileTests(PackedSdk sdk)
{
    /// <summary>The last withdrawal hangs once, so that there is time to kill it.</summary>
    private const string Faults = """{ "rules": [{ "ecosystem": "npm", "package": "@e2e/base", "operation": "change", "latencyMs": 600000, "times": 1 }] }""";

    [Fact]
    public void WhatIsBrokenIsFoundAndMendedAndAReleaseCanBeTakenBack()
    {
        Tool.Require("npm");
        Tool.Require("pnpm");
        Tool.Require("dotnet");
        using var workspace = sdk.NewWorkspace();
        workspace.Write("releasekit.toml", "smoke_test = false\ntag_format = \"{name}-v{version}\"\n");
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        PolyglotWorkspace.AddDotNet(workspace);
        workspace.Initialize();
        using var registry = RegistryProcess.Start(workspace.Root, null, Faults);
        string[] arguments = [.. PolyglotWorkspace.Arguments(), $"-p:ReleaseRehearsalAddress={registry.Address}/"];
        var first = Release(workspace, arguments);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        var second = Release(workspace, arguments);

        Break(workspace, first, second);
        var found = workspace.MSBuild("Reconcile", arguments);
        found.ExitCode.ShouldNotBe(0);
        found.Output.ShouldContain("error RK-RECONCILE-LEFT");
        string[] expected =
        [
            "package-without-tag python:py-base 1.0.0", "tag-without-package npm:@e2e/alone 1.1.0", "tag-only-here refs/tags/E2E.Base-v1.0.0 1.0.0",
            $"leftover-ref refs/releasekit/{first}", $"unclosed-ledger refs/releasekit/{second}",
        ];
        Statuses(workspace).ShouldBe(expected.Select(e => $"{e}: found"), ignoreOrder: true);

        var mended = workspace.MSBuild("Reconcile", ["-p:ReleaseFix=true", .. arguments]);
        mended.ExitCode.ShouldBe(0, mended.Output);
        Statuses(workspace).ShouldBe(expected.Select(e => $"{e}: fixed"), ignoreOrder: true);
        registry.Stored().Count(s => s.StartsWith("@e2e/alone 1.1.0 ", StringComparison.Ordinal)).ShouldBe(1);
        workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
        workspace.Git("status", "--porcelain").ShouldBeEmpty();

        var again = workspace.MSBuild("Reconcile", arguments);
        again.ExitCode.ShouldBe(0, again.Output);
        Statuses(workspace).ShouldBeEmpty();

        TakeBack(workspace, registry, arguments);
    }

    /// <summary>Releases, and gives the id of the release.</summary>
    private static string Release(ReleaseWorkspace workspace, string[] arguments)
    {
        var before = Ledgers(workspace);
        var release = workspace.MSBuild("Release", arguments);
        release.ExitCode.ShouldBe(0, release.Output);
        return Ledgers(workspace).Except(before).ShouldHaveSingleItem();
    }

    private static void Break(ReleaseWorkspace workspace, string first, string second)
    {
        // A live package without a tag; a tag without its package; a tag that is only here.
        workspace.Git("tag", "--delete", "py-base-v1.0.0");
        workspace.Git("push", "--quiet", "origin", "--delete", "py-base-v1.0.0", "E2E.Base-v1.0.0");
        workspace.Write("js/packages/alone/package.json", workspace.Read("js/packages/alone/package.json").Replace("1.0.0", "1.1.0", StringComparison.Ordinal));
        workspace.Commit("chore(release): alone 1.1.0");
        workspace.Git("tag", "-a", "@e2e/alone-v1.1.0", "-m", "alone");
        workspace.Git("push", "--quiet", "origin", "main", "@e2e/alone-v1.1.0");

        // The remote still has the ledger of the first release, as when its removal was lost; the second was killed before its end.
        var plan = workspace.Git("hash-object", "-w", Ledger(workspace, first + ".plan.json"));
        var entries = workspace.Git("hash-object", "-w", Ledger(workspace, first + ".jsonl"));
        var index = new Dictionary<string, string?>(workspace.Variables) { ["GIT_INDEX_FILE"] = workspace.File(".git/mirror-index") };
        CommandLine.Run(workspace.Root, "git", ["update-index", "--add", "--cacheinfo", $"100644,{plan},plan.json", "--cacheinfo", $"100644,{entries},ledger.jsonl"], index).ExitCode.ShouldBe(0);
        var tree = CommandLine.Run(workspace.Root, "git", ["write-tree"], index).StandardOutput.Trim();
        workspace.Git("push", "--quiet", "origin", $"{workspace.Git("commit-tree", tree, "-m", "mirror")}:refs/releasekit/{first}");
        File.WriteAllLines(Ledger(workspace, second + ".jsonl"), File.ReadAllLines(Ledger(workspace, second + ".jsonl")).Where(line => !line.Contains("\"kind\":\"close\"", StringComparison.Ordinal)));
    }

    private static void TakeBack(ReleaseWorkspace workspace, RegistryProcess registry, string[] arguments)
    {
        string[] rollback = ["msbuild", "release.proj", "-t:Rollback", "-nologo", "-v:minimal", "-nodeReuse:false", "-p:ReleaseTag=@e2e/base-v1.1.0%3B@e2e/left-v1.0.1%3BE2E.Base-v1.0.0%3Bpy-base-v1.0.0", "-p:ReleaseYes=true", "-p:ReleaseReason=it leaks", .. arguments];
        using (var killed = CommandLine.Start(workspace.Root, "dotnet", rollback, workspace.Variables))
        {
            killed.BeginOutputReadLine();
            killed.BeginErrorReadLine();
            var limit = Stopwatch.StartNew();
            while (!killed.WaitForExit(TimeSpan.FromMilliseconds(100)) && Get(registry, "_faults").GetProperty("rules")[0].GetProperty("hits").GetInt32() == 0)
            {
                limit.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
            }

            killed.HasExited.ShouldBeFalse();
            killed.Kill(entireProcessTree: true);
            killed.WaitForExit();
        }

        Withdrawals(workspace, "outcome").ShouldBe(["npm:@e2e/left", "nuget:E2E.Base"]);
        var done = CommandLine.Run(workspace.Root, "dotnet", rollback, workspace.Variables);
        done.ExitCode.ShouldBe(0, done.Output);
        Withdrawals(workspace, "outcome").ShouldBe(["npm:@e2e/left", "nuget:E2E.Base", "npm:@e2e/base"]);
        done.Output.ShouldContain("warning RK-ROLLBACK-MANUAL");
        done.Output.ShouldContain("Yank it on the index's own pages");
        done.Output.ShouldContain("keep the tag @e2e/base-v1.1.0");
        done.Output.ShouldContain("npm:@e2e/base=1.1.1");
        var npm = Get(registry, "npm/@e2e%2fbase");
        npm.GetProperty("versions").GetProperty("1.1.0").GetProperty("deprecated").GetString().ShouldBe("it leaks");
        npm.GetProperty("dist-tags").GetProperty("latest").GetString().ShouldBe("1.0.0");
        Get(registry, "npm/@e2e%2fleft").GetProperty("versions").GetProperty("1.0.1").TryGetProperty("deprecated", out _).ShouldBeTrue();
        Get(registry, "nuget/v3/registration/e2e.base/1.0.0.json").GetProperty("listed").GetBoolean().ShouldBeFalse();
        workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    private static string[] Ledgers(ReleaseWorkspace workspace) => !Directory.Exists(Path.Combine(workspace.Output, "ledger")) ? [] :
        [.. Directory.GetFiles(Path.Combine(workspace.Output, "ledger"), "*.plan.json").Select(f => Path.GetFileName(f).Split('.')[0])];

    private static string Ledger(ReleaseWorkspace workspace, string file) => Path.Combine(workspace.Output, "ledger", file);

    private static string[] Statuses(ReleaseWorkspace workspace)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(workspace.Output, "reconcile.json")));
        string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
        return [.. document.RootElement.GetProperty("disagreements").EnumerateArray().Select(d => $"{Text(d, "kind")} {Text(d, "subject")} {Text(d, "version")}".Trim() + $": {Text(d, "status")}")];
    }

    /// <summary>The packages about which a rollback has written, in order.</summary>
    private static string[] Withdrawals(ReleaseWorkspace workspace, string phase) =>
    [
        .. Directory.GetFiles(Path.Combine(workspace.Output, "ledger"), "rollback-*.jsonl").SelectMany(File.ReadAllLines)
            .Where(line => line.Contains($"\"kind\":\"withdraw\",\"phase\":\"{phase}\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("package").GetString()!),
    ];

    private static JsonElement Get(RegistryProcess registry, string path)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(http.GetStringAsync(new Uri($"{registry.Address}/{path}"), TestContext.Current.CancellationToken).GetAwaiter().GetResult()).RootElement;
    }
}
