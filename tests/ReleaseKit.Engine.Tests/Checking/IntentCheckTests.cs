using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Checking;

public sealed class IntentCheckTests : IDisposable
{
    private readonly GitWorkspace _workspace = new GitWorkspace().Npm("a", "a").Npm("b", "b").Npm("c", "c", more: "\"private\": true")
        .Write(".changeset/old.md", "---\na: minor\n---\n").Write("d/package.json", """{ "name": "d", "version": "1.0.0" }""").Write("d/releasekit.toml", "group = \"docs\"\n");

    [Fact]
    public async Task AChangedPackageNeedsAChangeFileOrAConventionalCommitOfTheBranch()
    {
        Branch().Commit("Change things", "a/x", "c/x").Commit("fix: b", "b/x");
        var packages = await RunAsync();
        packages.Select(p => $"{p.Package.Id} {p.Files.Length} {p.Intent?.Split(' ', 2)[1]}").ShouldBe(["npm:a 1 ", "npm:b 1 fix: b"]);
    }

    [Theory]
    [InlineData("---\n\"a\": minor\n---\n")]
    [InlineData("---\n\"npm:a\": none\n---\n")]
    public async Task AChangeFileOfTheBranchSpeaksForWhatItNames(string text)
    {
        Branch().Write(".changeset/new.md", text).Commit("Change things", "a/x");
        (await RunAsync()).ShouldHaveSingleItem().Intent.ShouldBe(".changeset/new.md");
    }

    [Theory]
    [InlineData("docs", "")]
    [InlineData("all", "[groups.all]\npackages = [\"*\"]\n")]
    public async Task AGroupSpeaksForItsMembers(string label, string configuration)
    {
        _workspace.Write("releasekit.toml", configuration);
        Branch().Write(".changeset/new.md", $"---\n{label}: patch\n---\n").Commit("Change things", "d/x");
        (await RunAsync()).ShouldHaveSingleItem().Intent.ShouldBe(".changeset/new.md");
    }

    [Theory]
    [InlineData("commits", false)]
    [InlineData("change-files", true)]
    public async Task OnlyWhatCountsSpeaks(string intents, bool spoken)
    {
        Branch().Write(".changeset/new.md", "---\na: minor\n---\n").Commit("Change things", "a/x");
        _workspace.Properties["intents"] = intents;
        ((await RunAsync()).ShouldHaveSingleItem().Intent is not null).ShouldBe(spoken);
    }

    [Fact]
    public async Task WorkOfTheOtherBranchIsNotOurs()
    {
        Branch().Commit("Change things", "a/x").Git("checkout", "--quiet", "main");
        _workspace.Commit("Change b", "b/x").Git("checkout", "--quiet", "topic");
        (await RunAsync()).ShouldHaveSingleItem().Package.Name.ShouldBe("a");
    }

    [Fact]
    public async Task WhatChangesetsLeavesOutOfItsPatternsIsNoChange()
    {
        _workspace.Write(".changeset/config.json", """{ "changedFilePatterns": ["src/**"] }""");
        Branch().Commit("Change things", "a/test/x", "b/src/x");
        (await RunAsync()).ShouldHaveSingleItem().Package.Name.ShouldBe("b");
    }

    [Theory]
    [InlineData("false", "RK-CHECK-INTENT")]
    [InlineData("true", "RK-CHECK-INTENT-REQUIRED")]
    public async Task AMissingIntentIsAsBadAsConfigured(string required, string code)
    {
        Branch().Commit("Change things", "a/x", "a/y");
        _workspace.Properties["require_intent"] = required;
        var check = await CheckAsync();
        var problem = check.Problem((await check.RunAsync("main", GitWorkspace.Token)).ShouldHaveSingleItem(), "main").ShouldNotBeNull();
        problem.Code.ShouldBe(code);
        problem.Location!.File.ShouldBe("a/package.json");
        problem.Message.ShouldContain("(2 files such as a/x)");
        problem.Message.ShouldContain("-p:ReleaseChangePackages=a ");
    }

    public void Dispose() => _workspace.Dispose();

    private GitWorkspace Branch()
    {
        _workspace.Initialize();
        _workspace.Git("checkout", "--quiet", "-b", "topic");
        return _workspace;
    }

    private async Task<IReadOnlyList<PackageIntent>> RunAsync() => await (await CheckAsync()).RunAsync("main", GitWorkspace.Token);

    private async Task<IntentCheck> CheckAsync() => new(
        await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), _workspace.Root, GitWorkspace.Token),
        new WorkspaceFileSystem(_workspace.Root),
        await _workspace.DiscoverAsync());
}
