using System.Text.Json;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Recovery;

/// <summary>The target Reconcile, after a release of the shipped targets that somebody has tampered with.</summary>
public sealed class ReconcileTests : IDisposable
{
    /// <summary>CI of another repository than the one that is released.</summary>
    private static readonly Dictionary<string, string> OtherForge = new()
    {
        ["GITHUB_REPOSITORY"] = "acme/widgets", ["GITHUB_SERVER_URL"] = "https://github.com", ["GITHUB_API_URL"] = "https://api.github.com", ["GITHUB_TOKEN"] = "", ["GH_TOKEN"] = "",
    };

    private readonly ReleaseWorkspace _workspace = new();
    private readonly RegistryProcess _registry;

    public ReconcileTests()
    {
        Tool.Require("npm");
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/core", "core", "1.0.0");
        _workspace.AddNpm("js/api", "api", "1.0.0", ("core", "1.0.0"));
        _workspace.AddNpm("js/ui", "ui", "1.0.0", ("core", "workspace:*"));
        _workspace.Write("releasekit.toml", "smoke_test = false\ntag_format = \"{name}-v{version}\"\n");
        _workspace.Initialize("ui-v1.0.0");
        _registry = RegistryProcess.Start(_workspace.Root);
        foreach (var (name, value) in OtherForge)
        {
            _workspace.Variables[name] = value;
        }

        var release = Run("Release", "-p:ReleasePackages=core%3Bapi");
        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldNotContain("GitHub", Case.Sensitive, "what is released to a folder is on no forge");
    }

    [Fact]
    public void WhatIsFoundFailsAndWhatIsMendedDoesNot()
    {
        // A tag whose package was never uploaded, a package that lost its tag, pinned manifests of a run that died.
        _workspace.Git("tag", "--delete", "core-v1.0.0");
        _workspace.Git("push", "--quiet", "origin", "--delete", "core-v1.0.0");
        var pinned = _workspace.Read("js/ui/package.json");
        Pin("js/ui/package.json", pinned, pinned.Replace("workspace:*", "1.0.0", StringComparison.Ordinal));

        var dry = TargetAnswer.Ask(_workspace, "Reconcile", Address, "-p:ReleaseFix=true", "-p:ReleaseDryRun=true");
        dry.Metadata("npm:core", "Kind", "Version", "Status").ShouldBe(["package-without-tag", "1.0.0", "found"]);
        dry.Metadata("npm:core", "Repair")[0].ShouldContain("git tag -a core-v1.0.0");
        dry.Metadata("npm:core", "Sources")[0].ShouldBe("ledger=live;registry=live;remote=none;tag=none");
        dry.Items.Count.ShouldBe(3);
        File.Exists(Path.Combine(_workspace.Output, "reconcile.json")).ShouldBeFalse();

        var found = Run("Reconcile");
        found.ExitCode.ShouldNotBe(0);
        found.Output.ShouldContain("error RK-RECONCILE-LEFT");
        found.Output.ShouldContain("found  tag-without-package  npm:ui");
        found.Output.ShouldContain("found  pinned-files");
        found.Output.ShouldNotContain("GitHub");
        _workspace.Read("js/ui/package.json").ShouldNotBe(pinned);

        var mended = Run("Reconcile", "-p:ReleaseFix=true");
        mended.ExitCode.ShouldBe(0, mended.Output);
        _workspace.Read("js/ui/package.json").ShouldBe(pinned);
        _workspace.Git("ls-remote", "--tags", "origin", "core-v1.0.0").ShouldNotBeEmpty();
        _registry.Stored().Count(s => s.StartsWith("ui 1.0.0 ", StringComparison.Ordinal)).ShouldBe(1);
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
        _workspace.Git("status", "--porcelain").ShouldBeEmpty();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_workspace.Output, "reconcile.json")));
        document.RootElement.GetProperty("disagreements").EnumerateArray().Select(d => d.GetProperty("status").GetString()).ShouldBe(["fixed", "fixed", "fixed"]);

        // A forge that cannot be asked is told, and is no disagreement.
        var again = Run("Reconcile", "-p:ReleaseRepositoryUrl=https://github.com/acme/widgets", "-p:ReleaseForgeUrl=https://x.test/?q=1");
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("The releases of the forge are not compared. forge_url 'https://x.test/?q=1' is no address");
        again.Output.ShouldContain("Registries, tags and ledgers agree.");
    }

    [Fact]
    public void ARegistryThatCannotBeAskedIsNoRegistryWithoutTheVersion()
    {
        var found = _workspace.MSBuild("Reconcile", "-p:ReleaseFix=true", "-p:ReleasePackages=core", "-p:ReleaseNpmRegistry=http://127.0.0.1:9/", "-p:ReleaseRepositoryUrl=https://git.example.test/acme/widgets");
        found.Output.ShouldNotContain("not compared", Case.Sensitive, "nothing tells what that host runs");
        found.Output.ShouldNotContain("RK-INTERNAL");
        found.ExitCode.ShouldNotBe(0);
        found.Output.ShouldContain("left  registry-unknown  npm:core");
        found.Output.ShouldNotContain("tag-without-package");
        Run("Reconcile", "-p:ReleasePackages=cor").Output.ShouldContain("error RK-PLAN-PACKAGE");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _workspace.Dispose();
    }

    private string Address => $"-p:ReleaseRehearsalAddress={_registry.Address}/";

    private CommandResult Run(string target, params string[] arguments) => _workspace.MSBuild(target, [Address, .. arguments]);

    /// <summary>What a run that is killed between pinning and restoring leaves behind.</summary>
    private void Pin(string file, string original, string pinned)
    {
        var folder = Path.Combine(_workspace.Output, "pins", "x", "y");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "original"), original);
        File.WriteAllText(Path.Combine(folder, "entry.json"), JsonSerializer.Serialize(new { Owner = "npm:ui", File = file, Original = Hash(original), Pinned = Hash(pinned) }));
        _workspace.Write(file, pinned);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
