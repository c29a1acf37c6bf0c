using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class ApplyJournalTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly WorkspaceFileSystem _files;
    private readonly string _output;

    public ApplyJournalTests()
    {
        _files = new WorkspaceFileSystem(_folder.File("repository"));
        _output = _folder.File("output");
        _folder.Write("repository/a.txt", "a1\r\n");
        _folder.Write("repository/b.txt", "\uFEFFb1");
        _folder.Write("repository/used.md", "d1");
    }

    private static IReadOnlyList<WriteFile> Effects { get; } =
    [
        new WriteFile(RelativePath.Parse("a.txt"), "a1\r\n", "a2\r\n"),
        new WriteFile(RelativePath.Parse("b.txt"), "\uFEFFb1", "\uFEFFb2"),
        new WriteFile(RelativePath.Parse("c/new.txt"), null, "c2\n"),
        new WriteFile(RelativePath.Parse("used.md"), "d1", null),
    ];

    private string JournalPath => Path.Combine(_output, "apply.journal");

    [Fact]
    public void EverythingIsWrittenAndTheJournalGone()
    {
        new ApplyJournal(_files, _output).Write(Effects, TestContext.Current.CancellationToken);
        State().ShouldBe(["a2\r\n", "\uFEFFb2", "c2\n", null]);
        File.Exists(JournalPath).ShouldBeFalse();
    }

    [Fact]
    public void WritingTwiceIsWritingOnce()
    {
        var journal = new ApplyJournal(_files, _output);
        journal.Write(Effects, TestContext.Current.CancellationToken);
        new ApplyJournal(new DyingFileSystem(_files, 0), _output).Write(Effects, TestContext.Current.CancellationToken);
        State().ShouldBe(["a2\r\n", "\uFEFFb2", "c2\n", null]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AKillAnywhereIsUndoneAtTheNextStart(int writes)
    {
        Coded.Throws(FileCodes.Unwritable, () => new ApplyJournal(new DyingFileSystem(_files, writes), _output).Write(Effects, TestContext.Current.CancellationToken));
        File.Exists(JournalPath).ShouldBe(writes > 0);
        new ApplyJournal(_files, _output).Recover().Length.ShouldBe(writes);
        State().ShouldBe(["a1\r\n", "\uFEFFb1", null, "d1"]);
        new ApplyJournal(_files, _output).Recover().ShouldBeEmpty();
    }

    [Fact]
    public void TheNextWriteUndoesAKillToo()
    {
        Coded.Throws(FileCodes.Unwritable, () => new ApplyJournal(new DyingFileSystem(_files, 2), _output).Write(Effects, TestContext.Current.CancellationToken));
        new ApplyJournal(_files, _output).Write(Effects, TestContext.Current.CancellationToken);
        State().ShouldBe(["a2\r\n", "\uFEFFb2", "c2\n", null]);
    }

    [Fact]
    public void ACancelledRunPutsEverythingBack()
    {
        using var cancelled = new CancellationTokenSource();
        var files = new ObservedFiles(_files, path =>
        {
            if (path.Value == "b.txt")
            {
                cancelled.Cancel();
            }
        });
        Should.Throw<OperationCanceledException>(() => new ApplyJournal(files, _output).Write(Effects, cancelled.Token));
        State().ShouldBe(["a1\r\n", "\uFEFFb1", null, "d1"]);
        File.Exists(JournalPath).ShouldBeFalse();
    }

    [Fact]
    public void AFileThatChangedMeanwhileIsNotOverwritten()
    {
        _folder.Write("repository/b.txt", "edited");
        Coded.Throws(ApplyCodes.Conflict, () => new ApplyJournal(_files, _output).Write(Effects, TestContext.Current.CancellationToken)).Location!.File.ShouldBe("b.txt");
        State().ShouldBe(["a1\r\n", "edited", null, "d1"]);
        File.Exists(JournalPath).ShouldBeFalse();
    }

    [Fact]
    public void AFileThatChangedAfterAKillIsLeftAloneAndNamed()
    {
        Coded.Throws(FileCodes.Unwritable, () => new ApplyJournal(new DyingFileSystem(_files, 2), _output).Write(Effects, TestContext.Current.CancellationToken));
        _folder.Write("repository/b.txt", "edited");
        var journal = new ApplyJournal(_files, _output);
        Coded.Throws(ApplyCodes.Conflict, () => journal.Recover()).Location!.File.ShouldBe("b.txt");
        State().ShouldBe(["a1\r\n", "edited", null, "d1"]);
        File.Delete(JournalPath);
        journal.Recover().ShouldBeEmpty();
    }

    [Fact]
    public void ARemovedFileThatWasEditedMeanwhileIsKept()
    {
        _folder.Write("repository/used.md", "edited");
        Coded.Throws(ApplyCodes.Conflict, () => new ApplyJournal(_files, _output).Write(Effects, TestContext.Current.CancellationToken)).Location!.File.ShouldBe("used.md");
        State().ShouldBe(["a1\r\n", "\uFEFFb1", null, "edited"]);
    }

    [Fact]
    public void AnAppliedPlanIsPutBackUntilItsCommit()
    {
        new ApplyJournal(_files, _output, "old").Write(Effects, TestContext.Current.CancellationToken, untilCommitted: true);
        State().ShouldBe(["a2\r\n", "\uFEFFb2", "c2\n", null]);
        new ApplyJournal(_files, _output, "old").Recover().Length.ShouldBe(4);
        State().ShouldBe(["a1\r\n", "\uFEFFb1", null, "d1"]);
    }

    [Fact]
    public void AKillAfterTheCommitLeavesTheCommitAlone()
    {
        new ApplyJournal(_files, _output, "old").Write(Effects, TestContext.Current.CancellationToken, untilCommitted: true);
        _folder.Write("repository/a.txt", "edited since");
        var journal = new ApplyJournal(_files, _output, "new");
        journal.IsPending.ShouldBeTrue();
        journal.Recover().ShouldBeEmpty();
        State().ShouldBe(["edited since", "\uFEFFb2", "c2\n", null]);
        journal.IsPending.ShouldBeFalse();
    }

    [Fact]
    public void ACommitOfSomethingElseDoesNotKeepAHalfWrittenPlan()
    {
        Coded.Throws(FileCodes.Unwritable, () => new ApplyJournal(new DyingFileSystem(_files, 1), _output, "old").Write(Effects, TestContext.Current.CancellationToken));
        new ApplyJournal(_files, _output, "new").Recover().ShouldHaveSingleItem().Value.ShouldBe("a.txt");
        State().ShouldBe(["a1\r\n", "\uFEFFb1", null, "d1"]);
    }

    [Fact]
    public void ACompletedJournalPutsNothingBack()
    {
        var journal = new ApplyJournal(_files, _output, "old");
        journal.Write(Effects, TestContext.Current.CancellationToken, untilCommitted: true);
        journal.Complete();
        new ApplyJournal(_files, _output, "old").Recover().ShouldBeEmpty();
        State().ShouldBe(["a2\r\n", "\uFEFFb2", "c2\n", null]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[]\nrest")]
    [InlineData("[{\"File\":\"../a\",\"Length\":0,\"After\":\"\"}]\n")]
    [InlineData("[{\"File\":\"a\",\"Length\":9,\"After\":\"\"}]\n")]
    public void ADamagedJournalIsRefused(string text)
    {
        Directory.CreateDirectory(_output);
        File.WriteAllText(JournalPath, text);
        Coded.Throws(ApplyCodes.JournalDamaged, () => new ApplyJournal(_files, _output).Recover());
        File.Exists(JournalPath).ShouldBeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private string?[] State() => [.. new[] { "a.txt", "b.txt", "c/new.txt", "used.md" }.Select(name =>
        _files.FileExists(RelativePath.Parse(name)) ? System.Text.Encoding.UTF8.GetString(_files.Read(RelativePath.Parse(name))) : null)];

    /// <summary>Tells of every write after it was made.</summary>
    private sealed class ObservedFiles(IFileSystem inner, Action<RelativePath> written) : IFileSystem
    {
        public string Root => inner.Root;

        public string Absolute(RelativePath path) => inner.Absolute(path);

        public bool FileExists(RelativePath path) => inner.FileExists(path);

        public bool DirectoryExists(RelativePath path) => inner.DirectoryExists(path);

        public byte[] Read(RelativePath path) => inner.Read(path);

        public void Write(RelativePath path, ReadOnlySpan<byte> bytes)
        {
            inner.Write(path, bytes);
            written(path);
        }

        public void Delete(RelativePath path) => inner.Delete(path);
    }
}
