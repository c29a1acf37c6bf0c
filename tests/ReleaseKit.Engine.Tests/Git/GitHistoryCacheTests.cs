using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs.Caching;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

/// <summary>Whatever is kept of history, the answers are those of git.</summary>
public sealed class GitHistoryCacheTests : GitTestBase
{
    private static readonly string[] Directories = ["a", "a/nested", "b", "c/deep/er", ".changeset", "apps/x"];

    private string CacheFile => Path.Combine(Repository.Path, ".git", "releasekit", "history");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task AnswersAreTheSameWithAndWithoutWhatWasKept(int seed)
    {
        var random = new Random(seed);
        var history = new RandomHistory(Repository, random, Directories);
        for (var round = 0; round < 15; round++)
        {
            switch (random.Next(8))
            {
                case 0: history.Rewrite(); break;
                case 1: history.Collect(); break;
                case 2: break;
                default: history.Grow(random.Next(10)); break;
            }

            if (random.Next(5) == 0 && File.Exists(CacheFile))
            {
                Damage(random);
            }

            var below = random.Next(4) == 0 && Directory.Exists(Path.Combine(Repository.Path, "apps")) ? "apps" : "";
            var ranges = Directories.Append("").Where(_ => random.Next(3) > 0).Select(d => new PackageRange(
                new PackageId("npm", d.Length == 0 ? "root" : d), Rel(d), Baseline(random, history), random.Next(2) == 0 ? null : Baseline(random, history))).ToArray();
            RelativePath[] files = [.. history.Commits.Index().Where(_ => random.Next(9) == 0).Select(c => Rel($"{Directories[c.Index % Directories.Length]}/file{c.Index}"))];
            var expected = await ReadAsync(HistoryCacheMode.Off, below, ranges, files);
            foreach (var mode in new[] { HistoryCacheMode.ReadOnly, HistoryCacheMode.ReadWrite, HistoryCacheMode.ReadWrite })
            {
                Show(await ReadAsync(mode, below, ranges, files)).ShouldBe(Show(expected), $"seed {seed}, round {round}, {mode}");
            }
        }
    }

    [Fact]
    public async Task WhatIsKeptIsNotReadAgain()
    {
        var old = Grow(40);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null))).CommitCount.ShouldBe(40);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null))).CommitCount.ShouldBe(0);
        Grow(3);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null))).CommitCount.ShouldBe(3);

        // Another package, a moved tag, a way back: all of it is known.
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("b", old), Since("a", Repository.Head()))).CommitCount.ShouldBe(0);
        Repository.Git("checkout", "--quiet", old);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("b", null))).CommitCount.ShouldBe(0);
    }

    [Fact]
    public async Task OlderHistoryIsReadFromWhereWhatIsKeptEnds()
    {
        var old = Grow(30);
        Grow(10);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", old))).CommitCount.ShouldBe(11);
        var all = await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        all.CommitCount.ShouldBe(29);
        all.Commits[Id("a")].Length.ShouldBe(40);
    }

    [Fact]
    public async Task FewNewCommitsAreNotWrittenEachTime()
    {
        Grow(40);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        var before = File.ReadAllBytes(CacheFile);
        Grow(1);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        File.ReadAllBytes(CacheFile).ShouldBe(before);
        Grow(2);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        File.ReadAllBytes(CacheFile).Length.ShouldBeGreaterThan(before.Length);
    }

    [Theory]
    [InlineData(HistoryCacheMode.Off)]
    [InlineData(HistoryCacheMode.ReadOnly)]
    public async Task NothingIsWrittenWhenItMayNot(HistoryCacheMode mode)
    {
        Grow(5);
        await ReadAsync(mode, Since("a", null));
        Directory.Exists(Path.GetDirectoryName(CacheFile)).ShouldBeFalse();
    }

    [Fact]
    public async Task PlaceThatCannotBeWrittenIsNoError()
    {
        Grow(5);
        Repository.Write(".git/releasekit", "in the way");
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null))).Commits[Id("a")].Length.ShouldBe(5);
    }

    [Fact]
    public async Task WorkTreesShareWhatIsKept()
    {
        Grow(5);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        Repository.Git("worktree", "add", "--quiet", "--detach", Scratch.File("linked"));
        var linked = await GitRepository.OpenAsync(Runner(), Scratch.File("linked"), Cancellation);
        linked.HistoryCache = HistoryCacheMode.ReadWrite;
        (await linked.HistoryAsync([Since("a", null)], Cancellation)).CommitCount.ShouldBe(0);
    }

    [Fact]
    public async Task RunsAtTheSameTimeDisturbNobody()
    {
        Grow(30);
        var expected = Show(await ReadAsync(HistoryCacheMode.Off, Since("a", null)));
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null)))));
        found.ShouldAllBe(history => Show(history) == expected);
        Show(await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null))).ShouldBe(expected);
    }

    [Fact]
    public async Task ReplacementsAndGraftsAreSeen()
    {
        Grow(3);
        var released = Grow(3);
        Grow(3);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        var parent = Repository.Git("rev-parse", "HEAD~5").Trim();
        Repository.Git("replace", "--graft", Repository.Git("rev-parse", "HEAD~1").Trim(), parent);
        var grafted = await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", parent));
        Show(grafted).ShouldBe(Show(await ReadAsync(HistoryCacheMode.Off, Since("a", parent))));
        grafted.Commits[Id("a")].Length.ShouldBe(2);
        (await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", released))).Unreached.Length.ShouldBe(1);
    }

    [Fact]
    public async Task FolderThatWasNotWatchedBeforeIsRead()
    {
        Grow(5);
        var added = Repository.Change("docs: notes", "notes/n.md");
        Grow(2);
        await ReadAsync(HistoryCacheMode.ReadWrite, Since("a", null));
        var history = await ReadAsync(HistoryCacheMode.ReadWrite, "", [Since("a", null)], [Rel("notes/n.md")]);
        history.Added[Rel("notes/n.md")].Id.ShouldBe(added);
        history = await ReadAsync(HistoryCacheMode.ReadWrite, "", [Since("a", null)], [Rel("notes/n.md")]);
        history.Added[Rel("notes/n.md")].Id.ShouldBe(added);
        history.CommitCount.ShouldBe(0);
    }

    [Fact]
    public async Task ShallowCloneKeepsNothing()
    {
        Grow(5);
        Repository.Git("clone", "--quiet", "--depth=2", "file://" + Repository.Path, Scratch.File("shallow"));
        var shallow = await GitRepository.OpenAsync(Runner(), Scratch.File("shallow"), Cancellation);
        shallow.HistoryCache = HistoryCacheMode.ReadWrite;
        (await shallow.HistoryAsync([Since("a", null)], Cancellation)).CommitCount.ShouldBe(2);
        Directory.Exists(Path.Combine(shallow.Facts.CommonDirectory, "releasekit")).ShouldBeFalse();
    }

    private static PackageId Id(string name) => new("npm", name);

    private static PackageRange Since(string directory, string? baseline) => new(Id(directory), Rel(directory), baseline);

    private static string? Baseline(Random random, RandomHistory history) => random.Next(4) == 0 ? null : history.Commits[^(1 + random.Next(history.Commits.Count))];

    private static string Show(RepositoryHistory history) => string.Join('\n', history.Commits.Keys.Order().SelectMany(id => new[]
    {
        $"{id}: {string.Join(' ', history.Commits[id])}",
        $"{id} since the latest: {string.Join(' ', history.SinceLatest[id])}",
    }.Concat(history.Added.OrderBy(pair => pair.Key).Select(pair => pair.ToString())).Concat(history.Unreached.Select(u => u.ToString()))));

    private string Grow(int commits) => Enumerable.Range(0, commits).Select(i => Repository.Change($"fix: {i}", "a/x", "b/x")).ToArray()[^1];

    private void Damage(Random random)
    {
        var bytes = File.ReadAllBytes(CacheFile);
        if (random.Next(2) == 0)
        {
            bytes = bytes[..random.Next(bytes.Length)];
        }
        else
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 + random.Next(255));
        }

        File.WriteAllBytes(CacheFile, bytes);
    }

    private Task<RepositoryHistory> ReadAsync(HistoryCacheMode mode, params PackageRange[] ranges) => ReadAsync(mode, "", ranges, []);

    private async Task<RepositoryHistory> ReadAsync(HistoryCacheMode mode, string below, PackageRange[] ranges, RelativePath[] files)
    {
        var git = await OpenAsync(below);
        git.HistoryCache = mode;
        return await git.HistoryAsync(ranges, files, Cancellation);
    }
}
