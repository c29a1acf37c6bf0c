using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class GitHistoryTests : GitTestBase
{
    [Fact]
    public async Task EachPackageHasItsOwnRange()
    {
        var first = Repository.Change("feat: both", "a/x", "b/x");
        var second = Repository.Change("fix: a", "a/x");
        var third = Repository.Change("fix: b", "b/x");
        var history = await ReadAsync(("a", second), ("b", first));
        Subjects(history, "a").ShouldBeEmpty();
        Subjects(history, "b").ShouldBe(["fix: b"]);
        history.Commits[Id("b")][0].ShouldBe(new RawCommit(third, "Ada Author", "ada@example.test", 1_700_000_180, "fix: b"));
        Subjects(await ReadAsync(("a", null), ("b", second)), "a").ShouldBe(["fix: a", "feat: both"]);
    }

    [Fact]
    public async Task ReadingStopsWhereEveryBaselineIsBehind()
    {
        for (var i = 0; i < 30; i++)
        {
            Repository.Change($"fix: {i}", "a/x");
        }

        var baseline = Repository.Head();
        Repository.Change("fix: last", "a/x");
        (await ReadAsync(("a", baseline))).CommitCount.ShouldBe(2);
        (await ReadAsync(("a", Repository.Head()))).CommitCount.ShouldBe(1);
        (await ReadAsync()).CommitCount.ShouldBe(0);
    }

    [Fact]
    public async Task CommitsOfAMergedBranchBelongToTheRangeThatGotThem()
    {
        Repository.Change("feat: base", "a/x", "b/x");
        Repository.Git("checkout", "--quiet", "-b", "side");
        Repository.Change("feat: old side", "a/side");
        Repository.Git("checkout", "--quiet", "main");
        var released = Repository.Change("fix: main", "b/x");
        Repository.Merge("side", "Merge side");
        var after = Repository.Change("fix: after", "a/x");
        var history = await ReadAsync(("a", released), ("b", released));
        Subjects(history, "a").ShouldBe(["fix: after", "feat: old side"]);
        Subjects(history, "b").ShouldBeEmpty();
        (await ReadAsync(("a", after))).Commits[Id("a")].ShouldBeEmpty();
    }

    [Fact]
    public async Task DiamondIsSeparatedByEachBaselinesOwnAncestors()
    {
        Repository.Change("feat: base", "a/x", "b/x");
        Repository.Git("checkout", "--quiet", "-b", "left");
        var left = Repository.Change("fix: left", "a/left");
        Repository.Git("checkout", "--quiet", "-b", "right", "main");
        var right = Repository.Change("fix: right", "b/right", "a/right");
        Repository.Git("checkout", "--quiet", "left");
        Repository.Merge("right", "Merge right");
        var history = await ReadAsync(("a", left), ("b", right));
        Subjects(history, "a").ShouldBe(["fix: right"]);
        Subjects(history, "b").ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangeMadeInAMergeBelongsToTheMerge()
    {
        Repository.Change("feat: base", "a/x", "b/x");
        var released = Repository.Head();
        Repository.Git("checkout", "--quiet", "-b", "side");
        Repository.Change("fix: side", "a/side");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Change("fix: main", "a/main");
        Repository.Git("merge", "--quiet", "--no-ff", "--no-commit", "side");
        Repository.Write("b/x", "evil").Commit("Merge side with a change of its own");
        var history = await ReadAsync(("a", released), ("b", released));
        Subjects(history, "a").ShouldBe(["fix: main", "fix: side"]);
        Subjects(history, "b").ShouldBe(["Merge side with a change of its own"]);
    }

    [Fact]
    public async Task WrongClocksChangeNothing()
    {
        Repository.Change("feat: base", "a/x");
        Repository.MoveClock(1_000_000).Change("fix: from the future", "a/x");
        var future = Repository.Head();
        Repository.Git("checkout", "--quiet", "-b", "side");
        Repository.MoveClock(-1_500_000).Change("fix: from the past", "a/side", "b/x");
        var past = Repository.Head();
        Repository.Git("checkout", "--quiet", "main");
        Repository.MoveClock(600_000).Change("fix: main", "a/x");
        Repository.MoveClock(-50_000).Merge("side", "Merge side");
        Repository.Change("fix: after", "b/x");
        var history = await ReadAsync(("a", future), ("b", past));
        Subjects(history, "a").Order(StringComparer.Ordinal).ShouldBe(["fix: from the past", "fix: main"]);
        Subjects(history, "b").ShouldBe(["fix: after"]);
        Subjects(await ReadAsync(("a", null)), "a")[^2..].ShouldBe(["fix: from the future", "feat: base"]);
    }

    [Fact]
    public async Task BaselineThatIsNoAncestorIsReported()
    {
        Repository.Change("feat: base", "a/x");
        Repository.Git("checkout", "--quiet", "-b", "side");
        var side = Repository.Change("feat: side", "a/x");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Change("fix: main", "b/x");
        var history = await ReadAsync(("a", side), ("b", Repository.Head()));
        history.Unreached.ShouldBe([new UnreachedBaseline(new PackageRange(Id("a"), Rel("a"), side), side)]);
    }

    [Fact]
    public async Task WorkspaceBelowTheTopLevelSeesItsOwnChanges()
    {
        Repository.Change("feat: outside", "a/x", "other/a/x");
        Repository.Change("feat: inside", "appsé/a/x");
        Repository.Change("feat: beside", "appséé/a/x");
        Subjects(await ReadBelowAsync("appsé", ("a", null)), "a").ShouldBe(["feat: inside"]);
    }

    [Fact]
    public async Task OddPathsAndMessagesAreRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file names that Windows refuses");
        const string Message = "feat: ünïcode ✓\n\n:100644 100644 0000 1111 M\n\u0001fake\n\nBREAKING CHANGE: x\n";
        Repository.Change(Message, "a/line\nbreak", "a/:colon", "a/\u0001mark");
        Repository.Change("fix: deep", "a/" + string.Join('/', Enumerable.Repeat("d", 300)) + "/f");
        var history = await ReadAsync(("a", null));
        history.Commits[Id("a")].Select(c => c.Message).ShouldBe(["fix: deep", Message]);
    }

    [Fact]
    public async Task EmptyMessageAndEmptyCommitAreRead()
    {
        Repository.Change("feat: first", "a/x");
        Repository.Write("a/x", "y").Git("add", "--all");
        Repository.Git("commit", "--quiet", "--allow-empty-message", "--message=");
        Repository.Commit("chore: nothing");
        (await ReadAsync(("a", null))).Commits[Id("a")].Select(c => c.Message.TrimEnd('\n')).ShouldBe(["", "feat: first"]);
    }

    [Fact]
    public async Task ConfigurationOfTheUserChangesNothing()
    {
        Repository.Change("feat: first", "a/x", "a/renamed");
        Repository.Git("mv", "a/renamed", "b");
        Repository.Commit("refactor: move it out");
        foreach (var (key, value) in new[]
        {
            ("diff.renames", "copies"), ("diff.relative", "true"), ("log.showRoot", "false"), ("log.diffMerges", "first-parent"), ("core.quotePath", "true"), ("color.ui", "always"),
            ("log.showSignature", "true"), ("format.pretty", "oneline"), ("i18n.logOutputEncoding", "ISO-8859-1"), ("log.mailmap", "true"), ("log.follow", "true"), ("log.date", "iso"), ("diff.ignoreSubmodules", "all"),
        })
        {
            Repository.Git("config", key, value);
        }

        var history = await ReadAsync(("a", null));
        Subjects(history, "a").ShouldBe(["refactor: move it out", "feat: first"]);
    }

    [Fact]
    public async Task Sha256HistoryIsRead()
    {
        var repository = GitRepositoryBuilder.Init(Scratch.File("sha256"), "--object-format=sha256");
        var first = repository.Change("feat: first", "a/x");
        repository.Change("feat: second", "a/x");
        var git = await GitRepository.OpenAsync(Runner(), repository.Path, Cancellation);
        Subjects(await git.HistoryAsync([new PackageRange(Id("a"), Rel("a"), first)], Cancellation), "a").ShouldBe(["feat: second"]);
    }

    [Fact]
    public async Task CommitThatAddedAFileIsFoundInThePassOrBehindIt()
    {
        var old = Repository.Change("docs: notes", ".changeset/old.md", "-odd/n.md", "root.md");
        var baseline = Repository.Change("feat: base", "a/x");
        Repository.Change("docs: first", ".changeset/again.md");
        File.Delete(Path.Combine(Repository.Path, ".changeset/again.md"));
        Repository.Commit("chore: released");
        var again = Repository.Change("docs: second", ".changeset/again.md");
        Repository.Change("docs: reword", ".changeset/again.md", ".changeset/old.md");
        Repository.Write(".changeset/uncommitted.md", "x");
        var git = await OpenAsync();
        RelativePath[] files = [Rel(".changeset/old.md"), Rel(".changeset/again.md"), Rel(".changeset/uncommitted.md"), Rel("root.md"), Rel("-odd/n.md")];
        foreach (var range in new[] { new PackageRange(Id("a"), Rel("a"), baseline), new PackageRange(Id("a"), Rel("a"), Repository.Head()), new PackageRange(Id("a"), Rel("a"), null) })
        {
            var history = await git.HistoryAsync([range], files, Cancellation);
            history.Added.Select(pair => $"{pair.Key} {pair.Value.Id}").Order(StringComparer.Ordinal)
                .ShouldBe([$"-odd/n.md {old}", $".changeset/again.md {again}", $".changeset/old.md {old}", $"root.md {old}"]);
            history.Added[Rel(".changeset/again.md")].Message.ShouldBe("docs: second");
        }
    }

    [Fact]
    public async Task CommitThatAddedAFileOfAWorkspaceBelowTheTopLevelIsFound()
    {
        var added = Repository.Change("docs: notes", "apps/.changeset/n.md", ".changeset/n.md");
        Repository.Change("feat: base", "apps/a/x");
        var history = await (await OpenAsync("apps")).HistoryAsync([new PackageRange(Id("a"), Rel("a"), Repository.Head())], [Rel(".changeset/n.md")], Cancellation);
        history.Added.Select(pair => $"{pair.Key} {pair.Value.Id}").ShouldBe([$".changeset/n.md {added}"]);
    }

    private static PackageId Id(string name) => new("npm", name);

    private static string[] Subjects(RepositoryHistory history, string name) => [.. history.Commits[Id(name)].Select(c => c.Message.Split('\n')[0])];

    private Task<RepositoryHistory> ReadAsync(params (string Name, string? Baseline)[] packages) => ReadBelowAsync("", packages);

    private async Task<RepositoryHistory> ReadBelowAsync(string below, params (string Name, string? Baseline)[] packages) =>
        await (await OpenAsync(below)).HistoryAsync([.. packages.Select(p => new PackageRange(Id(p.Name), Rel(p.Name), p.Baseline))], Cancellation);
}
