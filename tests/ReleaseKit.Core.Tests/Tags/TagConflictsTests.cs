using ReleaseKit.Core.Tags;

namespace ReleaseKit.Core.Tests.Tags;

public sealed class TagConflictsTests
{
    private static readonly TagConflicts Conflicts = new(["v1", "go/v1", "A-v1", "a-v1"]);

    [Theory]
    [InlineData("v1/2", "v1")]
    [InlineData("go", "go/v1")]
    [InlineData("go/v2", null)]
    [InlineData("v1", null)]
    [InlineData("v", null)]
    public void ATagIsNoFolderOfAnother(string tag, string? other) => Conflicts.FindFolder(tag).ShouldBe(other);

    [Theory]
    [InlineData("a-v1", "A-v1")]
    [InlineData("V1", "v1")]
    [InlineData("v1", null)]
    [InlineData("v2", null)]
    public void ATwinDiffersInLetterCaseOnly(string tag, string? twin) => Conflicts.FindTwin(tag).ShouldBe(twin);
}
