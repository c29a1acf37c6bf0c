using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Packages;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a/..")]
    public void TheRootIsOneValueHoweverItIsWritten(string text)
    {
        RelativePath.Parse(text).ShouldBe(RelativePath.Root);
        RelativePath.Parse("a").Parent.ShouldBe(RelativePath.Parse(text));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\host\\share")]
    [InlineData("C:\\a")]
    [InlineData("a\0b")]
    public void NothingOutsideTheWorkspaceIsAPath(string text) => RelativePath.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("a/b", "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("ab", "a", false)]
    [InlineData("a", "", true)]
    public void WithinMeansTheSameSegments(string path, string directory, bool within) =>
        RelativePath.Parse(path).IsWithin(RelativePath.Parse(directory)).ShouldBe(within);
}
