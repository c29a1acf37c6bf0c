using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

public sealed class PinJournalTests : IDisposable
{
    private static readonly PackageId Owner = new("npm", "@acme/Web");
    private static readonly RelativePath Manifest = RelativePath.Parse("packages/my web/package.json");
    private static readonly byte[] Original = Encoding.UTF8.GetBytes("\uFEFF{\r\n\t\"x\": \"workspace:*\"\r\n}");
    private static readonly byte[] Pinned = Encoding.UTF8.GetBytes("\uFEFF{\r\n\t\"x\": \"1.0.0\"\r\n}");
    private readonly ScratchDirectory _scratch = new();
    private readonly WorkspaceFileSystem _files;

    public PinJournalTests()
    {
        Directory.CreateDirectory(_scratch.File("packages", "my web"));
        File.WriteAllBytes(Path, Original);
        _files = new WorkspaceFileSystem(_scratch.Path);
    }

    private string Path => _scratch.File("packages", "my web", "package.json");

    private PinJournal Journal => new(_files, _scratch.File("out"));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void APinnedManifestComesBackByteForByte()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);
        File.ReadAllBytes(Path).ShouldBe(Pinned);

        Journal.Restore(Owner).ShouldBe([Manifest]);

        File.ReadAllBytes(Path).ShouldBe(Original);
        Directory.EnumerateFiles(_scratch.File("out"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void RestoringTwiceIsSafe()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);
        Journal.Restore(Owner);

        Journal.Restore(Owner).ShouldBeEmpty();
        File.ReadAllBytes(Path).ShouldBe(Original);
    }

    [Fact]
    public void AnotherProcessRestoresWhatAKilledOneLeft()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);

        new PinJournal(new WorkspaceFileSystem(_scratch.Path), _scratch.File("out")).RestoreEverything().ShouldBe([Manifest]);

        File.ReadAllBytes(Path).ShouldBe(Original);
    }

    [Fact]
    public void PinningAgainAfterAKillKeepsTheTrueOriginal()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);
        Should.Throw<ReleaseException>(() => Journal.Pin(Owner, Manifest, Pinned, Encoding.UTF8.GetBytes("{}"))).Diagnostics[0].Code.ShouldBe("RK-PIN-CONFLICT");

        Journal.RestoreEverything();
        File.ReadAllBytes(Path).ShouldBe(Original);
    }

    [Fact]
    public void AnEditOfSomebodyElseIsNeverOverwritten()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);
        File.WriteAllText(Path, "theirs");

        var diagnostic = Should.Throw<ReleaseException>(() => Journal.RestoreEverything()).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RK-PIN-CONFLICT");
        diagnostic.Location!.File.ShouldBe(Manifest.Value);
        File.ReadAllText(Path).ShouldBe("theirs");
    }

    [Fact]
    public void AKillBeforeTheEntryWasCompleteLeavesNothingToDo()
    {
        Journal.Pin(Owner, Manifest, Original, Pinned);
        File.WriteAllBytes(Path, Original);
        foreach (var entry in Directory.EnumerateFiles(_scratch.File("out"), "entry.json", SearchOption.AllDirectories))
        {
            File.Delete(entry);
        }

        Journal.RestoreEverything().ShouldBeEmpty();
        File.ReadAllBytes(Path).ShouldBe(Original);
    }

    [Fact]
    public void EqualBytesAreNoPin()
    {
        Journal.Pin(Owner, Manifest, Original, Original);

        Directory.Exists(_scratch.File("out")).ShouldBeFalse();
    }
}
