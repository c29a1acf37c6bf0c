using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;
using Shouldly;
using Xunit;

namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>What a release asks of any version control system, asked of the real one.</summary>
public abstract class RepositoryContractTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly Lazy<IRepositoryBench> _bench;

    protected RepositoryContractTests() => _bench = new Lazy<IRepositoryBench>(() => Create(_scratch));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IRepositoryBench Bench => _bench.Value;

    public void Dispose()
    {
        _scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract IRepositoryBench Create(ScratchDirectory scratch);

    [Fact]
    public async Task AFolderWithoutARepositoryIsToldFromOneWithoutACommit()
    {
        var outside = Directory.CreateDirectory(_scratch.File("nowhere")).FullName;
        (await Should.ThrowAsync<ReleaseException>(OpenAsync(outside))).Diagnostics.Single().Code.ShouldBe("RK-GIT-NOT-A-REPOSITORY");
        (await Should.ThrowAsync<ReleaseException>(OpenAsync(Bench.Path))).Diagnostics.Single().Code.ShouldBe("RK-GIT-UNBORN");
    }

    [Fact]
    public async Task FactsOfAFolderBelowTheTopLevelHaveItsPrefix()
    {
        Bench.Write("pkgs/core/a.txt", "1");
        var head = Bench.Commit("one");
        var repository = await OpenAsync(Path.Combine(Bench.Path, "pkgs", "core"));
        (repository.Facts.Head, repository.Facts.Prefix, repository.Facts.TopLevel, repository.Facts.IsShallow).ShouldBe((head, "pkgs/core/", Bench.Path, false));
        (await repository.ListFilesAsync(Cancellation)).ShouldBe([Rel("a.txt")]);
    }

    [Fact]
    public async Task FilesAreThoseThatExistAndAreNotIgnored()
    {
        Bench.Ignore("dist");
        Bench.Write("a b/ä.txt", "1");
        Bench.Write("gone.txt", "1");
        Bench.Commit("one");
        Bench.Write("new.txt", "1");
        Bench.Write("dist/x.txt", "1");
        File.Delete(Path.Combine(Bench.Path, "gone.txt"));
        var repository = await OpenAsync();
        (await repository.ListFilesAsync(Cancellation)).Where(file => !file.Value.StartsWith('.')).ShouldBe([Rel("a b/ä.txt"), Rel("new.txt")]);
        (await repository.IgnoredFoldersAsync(Cancellation)).ShouldBe([Rel("dist")]);
        var status = await repository.StatusAsync(Cancellation);
        status.Changed.ShouldBe(["gone.txt"]);
        status.Untracked.ShouldBe(["new.txt"]);
    }

    [Fact]
    public async Task TagsAreKnownAndSoIsWhetherTheyAreContained()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Tag("core-v1.0.0");
        Bench.Write("a.txt", "2");
        var second = Bench.Commit("two");
        Bench.Tag("core/v2.0.0");
        Bench.CheckOut(first);
        var repository = await OpenAsync();
        (await repository.TagsAsync(Cancellation)).ShouldBe([new VcsTag("core-v1.0.0", first), new VcsTag("core/v2.0.0", second)]);
        (await repository.MergedTagsAsync(Cancellation)).ShouldBe(["core-v1.0.0"]);
        (await repository.ResolveAsync("refs/tags/core/v2.0.0", Cancellation)).ShouldBe(second);
        (await repository.ResolveAsync("all() or '--help", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task WhereTwoBranchesPartedIsFound()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Write("a.txt", "2");
        var second = Bench.Commit("two");
        Bench.CheckOut(first);
        Bench.Write("b.txt", "3");
        var third = Bench.Commit("three");
        var objects = (await OpenAsync()).Objects();
        (await objects.BranchPointAsync(second, third, Cancellation)).ShouldBe(first);
        (await objects.BranchPointAsync(first, third, Cancellation)).ShouldBe(first);
    }

    [Fact]
    public async Task HistoryGoesToThePackageWhoseFilesChange()
    {
        Bench.Write("core/a.txt", "1");
        Bench.Write("web/a.txt", "1");
        var first = Bench.Commit("feat: both");
        Bench.Tag("v1");
        Bench.Write("core/a.txt", "2");
        var second = Bench.Commit("fix(core): zwei\n\nÄ body with 'quotes'\nand lines.");
        Bench.Write("web/a.txt", "2");
        Bench.Write(".changeset/x.md", "text");
        var third = Bench.Commit("feat(web): three");
        var repository = await OpenAsync();
        var history = await repository.HistoryAsync(
            [new PackageRange(PackageId.Parse("npm:core"), Rel("core"), first), new PackageRange(PackageId.Parse("npm:web"), Rel("web"), null)], [Rel(".changeset/x.md"), Rel("none.md")], Cancellation);
        history.Commits[PackageId.Parse("npm:core")].Select(c => c.Id).ShouldBe([second]);
        history.Commits[PackageId.Parse("npm:web")].Select(c => c.Id).ShouldBe([third, first]);
        var commit = history.Commits[PackageId.Parse("npm:core")].Single();
        commit.Message.TrimEnd().ShouldBe("fix(core): zwei\n\nÄ body with 'quotes'\nand lines.");
        (commit.AuthorName, commit.AuthorEmail).ShouldBe(("Ada Author", "ada@example.test"));
        history.Added.Select(a => (a.Key, a.Value.Id)).ShouldBe([(Rel(".changeset/x.md"), third)]);
    }

    [Fact]
    public async Task ChangesSinceACommitHaveWhatIsNotCommittedToo()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Write("b.txt", "1");
        Bench.Commit("two");
        Bench.Write("c.txt", "1");
        var changes = await (await OpenAsync()).ChangesSinceAsync(first, Cancellation);
        changes.Start.ShouldBe(first);
        changes.Files.ShouldBe([Rel("b.txt"), Rel("c.txt")]);
        (await Should.ThrowAsync<ReleaseException>(async () => await (await OpenAsync()).ChangesSinceAsync("nothing", Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-CHECK-SINCE");
    }

    [Fact]
    public async Task AdditionsAreReadThoughTheyAreGone()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Write(".changeset/x.md", "tëxt\n");
        var second = Bench.Commit("two");
        File.Delete(Path.Combine(Bench.Path, ".changeset", "x.md"));
        Bench.Commit("three");
        var added = await (await OpenAsync()).AdditionsSinceAsync([first], [Rel(".changeset")], path => path.Value.EndsWith(".md", StringComparison.Ordinal), Cancellation);
        added.Select(a => (a.Path, a.Commit, System.Text.Encoding.UTF8.GetString(a.Bytes))).ShouldBe([(Rel(".changeset/x.md"), second, "tëxt\n")]);
    }

    [Fact]
    public async Task FilesOfCommitsAndTheCommitThatBroughtATextAreFound()
    {
        Bench.Write("a.json", "1.0.0");
        var first = Bench.Commit("one");
        Bench.Write("a.json", "1.1.0");
        Bench.Write("b.json", "x");
        var second = Bench.Commit("two");
        Bench.Write("b.json", "y");
        Bench.Commit("three");
        var repository = await OpenAsync();
        (await repository.FilesInCommitsAsync([first, second], [Rel("a.json"), Rel("b.json")], Cancellation)).OrderBy(f => f.Commit == second).ThenBy(f => f.File)
            .ShouldBe([(first, Rel("a.json")), (second, Rel("a.json")), (second, Rel("b.json"))]);
        (await repository.FindIntroductionAsync(Rel("a.json"), "1.1.0", Cancellation)).ShouldBe(second);
        (await repository.FindIntroductionAsync(Rel("a.json"), "9.9.9", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task ACommitHasJustTheFilesItIsGivenAndNoHookRuns()
    {
        Bench.Write("a.txt", "1");
        Bench.Write("gone.txt", "1");
        Bench.Commit("one");
        Bench.FailCommits(_scratch.File("hook-ran"));
        Bench.Write("a.txt", "2");
        Bench.Write("--new file.txt", "of its own");
        Bench.Write("other.txt", "mine");
        File.Delete(Path.Combine(Bench.Path, "gone.txt"));
        var repository = await OpenAsync();
        RelativePath[] files = [Rel("a.txt"), Rel("--new file.txt"), Rel("gone.txt"), Rel("never.txt")];
        (await repository.Writer().CommitAsync(files, "chore(release): x\n\n- ä\n", Cancellation)).ShouldBeTrue();
        await repository.RefreshAsync(Cancellation);
        Bench.FilesOf(repository.Facts.Head).Order(StringComparer.Ordinal).ShouldBe(["--new file.txt", "a.txt", "gone.txt"]);
        (await repository.Writer().CommitAsync(files, "again", Cancellation)).ShouldBeFalse();
        (await repository.StatusAsync(Cancellation)).Untracked.ShouldBe(["other.txt"]);
        File.Exists(_scratch.File("hook-ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task WhoeverHasNoNameIsToldBeforeAnythingHappens()
    {
        Bench.Write("a.txt", "1");
        var head = Bench.Commit("one");
        Bench.ForgetIdentity();
        Bench.Write("a.txt", "2");
        var repository = await OpenAsync();
        (await Should.ThrowAsync<ReleaseException>(repository.Writer().CommitAsync([Rel("a.txt")], "x", Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-IDENTITY");
        (await Should.ThrowAsync<ReleaseException>(repository.Writer().TagAsync("v1", head, "x", Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-IDENTITY");
    }

    [Fact]
    public async Task ATagIsMadeOnceAndNeverMoved()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Write("a.txt", "2");
        var second = Bench.Commit("two");
        var repository = await OpenAsync();
        (await repository.Writer().TagAsync("core-v1", first, "core 1", Cancellation)).ShouldBeTrue();
        (await repository.Writer().TagAsync("core-v1", first, "core 1", Cancellation)).ShouldBeFalse();
        (await Should.ThrowAsync<ReleaseException>(repository.Writer().TagAsync("core-v1", second, "core 1", Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-TAG-EXISTS");
        (await repository.TagsAsync(Cancellation)).ShouldBe([new VcsTag("core-v1", first)]);
        var here = (await repository.Objects().TagObjectsAsync(Cancellation))["core-v1"];
        await repository.Writer().DeleteTagAsync("core-v1", here, Cancellation);
        (await repository.TagsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ThePushTakesTheBranchAndOnlyTheTagsItIsGiven()
    {
        Bench.Write("a.txt", "1");
        Bench.Commit("one");
        Bench.Push();
        Bench.Write("a.txt", "2");
        var second = Bench.Commit("two");
        var repository = await OpenAsync();
        await repository.Writer().TagAsync("core-v1", second, "core 1", Cancellation);
        await repository.Writer().TagAsync("web-v1", second, "web 1", Cancellation);
        await repository.Writer().TagAsync("private", second, "not ours", Cancellation);
        var remotes = repository.Remotes();
        var target = (await remotes.FindTargetAsync(null, Cancellation)).ShouldNotBeNull();
        await remotes.PushAsync(target, ["core-v1", "web-v1"], dryRun: true, Cancellation);
        (await remotes.TagsAsync(target.Remote, Cancellation)).ShouldBeEmpty();
        await remotes.PushAsync(target, ["core-v1", "web-v1"], dryRun: false, Cancellation);
        (await remotes.TagsAsync(target.Remote, Cancellation)).ShouldBe([new VcsTag("core-v1", second), new VcsTag("web-v1", second)]);
        await repository.RefreshAsync(Cancellation);
        Bench.RemoteHead().ShouldBe(repository.Facts.Head);
        (await repository.TagsAsync(Cancellation)).Select(tag => tag.Name).ShouldBe(["core-v1", "private", "web-v1"]);
        await remotes.PushAsync(target, ["core-v1"], dryRun: false, Cancellation);
        (await Should.ThrowAsync<ReleaseException>(remotes.FindTargetAsync("nobody", Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-REMOTE-MISSING");
    }

    [Fact]
    public async Task TheCommitOfTheTagsItselfBelongsToNoPackage()
    {
        Bench.Write("a.txt", "1");
        Bench.Commit("one");
        Bench.Push();
        var repository = await OpenAsync();
        var released = repository.Facts.Head;
        await repository.Writer().TagAsync("v1", released, "v1", Cancellation);
        await repository.Remotes().PushAsync((await repository.Remotes().FindTargetAsync(null, Cancellation))!, ["v1"], dryRun: false, Cancellation);
        await repository.RefreshAsync(Cancellation);
        var history = await repository.HistoryAsync([new PackageRange(PackageId.Parse("npm:root"), RelativePath.Root, released)], Cancellation);
        history.Commits[PackageId.Parse("npm:root")].ShouldBeEmpty();
        (await repository.StatusAsync(Cancellation)).IsClean.ShouldBeTrue();
    }

    [Fact]
    public async Task ABranchThatIsBehindIsRefusedAndNothingIsPushed()
    {
        Bench.Write("a.txt", "1");
        Bench.Commit("one");
        Bench.Push();
        Bench.CommitElsewhere("b.txt", "theirs");
        var there = Bench.RemoteHead();
        Bench.Write("a.txt", "2");
        var mine = Bench.Commit("two");
        var repository = await OpenAsync();
        await repository.Writer().TagAsync("v1", mine, "v1", Cancellation);
        var target = (await repository.Remotes().FindTargetAsync(null, Cancellation))!;
        foreach (var dry in new[] { true, false })
        {
            (await Should.ThrowAsync<ReleaseException>(repository.Remotes().PushAsync(target, ["v1"], dry, Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-PUSH-REJECTED");
        }

        Bench.RemoteHead().ShouldBe(there);
        (await repository.Remotes().TagsAsync(target.Remote, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ARemoteThatDoesNotAnswerIsNoEmptyOne()
    {
        Bench.Write("a.txt", "1");
        Bench.Commit("one");
        var repository = await OpenAsync();
        var target = (await repository.Remotes().FindTargetAsync(null, Cancellation))!;
        Directory.Move(_scratch.File("remote"), _scratch.File("moved"));
        (await Should.ThrowAsync<ReleaseException>(repository.Remotes().TagsAsync(target.Remote, Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-REMOTE-UNREACHABLE");
        (await Should.ThrowAsync<ReleaseException>(repository.Remotes().PushAsync(target, [], dryRun: true, Cancellation))).Diagnostics.Single().Code.ShouldBe("RK-GIT-REMOTE-UNREACHABLE");
    }

    [Fact]
    public async Task AThrowAwayWorkTreeHasTheCommitAndLeavesTheOtherAlone()
    {
        Bench.Write("a.txt", "1");
        var first = Bench.Commit("one");
        Bench.Write("a.txt", "2");
        Bench.Commit("two");
        Bench.Write("a.txt", "3");
        var repository = await OpenAsync();
        var tree = _scratch.File("tree");
        await repository.Worktrees().AddAsync(tree, first, Cancellation);
        await repository.Worktrees().AddAsync(tree, first, Cancellation);
        (File.ReadAllText(Path.Combine(tree, "a.txt")), File.ReadAllText(Path.Combine(Bench.Path, "a.txt"))).ShouldBe(("1", "3"));
        (await OpenAsync(tree)).Facts.Head.ShouldBe(first);
        await repository.Worktrees().RemoveAsync(tree, Cancellation);
        Directory.Exists(tree).ShouldBeFalse();
    }

    [Fact]
    public async Task ACloneToRehearseInHasARemoteOfItsOwn()
    {
        Bench.Write("a.txt", "1");
        var head = Bench.Commit("one");
        Bench.Tag("v1");
        head = (await OpenAsync()).Facts.Head;
        var top = await (await OpenAsync()).Worktrees().CloneAsync(Directory.CreateDirectory(_scratch.File("rehearsal")).FullName, Cancellation);
        var clone = await OpenAsync(top);
        (clone.Facts.Head, (await clone.TagsAsync(Cancellation)).Single().Name).ShouldBe((head, "v1"));
        (await clone.Remotes().FindUrlAsync(Cancellation)).ShouldNotBeNull().ShouldStartWith(_scratch.File("rehearsal"));
    }

    [Fact]
    public async Task OurOwnFolderIsKeptOutOfTheStatus()
    {
        Bench.Write("a.txt", "1");
        Bench.Commit("one");
        var repository = await OpenAsync();
        repository.Writer().Exclude(Rel("artifacts/releasekit"));
        repository.Writer().Exclude(Rel("artifacts/releasekit"));
        Bench.Write("artifacts/releasekit/plan.json", "{}");
        Bench.Write("artifacts/releasekit/deep/log.txt", "{}");
        (await repository.StatusAsync(Cancellation)).IsClean.ShouldBeTrue();
        (await repository.ListFilesAsync(Cancellation)).ShouldBe([Rel("a.txt")]);
    }

    private Task<IRepository> OpenAsync(string? path = null)
    {
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All());
        foreach (var name in variables.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal) || name.StartsWith("HG", StringComparison.Ordinal)).ToArray())
        {
            variables.Remove(name);
        }

        foreach (var (name, value) in Bench.Environment)
        {
            variables[name] = value;
        }

        return Repositories.OpenAsync(new ProcessRunner(new SnapshotEnvironment(variables)), path ?? Bench.Path, Cancellation);
    }

    private static RelativePath Rel(string path) => RelativePath.Parse(path);
}
