using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class GitRemotesTests : GitTestBase
{
    private readonly GitRepositoryBuilder _remote;

    public GitRemotesTests()
    {
        _remote = GitRepositoryBuilder.Init(Scratch.File("remöte.git"), "--bare");
        Repository.Change("chore: first", "a");
        Repository.Git("remote", "add", "origin", _remote.Path);
        Repository.Git("push", "--quiet", "origin", "main");
    }

    [Fact]
    public async Task CommitAndTagsArriveTogether()
    {
        var head = Repository.Change("chore(release): 1", "a");
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        Repository.Git("tag", "private");
        await PushAsync(["v1"]);
        Refs(_remote).ShouldBe(["refs/heads/main", "refs/tags/v1"]);
        _remote.Git("rev-parse", "main").Trim().ShouldBe(head);
        await PushAsync(["v1"]);
    }

    [Fact]
    public async Task DryRunChangesNothing()
    {
        Repository.Change("chore(release): 1", "a");
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        var before = _remote.Git("rev-parse", "main");
        await PushAsync(["v1"], dryRun: true);
        _remote.Git("rev-parse", "main").ShouldBe(before);
        Refs(_remote).ShouldBe(["refs/heads/main"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BranchThatMovedRejectsEverything(bool dryRun)
    {
        Repository.Git("clone", "--quiet", _remote.Path, Scratch.File("colleague"));
        var colleague = GitRepositoryBuilder.Open(Scratch.File("colleague")).MoveClock(7);
        colleague.Change("feat: theirs", "b");
        colleague.Git("push", "--quiet", "origin", "HEAD:main");
        Repository.Change("chore(release): 1", "a");
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        var diagnostic = await Coded.ThrowsAsync(GitCodes.PushRejected, () => PushAsync(["v1"], dryRun));
        diagnostic.Message.ShouldContain("refs/heads/main: [rejected] (fetch first)");
        Refs(_remote).ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task TagThatExistsThereRejectsEverything()
    {
        Repository.Git("push", "--quiet", "origin", "HEAD:refs/tags/v1");
        var before = _remote.Git("rev-parse", "main");
        Repository.Change("chore(release): 1", "a");
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        var diagnostic = await Coded.ThrowsAsync(GitCodes.PushRejected, () => PushAsync(["v1"]));
        diagnostic.Message.ShouldContain("refs/tags/v1: [rejected] (already exists)");
        _remote.Git("rev-parse", "main").ShouldBe(before);
    }

    [Fact]
    public async Task RemotesOwnRefusalIsRepeated()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX hooks");
        var hook = Path.Combine(_remote.Path, "hooks", "pre-receive");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, "#!/bin/sh\necho 'GH013: Changes must be made through a pull request.' >&2\nprintf '\\033[31mred\\n' >&2\nexit 1\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Repository.Change("chore(release): 1", "a");
        var diagnostic = await Coded.ThrowsAsync(GitCodes.PushRejected, () => PushAsync([]));
        diagnostic.Message.ShouldContain("pre-receive hook declined");
        diagnostic.Message.ShouldContain("The remote says: GH013: Changes must be made through a pull request. / red");
        diagnostic.Message.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task MissingRemoteRepositoryIsUnreachable()
    {
        Repository.Git("remote", "set-url", "origin", Scratch.File("gone.git"));
        var git = await OpenAsync();
        (await Coded.ThrowsAsync(GitCodes.RemoteUnreachable, () => PushAsync([]))).Message.ShouldContain("gone.git");
        await Coded.ThrowsAsync(GitCodes.RemoteUnreachable, () => git.Remotes().TagsAsync("origin", Cancellation));
    }

    [Fact]
    public async Task PasswordInTheAddressStaysOutOfTheMessage()
    {
        Repository.Git("remote", "set-url", "origin", "http://me:pa55word@127.0.0.1:1/r.git");
        var git = await OpenAsync();
        var diagnostic = await Coded.ThrowsAsync(GitCodes.RemoteUnreachable, () => git.Remotes().TagsAsync("origin", Cancellation));
        diagnostic.Message.ShouldNotContain("pa55word");
    }

    [Fact]
    public async Task ConfigurationOfTheUserPushesNothingMore()
    {
        Repository.Git("tag", "-a", "private", "-m", "x");
        Repository.Git("config", "push.followTags", "true");
        Repository.Git("config", "remote.origin.mirror", "false");
        Repository.Change("chore(release): 1", "a");
        await PushAsync([]);
        Refs(_remote).ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task DetachedHeadPushesTagsAlone()
    {
        Repository.Git("checkout", "--quiet", "--detach");
        Repository.Change("chore(release): 1", "a");
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        var target = await TargetAsync();
        target.ShouldBe(new PushTarget("origin", null));
        await PushAsync(["v1"]);
        Refs(_remote).ShouldBe(["refs/heads/main", "refs/tags/v1"]);
    }

    [Fact]
    public async Task TagsOfTheRemoteArePeeled()
    {
        var head = Repository.Head();
        Repository.Git("tag", "-a", "v1", "-m", "v1");
        Repository.Git("tag", "light");
        Repository.Git("push", "--quiet", "origin", "v1", "light");
        (await (await OpenAsync()).Remotes().TagsAsync("origin", Cancellation)).ShouldBe([new VcsTag("light", head), new VcsTag("v1", head)]);
    }

    [Fact]
    public async Task TargetIsTheUpstreamThenOriginThenTheOnlyRemote()
    {
        (await TargetAsync()).ShouldBe(new PushTarget("origin", "refs/heads/main"));
        Repository.Git("remote", "add", "fork", _remote.Path);
        Repository.Git("fetch", "--quiet", "fork");
        Repository.Git("config", "branch.main.remote", "fork");
        Repository.Git("config", "branch.main.merge", "refs/heads/trunk");
        (await TargetAsync()).ShouldBe(new PushTarget("fork", "refs/heads/trunk"));
        (await TargetAsync("origin")).ShouldBe(new PushTarget("origin", "refs/heads/main"));
        Repository.Git("remote", "remove", "fork");
        Repository.Git("remote", "rename", "origin", "upstream");
        (await TargetAsync()).ShouldBe(new PushTarget("upstream", "refs/heads/main"));
        Repository.Git("remote", "remove", "upstream");
        (await TargetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task RemoteThatDoesNotExistIsRefused() =>
        (await Coded.ThrowsAsync(GitCodes.RemoteMissing, () => TargetAsync("orgin"))).Message.ShouldContain("origin");

    private static string[] Refs(GitRepositoryBuilder repository) =>
        repository.Git("for-each-ref", "--format=%(refname)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<PushTarget?> TargetAsync(string? named = null) => await (await OpenAsync()).Remotes().FindTargetAsync(named, Cancellation);

    private async Task PushAsync(string[] tags, bool dryRun = false)
    {
        var remotes = (await OpenAsync()).Remotes();
        var target = (await remotes.FindTargetAsync(null, Cancellation))!;
        await remotes.PushAsync(target, tags, dryRun, Cancellation);
    }
}
