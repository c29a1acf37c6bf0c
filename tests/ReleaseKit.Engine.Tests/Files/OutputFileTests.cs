using System.Text;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Files;

public sealed class OutputFileTests : IDisposable
{
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("same", true)]
    [InlineData("sama", false)]
    [InlineData("longer", false)]
    public void WhatWouldNotChangeIsNotTouched(string text, bool isSame)
    {
        foreach (var write in new Action<string>[] { path => OutputFile.Write(path, Encoding.UTF8.GetBytes(text)), path => OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text))) })
        {
            var path = Path.Combine(_scratch.Path, "folder", "file.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "same");
            File.SetLastWriteTimeUtc(path, Old);

            write(path);

            File.ReadAllText(path).ShouldBe(text);
            (File.GetLastWriteTimeUtc(path) == Old).ShouldBe(isSame);
            Directory.GetFiles(Path.GetDirectoryName(path)!).Length.ShouldBe(1);
        }
    }

    [Fact]
    public void AWriterMaySeek()
    {
        var path = Path.Combine(_scratch.Path, "new", "file");
        OutputFile.Write(path, stream =>
        {
            stream.Write("?b"u8);
            stream.Position = 0;
            stream.Write("a"u8);
        });
        File.ReadAllText(path).ShouldBe("ab");
    }

    [Fact]
    public void ADifferenceFarIntoALongFileIsSeen()
    {
        var path = Path.Combine(_scratch.Path, "long");
        var bytes = new byte[200_000];
        OutputFile.Write(path, stream => stream.Write(bytes));
        bytes[^1] = 1;
        OutputFile.Write(path, stream => stream.Write(bytes));
        File.ReadAllBytes(path)[^1].ShouldBe((byte)1);
    }

    [Fact]
    public void ALinkInThePlaceOfTheTemporaryFileIsNotFollowed()
    {
        var (path, elsewhere) = (Path.Combine(_scratch.Path, "plan.json"), _scratch.Write("elsewhere", "theirs"));
        foreach (var write in new Action[] { () => OutputFile.Write(path, "one"u8), () => OutputFile.Write(path, stream => stream.Write("two"u8)) })
        {
            File.CreateSymbolicLink(path + ".tmp", elsewhere);
            write();
            File.Exists(path + ".tmp").ShouldBeFalse();
        }

        (File.ReadAllText(elsewhere), File.ReadAllText(path)).ShouldBe(("theirs", "two"));
    }
}
