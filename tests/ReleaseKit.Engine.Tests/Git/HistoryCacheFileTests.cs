using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs.Caching;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class HistoryCacheFileTests : IDisposable
{
    private const int Limit = 1 << 20;

    private readonly ScratchDirectory _scratch = new();

    private string Folder => _scratch.File("cache");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void StoreComesBackAsItWas()
    {
        var store = Store(3);
        Cache().Save(store);
        var loaded = Cache().Load().ShouldNotBeNull();
        loaded.Count.ShouldBe(3);
        loaded.AddedCount.ShouldBe(0);
        loaded.Watched.ShouldBe([".changeset"]);
        loaded.Ids.ShouldBe(store.Ids);
        var commit = loaded.Read(Name(2));
        commit.Parents.ShouldBe([Name(1), Name(0)]);
        commit.Seconds.ShouldBe(-2);
        commit.Author.ShouldBe(new Authorship("Ada", "ada@example.test", 1L << 40));
        commit.Directories.Select(loaded.Text).ShouldBe(["", "päckages/2"]);
        commit.Added.ShouldBe([".changeset/2.md"]);
        commit.Message.ShouldBe("fix: 2 ✓\n");

        loaded.Add(commit with { Id = Name(9) });
        Cache().Save(loaded);
        var again = Cache().Load().ShouldNotBeNull();
        again.Count.ShouldBe(4);
        again.Read(Name(1)).Message.ShouldBe("fix: 1 ✓\n");
        again.Read(Name(9)).Parents.ShouldBe(commit.Parents);
    }

    [Fact]
    public void FileOfAnotherVersionIsNone()
    {
        Cache().Save(Store(3));
        new HistoryCacheFile(Folder, "2.0.0", Limit).Load().ShouldBeNull();
    }

    [Fact]
    public void FileThatWasCutOffOrAlteredIsNone()
    {
        Cache().Save(Store(2));
        var path = Path.Combine(Folder, "history");
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            File.WriteAllBytes(path, bytes[..i]);
            Cache().Load().ShouldBeNull();
            var altered = (byte[])bytes.Clone();
            altered[i] ^= 0x40;
            File.WriteAllBytes(path, altered);
            Cache().Load().ShouldBeNull();
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Cache().Load().ShouldBeNull();
    }

    [Fact]
    public void OnlyTheNewestOfTooManyCommitsAreKept()
    {
        var store = Store(1000);
        new HistoryCacheFile(Folder, "1.0.0", store.Size / 4).Save(store);
        var loaded = new HistoryCacheFile(Folder, "1.0.0", store.Size / 4).Load().ShouldNotBeNull();
        loaded.Size.ShouldBeInRange(store.Size / 9, store.Size / 7);
        loaded.Ids.ShouldBe(Enumerable.Range(0, loaded.Count).Select(Name));
        loaded.Read(Name(5)).Directories.Select(loaded.Text).ShouldBe(["", "päckages/5"]);
    }

    [Fact]
    public void FileThatIsFarTooLargeIsNotRead()
    {
        Cache().Save(Store(1));
        using (var file = File.OpenWrite(Path.Combine(Folder, "history")))
        {
            file.SetLength(4L * Limit);
        }

        Cache().Load().ShouldBeNull();
    }

    private static CommitStore Store(int commits)
    {
        var store = new CommitStore([".changeset"]);
        for (var i = 0; i < commits; i++)
        {
            store.Add(new StoredCommit(
                Name(i), i < 2 ? [] : [Name(i - 1), Name(i - 2)], -i, new Authorship("Ada", "ada@example.test", 1L << 40),
                [store.Text(""), store.Text($"päckages/{i}")], [$".changeset/{i}.md"], System.Text.Encoding.UTF8.GetBytes($"fix: {i} ✓\n")));
        }

        return store;
    }

    private static string Name(int index) => index.ToString("x40", System.Globalization.CultureInfo.InvariantCulture);

    private HistoryCacheFile Cache() => new(Folder, "1.0.0", Limit);
}
