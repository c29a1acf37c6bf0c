using System.Runtime.Versioning;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Files;

public sealed class WorkspaceFileSystemTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly WorkspaceFileSystem _files;

    public WorkspaceFileSystemTests()
    {
        Directory.CreateDirectory(_scratch.File("root"));
        _files = new WorkspaceFileSystem(_scratch.File("root"));
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WrittenBytesAreReadBack()
    {
        _files.Write(Rel("a/b/c.toml"), "\ufeffx = 1\r\n"u8);
        _files.Read(Rel("a/b/c.toml")).ShouldBe("\ufeffx = 1\r\n"u8.ToArray());
        _files.FileExists(Rel("a/b/c.toml")).ShouldBeTrue();
        _files.DirectoryExists(Rel("a/b")).ShouldBeTrue();
        _files.FileExists(Rel("a/b")).ShouldBeFalse();
    }

    [Fact]
    public void RemovingAFileTwiceIsSafe()
    {
        _files.Write(Rel("x"), "1"u8);
        _files.Delete(Rel("x"));
        _files.Delete(Rel("x"));
        _files.FileExists(Rel("x")).ShouldBeFalse();
        Coded.Throws(FileCodes.Outside, () => _files.Delete(Rel(".git/config")));
    }

    [Fact]
    public void WritingLeavesNoTemporaryFile()
    {
        _files.Write(Rel("x"), "1"u8);
        _files.Write(Rel("x"), "2"u8);
        Directory.GetFileSystemEntries(_files.Root).ShouldBe([Path.Combine(_files.Root, "x")]);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void WritingKeepsUnixPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        var path = _scratch.Write("root/run.sh", "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(path, Mode);
        _files.Write(Rel("run.sh"), "new"u8);
        File.GetUnixFileMode(path).ShouldBe(Mode);
        File.ReadAllText(path).ShouldBe("new");
    }

    [Fact]
    public void ReaderOfTheOldFileKeepsSeeingIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows refuses to replace an open file");
        _scratch.Write("root/m.json", "old");
        using var reader = new StreamReader(_scratch.File("root", "m.json"), Encoding.UTF8);
        _files.Write(Rel("m.json"), "new"u8);
        reader.ReadToEnd().ShouldBe("old");
    }

    [Fact]
    public void MissingFileIsUnreadableAtItsPath()
    {
        var diagnostic = Coded.Throws(FileCodes.Unreadable, () => _files.Read(Rel("packages/a/package.json")));
        diagnostic.Location!.File.ShouldBe("packages/a/package.json");
    }

    [Fact]
    public void DirectoryIsUnreadableAndUnwritableAsAFile()
    {
        Directory.CreateDirectory(_scratch.File("root", "d", "e"));
        Coded.Throws(FileCodes.Unreadable, () => _files.Read(Rel("d"))).Message.ShouldContain("directory");
        Coded.Throws(FileCodes.Unwritable, () => _files.Write(Rel("d"), "x"u8));
    }

    [Fact]
    public void FailedWriteLeavesTheOldFileAndNoTemporaryOne()
    {
        _scratch.Write("root/file", "text");
        Coded.Throws(FileCodes.Unwritable, () => _files.Write(Rel("file/below"), "x"u8));
        File.ReadAllText(_scratch.File("root", "file")).ShouldBe("text");
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc")]
    public void DirectoryLinkOutOfTheRootIsRefused(string target)
    {
        _scratch.Write("outside/secret", "s");
        Link("root/link", target);
        Coded.Throws(FileCodes.Outside, () => _files.Read(Rel("link/secret")));
        Coded.Throws(FileCodes.Outside, () => _files.Write(Rel("link/new"), "x"u8));
        _files.FileExists(Rel("link/secret")).ShouldBeFalse();
        _files.DirectoryExists(Rel("link")).ShouldBeFalse();
        Directory.GetFiles(_scratch.File("outside")).Length.ShouldBe(1);
    }

    [Fact]
    public void FileLinkOutOfTheRootIsRefusedEvenWhenItsTargetIsMissing()
    {
        Link("root/dangling", "../not-there");
        Coded.Throws(FileCodes.Outside, () => _files.Write(Rel("dangling"), "x"u8));
        File.Exists(_scratch.File("not-there")).ShouldBeFalse();
    }

    [Fact]
    public void LinkThroughAnotherLinkIsJudgedByWhereItEnds()
    {
        _scratch.Write("outside/f", "s");
        Link("root/up", "..");
        Link("root/out", "up/outside/f");
        Link("root/back", "up/root/in");
        _scratch.Write("root/in", "inside");
        Coded.Throws(FileCodes.Outside, () => _files.Read(Rel("out")));
        Encoding.UTF8.GetString(_files.Read(Rel("back"))).ShouldBe("inside");
    }

    [Fact]
    public void LinksInACircleAreRefused()
    {
        Link("root/a", "b");
        Link("root/b", "a");
        Coded.Throws(FileCodes.Outside, () => _files.Read(Rel("a")));
    }

    [Fact]
    public void LinkInsideTheRootStaysALinkWhenItIsWrittenThrough()
    {
        _scratch.Write("root/real.md", "old");
        Link("root/link.md", "real.md");
        _files.Write(Rel("link.md"), "new"u8);
        File.ReadAllText(_scratch.File("root", "real.md")).ShouldBe("new");
        new FileInfo(_scratch.File("root", "link.md")).LinkTarget.ShouldBe("real.md");
    }

    [Fact]
    public void RootReachedThroughALinkIsFine()
    {
        _scratch.Write("root/inner/f", "x");
        Link("alias", "root");
        Link("root/same", "inner/f");
        new WorkspaceFileSystem(_scratch.File("alias")).Read(Rel("same")).ShouldBe("x"u8.ToArray());
    }

    [Theory]
    [InlineData(".git/hooks/pre-commit")]
    [InlineData("packages/a/.GIT/config")]
    public void FilesOfGitAreNotWritten(string path)
    {
        Coded.Throws(FileCodes.Outside, () => _files.Write(Rel(path), "x"u8));
        File.Exists(_files.Absolute(Rel(path))).ShouldBeFalse();
    }

    [Fact]
    public void RelativeRootIsRefused() => Should.Throw<ArgumentException>(() => new WorkspaceFileSystem("somewhere"));

    private static RelativePath Rel(string path) => RelativePath.Parse(path);

    private void Link(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(_scratch.File(path.Split('/')), target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("this user may not create symbolic links");
        }
    }
}
