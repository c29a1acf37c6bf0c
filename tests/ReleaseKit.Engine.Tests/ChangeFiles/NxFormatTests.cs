using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class NxFormatTests : FormatTestBase
{
    protected override IChangeFileFormat Format { get; } = new NxFormat();

    protected override string Path => ".nx/version-plans/1732.md";

    [Fact]
    public void PrereleaseTypesCountAsTheLevelTheyLeadTo() =>
        Changes("---\na: major\nb: premajor\nc: minor\nd: preminor\ne: patch\nf: prepatch\ng: prerelease\nh: none\n---\n\ntext\n").ShouldBe(
            ["a Major", "b Major", "c Minor", "d Minor", "e Patch", "f Patch", "g Patch", "h None"]);

    [Theory]
    [InlineData("---\n\"@acme/a\": minor\n---\n\n", "RK-CHANGE-SYNTAX 5,1")]
    [InlineData("---\na: feature\n---\n\ntext\n", "RK-CHANGE-TYPE 2,4")]
    public void WhatIsWrongIsSaidWithItsPlace(string text, string expected) => Problem(text).ShouldBe(expected);

    [Theory]
    [InlineData(".nx/version-plans/version-plan-1732.md", true)]
    [InlineData(".nx/version-plans/old/1732.md", false)]
    [InlineData(".nx/cache/1732.md", false)]
    public void FilesAreFoundByName(string path, bool expected) => Format.Includes(RelativePath.Parse(path)).ShouldBe(expected);

    [Fact]
    public void WhatIsWrittenCanBeRead() => ShouldReadBack(
        New(BumpLevel.Patch, "Mend it", "core"), ".nx/version-plans/brave-cats-run.md", "---\n\"core\": patch\n---\n\nMend it\n");
}
