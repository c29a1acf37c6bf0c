using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Architecture;

/// <summary>What holds for every source file of the repository.</summary>
public sealed class SourceTests
{
    private static readonly string[] Folders = ["src", "tests", "build", "Sdk"];

    [Fact]
    public void NoSourceFileIsTooLongToReadAtOnce()
    {
        Files("*.cs").Where(f => File.ReadLines(f).Count() > 400).Select(Name).ShouldBeEmpty();
        Files("*.targets").Concat(Files("*.props")).Where(f => File.ReadLines(f).Count() > 150).Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public void NoFolderIsADrawerForEverything()
    {
        string[] drawers = ["Common", "Utils", "Utilities", "Helpers", "Manager", "Misc"];
        Files("*.cs").SelectMany(f => Path.GetRelativePath(Repository.Root, f).Split(Path.DirectorySeparatorChar)).Intersect(drawers).ShouldBeEmpty();
    }

    [Fact]
    public void NothingIsLeftToDo()
    {
        // Spelled in two halves, so that this file is not its own finding.
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        Files("*.cs").Concat(Files("*.targets")).Concat(Files("*.props"))
            .Where(f => File.ReadLines(f).Any(line => marks.Any(m => line.Contains(m, StringComparison.Ordinal))))
            .Select(Name).ShouldBeEmpty();
    }

    private static IEnumerable<string> Files(string pattern) => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories))
        .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Name(string path) => Path.GetRelativePath(Repository.Root, path);
}
