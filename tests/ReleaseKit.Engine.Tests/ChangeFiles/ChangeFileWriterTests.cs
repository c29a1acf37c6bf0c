using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangeFileWriterTests : IDisposable
{
    private static readonly NewChange Change = new(["a"], BumpLevel.Patch, "text", null);
    private readonly ScratchDirectory _folder = new();

    [Fact]
    public void ANameHasThreeWordsAndIsTheSameForTheSameChange()
    {
        var first = Writer().Prepare(Change, "head").File.Value;
        first.ShouldMatch("^\\.changeset/[a-z]+-[a-z]+-[a-z]+\\.md$");
        Writer().Prepare(Change, "head").File.Value.ShouldBe(first);
        Writer().Prepare(Change, "another head").File.Value.ShouldNotBe(first);
    }

    [Fact]
    public void AFileThatIsThereIsNeverOverwritten()
    {
        var taken = Enumerable.Range(0, 105).Select(_ =>
        {
            var file = Writer().Prepare(Change, "head").File.Value;
            _folder.Write(file, "taken");
            return file;
        }).ToArray();
        taken.ShouldBeUnique();
        taken[^1].ShouldMatch("[a-z]104\\.md$");
    }

    [Theory]
    [InlineData("", "changesets")]
    [InlineData("rush.json", "rush")]
    [InlineData("nx.json", "nx")]
    [InlineData("beachball.config.js", "beachball")]
    [InlineData("rush.json;nx.json", "changesets")]
    [InlineData("rush.json;.changeset/config.json", "changesets")]
    [InlineData("knope.toml", "knope")]
    public void TheOnlyFormatOfARepositoryIsKeptTo(string files, string expected)
    {
        var names = files.Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            _folder.Write(name, name.EndsWith(".json", StringComparison.Ordinal) ? "{}" : "");
        }

        Writer([.. names.Select(RelativePath.Parse)]).Format.Name.ShouldBe(expected);
    }

    public void Dispose() => _folder.Dispose();

    private ChangeFileWriter Writer(params RelativePath[] listing)
    {
        var files = new WorkspaceFileSystem(_folder.Path);
        return new ChangeFileWriter(files, ChangeFileSources.Find(files, [.. listing]));
    }
}
