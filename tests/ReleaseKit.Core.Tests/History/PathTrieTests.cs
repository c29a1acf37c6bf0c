using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.History;

public sealed class PathTrieTests
{
    [Theory]
    [InlineData("packages/a/src/x.js", "packages/a")]
    [InlineData("packages/a/nested/x.js", "packages/a/nested")]
    [InlineData("packages/a/nested2/x.js", "packages/a")]
    [InlineData("packages/ab/x.js", "")]
    [InlineData("packages/a", "")]
    [InlineData("x.js", "")]
    [InlineData("Packages/a/x.js", "")]
    public void LongestDirectoryWins(string path, string expected)
    {
        RelativePath[] directories = [.. new[] { "", "packages/a", "packages/a/nested" }.Select(RelativePath.Parse)];
        var found = new PathTrie(directories).Find(path);
        found.Length.ShouldBe(1);
        directories[found[0]].Value.ShouldBe(expected);
    }

    [Fact]
    public void FilesOutsideEveryDirectoryBelongToNothing() =>
        new PathTrie([RelativePath.Parse("packages/a")]).Find("docs/index.md").Length.ShouldBe(0);

    [Fact]
    public void DirectoryOfSeveralPackagesBelongsToAll() =>
        new PathTrie([RelativePath.Parse("a"), RelativePath.Parse("b"), RelativePath.Parse("a")]).Find("a/x").ToArray().ShouldBe([0, 2]);
}
