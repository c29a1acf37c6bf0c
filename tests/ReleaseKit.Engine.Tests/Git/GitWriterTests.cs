using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Git;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class GitWriterTests : GitTestBase
{
    [Fact]
    public async Task WhatADeadCommitStagedIsUnstagedNewFilesIncluded()
    {
        Repository.Change("feat: first", "a.txt");
        var text = File.ReadAllText(Path.Combine(Repository.Path, "a.txt"));
        Repository.Write("a.txt", "raised").Write("CHANGELOG.md", "new");
        Repository.Git("add", "--all");
        Repository.Write("a.txt", text);
        File.Delete(Path.Combine(Repository.Path, "CHANGELOG.md"));

        await (await OpenAsync()).Writer().UnstageAsync([Rel("a.txt"), Rel("CHANGELOG.md"), Rel("never.txt")], Cancellation);

        Repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task ExactlyTheNamedFilesAreCommitted()
    {
        Repository.Change("chore: first", "a/version", "a/gone", "staged", "dirty", "partly");
        Repository.Write("staged", "staged").Git("add", "staged");
        Repository.Write("dirty", "dirty").Write("untracked", "u");
        Repository.Write("a/version", "2").Write("a/CHANGELOG ü.md", "new");
        File.Delete(Path.Combine(Repository.Path, "a", "gone"));
        (await CommitAsync("chore(release): 2\n\n# not a comment\n", "a/version", "a/gone", "a/CHANGELOG ü.md")).ShouldBeTrue();
        Repository.Git("-c", "core.quotepath=off", "show", "--name-status", "--no-renames", "--format=%B%an %ae %cn", "HEAD").ShouldBe(
            "chore(release): 2\n\n# not a comment\nAda Author ada@example.test Cy Committer\n\nA\ta/CHANGELOG ü.md\nD\ta/gone\nM\ta/version\n");
        Repository.Git("status", "--porcelain").ShouldBe(" M dirty\nM  staged\n?? untracked\n");
    }

    [Fact]
    public async Task SecondCommitOfTheSameFilesHasNothingToDo()
    {
        Repository.Change("chore: first", "version", "gone");
        Repository.Write("version", "2");
        File.Delete(Path.Combine(Repository.Path, "gone"));
        (await CommitAsync("chore(release): 2", "version", "gone", "never-there")).ShouldBeTrue();
        var head = Repository.Head();
        (await CommitAsync("chore(release): 2", "version", "gone", "never-there")).ShouldBeFalse();
        Repository.Head().ShouldBe(head);
    }

    [Fact]
    public async Task NothingToCommitLooksAtTheNamedFilesOnly()
    {
        Repository.Change("chore: first", "version", "other");
        Repository.Write("other", "dirty").Git("add", "other");
        (await CommitAsync("chore(release): 2", "version")).ShouldBeFalse();
        Repository.Git("status", "--porcelain").ShouldBe("M  other\n");
    }

    [Fact]
    public async Task FilesThatLookLikePatternsOrOptionsAreNames()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file names that Windows refuses");
        Repository.Change("chore: first", "x.txt", "*.txt", "--all", ":(top)x");
        Repository.Write("x.txt", "1").Write("*.txt", "2").Write("--all", "3").Write(":(top)x", "4");
        (await CommitAsync("chore: odd", "*.txt", "--all", ":(top)x")).ShouldBeTrue();
        Repository.Git("status", "--porcelain").ShouldBe(" M x.txt\n");
    }

    [Fact]
    public async Task WorkspaceBelowTheTopLevelCommitsItsOwnFiles()
    {
        Repository.Change("chore: first", "version", "apps/version");
        Repository.Write("version", "2").Write("apps/version", "2").Write("apps/new", "n");
        (await (await OpenAsync("apps")).Writer().CommitAsync([Rel("version"), Rel("new")], "chore: apps", Cancellation)).ShouldBeTrue();
        Repository.Git("status", "--porcelain").ShouldBe(" M version\n");
    }

    [Fact]
    public async Task ManyFilesAreCommittedAtOnce()
    {
        string[] paths = [.. Enumerable.Range(0, 3000).Select(i => $"packages/a-rather-long-folder-name-{i}/package.json")];
        Repository.Change("chore: first", "a");
        foreach (var path in paths)
        {
            Repository.Write(path, path);
        }

        (await CommitAsync("chore: many", paths)).ShouldBeTrue();
        Repository.Git("status", "--porcelain").ShouldBe("");
    }

    [Fact]
    public async Task ASubmoduleStaysAtTheCommitItHasAndAPartialCloneIsClonedForRehearsals()
    {
        Repository.Change("chore: first", "version");
        var inner = GitRepositoryBuilder.Init(Scratch.File("inner"));
        inner.Change("chore: inner", "a");
        Repository.Git("submodule", "--quiet", "add", inner.Path, "inner");
        Repository.Commit("chore: take it in");
        var (link, status) = (Repository.Git("ls-tree", "HEAD", "inner"), " M inner\n");
        GitRepositoryBuilder.Open(Path.Combine(Repository.Path, "inner")).Change("chore: moved", "a");
        Repository.Write("version", "2").Git("status", "--porcelain").ShouldBe(status + " M version\n");

        (await CommitAsync("chore(release): 2", "version")).ShouldBeTrue();

        Repository.Git("ls-tree", "HEAD", "inner").ShouldBe(link);
        Repository.Git("status", "--porcelain").ShouldBe(status);

        Repository.Git("config", "uploadpack.allowFilter", "true");
        Repository.Git("clone", "--quiet", "--filter=blob:none", "--no-checkout", new Uri(Repository.Path).AbsoluteUri, Scratch.File("partial"));
        GitRepositoryBuilder.Open(Scratch.File("partial")).Git("sparse-checkout", "set", "--no-cone", "inner");
        var partial = await GitRepository.OpenAsync(Runner(), Scratch.File("partial"), Cancellation);
        var folder = Directory.CreateDirectory(Scratch.File("rehearsal")).FullName;
        File.ReadAllText(Path.Combine(await partial.Worktrees().CloneAsync(folder, Cancellation), "version")).ShouldBe("2");
    }

    [Fact]
    public async Task NoHookRuns()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX hooks");
        Repository.Change("chore: first", "version");
        foreach (var hook in new[] { "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change", "pre-push" })
        {
            WriteHook(Repository.Path, hook, $"touch '{Scratch.File(hook)}'; exit 1");
        }

        Repository.Write("version", "2");
        var git = await OpenAsync();
        await git.Writer().CommitAsync([Rel("version")], "chore(release): 2", Cancellation);
        await git.Writer().TagAsync("v2", Repository.Head(), "v2", Cancellation);
        Directory.GetFiles(Scratch.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task LinkedWorkTreeCommitsToItsOwnBranch()
    {
        Repository.Change("chore: first", "version");
        Repository.Git("worktree", "add", "--quiet", Scratch.File("linked"), "-b", "other");
        var linked = GitRepositoryBuilder.Open(Scratch.File("linked")).Write("version", "2");
        var git = await GitRepository.OpenAsync(Runner(), linked.Path, Cancellation);
        (await git.Writer().CommitAsync([Rel("version")], "chore(release): 2", Cancellation)).ShouldBeTrue();
        linked.Git("log", "-1", "--format=%s %D").ShouldStartWith("chore(release): 2 HEAD -> other");
        Repository.Git("log", "-1", "--format=%s").Trim().ShouldBe("chore: first");
    }

    [Theory]
    [InlineData("GIT_COMMITTER_EMAIL")]
    [InlineData("GIT_AUTHOR_EMAIL")]
    public async Task UnknownIdentityIsRefusedBeforeAnythingIsWritten(string missing)
    {
        var head = Repository.Change("chore: first", "version");
        Repository.Git("config", "user.useConfigOnly", "true");
        Repository.Write("version", "2");
        var writer = (await OpenAsync("", (missing, null))).Writer();
        await Coded.ThrowsAsync(GitCodes.Identity, () => writer.RequireIdentityAsync(Cancellation));
        await Coded.ThrowsAsync(GitCodes.Identity, () => writer.CommitAsync([Rel("version")], "chore(release): 2", Cancellation));
        if (missing == "GIT_COMMITTER_EMAIL")
        {
            await Coded.ThrowsAsync(GitCodes.Identity, () => writer.TagAsync("v1", head, "v1", Cancellation)); // Tags have no author.
        }

        Repository.Head().ShouldBe(head);
    }

    [Fact]
    public async Task TagsAreAnnotatedAndMakingOneTwiceIsSafe()
    {
        var head = Repository.Change("chore: first", "a");
        var writer = (await OpenAsync()).Writer();
        (await writer.TagAsync("@acme/core@1.0.0", head, "core 1.0.0\n\nNotes ü\n# kept?", Cancellation)).ShouldBeTrue();
        (await writer.TagAsync("@acme/core@1.0.0", head, "core 1.0.0", Cancellation)).ShouldBeFalse();
        Repository.Git("for-each-ref", "--format=%(objecttype) %(contents:subject) %(taggername)", "refs/tags").Trim().ShouldBe("tag core 1.0.0 Cy Committer");
    }

    [Fact]
    public async Task TagOfAnotherCommitIsRefused()
    {
        var first = Repository.Change("chore: first", "a");
        var second = Repository.Change("chore: second", "a");
        Repository.Git("tag", "v1", first);
        var writer = (await OpenAsync()).Writer();
        var diagnostic = await Coded.ThrowsAsync(GitCodes.TagExists, () => writer.TagAsync("v1", second, "v1", Cancellation));
        diagnostic.Message.ShouldContain(first[..10]);
        diagnostic.Message.ShouldContain(second[..10]);
    }

    [Theory]
    [InlineData("-d")]
    [InlineData("with space")]
    [InlineData("a..b")]
    [InlineData("x\ny")]
    public async Task NameThatIsNoTagNameIsRefusedByGit(string name)
    {
        var head = Repository.Change("chore: first", "a");
        var writer = (await OpenAsync()).Writer();
        await Coded.ThrowsAsync(ToolCodes.Failed, () => writer.TagAsync(name, head, "m", Cancellation));
        Repository.Git("tag").ShouldBe("");
    }

    [Fact]
    public async Task ExcludedFolderIsOutOfEverybodysStatusAndWrittenOnce()
    {
        Repository.Change("chore: first", "apps [1]/a");
        Repository.Git("worktree", "add", "--quiet", Scratch.File("linked"), "-b", "other");
        var exclude = Path.Combine(Repository.Path, ".git", "info", "exclude");
        await File.WriteAllTextAsync(exclude, "# mine\n*.tmp", Cancellation);
        var writer = (await OpenAsync("apps [1]")).Writer();
        writer.Exclude(Rel("artifacts/releasekit"));
        writer.Exclude(Rel("artifacts/releasekit"));
        (await File.ReadAllTextAsync(exclude, Cancellation)).ShouldBe("# mine\n*.tmp\n/apps\\ \\[1]/artifacts/releasekit/\n");
        Repository.Write("apps [1]/artifacts/releasekit/plan.json", "{}").Git("status", "--porcelain").ShouldBe("");
        GitRepositoryBuilder.Open(Scratch.File("linked")).Write("apps [1]/artifacts/releasekit/plan.json", "{}").Git("status", "--porcelain").ShouldBe("");
    }

    private static void WriteHook(string repository, string name, string script)
    {
        var path = Path.Combine(repository, ".git", "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<bool> CommitAsync(string message, params string[] files) =>
        await (await OpenAsync()).Writer().CommitAsync([.. files.Select(Rel)], message, Cancellation);
}
