using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class SourceWorktreeTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();
    private readonly ProcessRunner _processes = new(new ProcessEnvironment());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public SourceWorktreeTests()
    {
        _workspace.Write("a/package.json", "{ \"name\": \"a\" }");
        _workspace.Initialize();
    }

    [Fact]
    public async Task ItHoldsTheCommitAndLeavesNoTrace()
    {
        _workspace.Write("a/package.json", "edited since");
        var (tree, root) = await CreateAsync();
        File.ReadAllText(Path.Combine(root, "a", "package.json")).ShouldBe("{ \"name\": \"a\" }");
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(2);
        var readOnly = Path.Combine(root, "a", "left");
        File.WriteAllText(readOnly, "");
        File.SetAttributes(readOnly, FileAttributes.ReadOnly);
        tree.Remove();
        tree.Remove();
        SourceWorktree.IsIn(_workspace.Output).ShouldBeFalse();
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
        _workspace.Read("a/package.json").ShouldBe("edited since");
    }

    [Fact]
    public async Task WhatAKillLeftIsReplacedWhateverStateItIsIn()
    {
        var (_, root) = await CreateAsync();
        File.Delete(Path.Combine(root, ".git"));
        var (tree, again) = await CreateAsync();
        File.Exists(Path.Combine(again, "a", "package.json")).ShouldBeTrue();
        tree.Remove();
        _workspace.Git("worktree", "list").Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task AWorkspaceBelowTheRepositorysTopIsFoundInItToo()
    {
        var git = await GitRepository.OpenAsync(_processes, _workspace.File("a"), Token);
        var tree = new SourceWorktree(_processes, git, _workspace.Output);
        var root = await tree.CreateAsync(git.Facts.Head, Token);
        File.Exists(Path.Combine(root, "package.json")).ShouldBeTrue();
        tree.Remove();
    }

    [Fact]
    public async Task PinsOfItAreRememberedBesideItAndNotForTheUsersFiles()
    {
        var (tree, root) = await CreateAsync();
        SourceWorktree.JournalFolder(_workspace.Root, _workspace.Output).ShouldBe(_workspace.Output);
        var journal = new PinJournal(new WorkspaceFileSystem(root), SourceWorktree.JournalFolder(root, _workspace.Output));
        var (owner, file) = (new PackageId("npm", "a"), RelativePath.Parse("a/package.json"));
        journal.Pin(owner, file, File.ReadAllBytes(Path.Combine(root, file.Value)), "pinned"u8.ToArray());
        new PinJournal(new WorkspaceFileSystem(_workspace.Root), _workspace.Output).IsPending.ShouldBeFalse();
        tree.Remove();
        journal.IsPending.ShouldBeFalse();
        journal.Restore(owner).ShouldBeEmpty();
    }

    [Fact]
    public async Task ASetupThatFailsStopsWithWhatItSaid()
    {
        var (tree, root) = await CreateAsync();
        await tree.SetUpAsync(root, ["git", "rev-parse", "--show-toplevel"], _workspace.File("artifacts/setup.log"), TimeSpan.FromMinutes(1), Token);
        File.ReadAllText(_workspace.File("artifacts/setup.log")).ShouldContain("isolated");
        var problem = (await Should.ThrowAsync<ReleaseException>(() => tree.SetUpAsync(root, ["git", "no-such-command"], _workspace.File("artifacts/setup.log"), TimeSpan.FromMinutes(1), Token))).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-BUILD-SETUP");
        problem.Message.ShouldContain("no-such-command");
        tree.Remove();
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<(SourceWorktree Tree, string Root)> CreateAsync()
    {
        var git = await GitRepository.OpenAsync(_processes, _workspace.Root, Token);
        var tree = new SourceWorktree(_processes, git, _workspace.Output);
        return (tree, await tree.CreateAsync(git.Facts.Head, Token));
    }
}
