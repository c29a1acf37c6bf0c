using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangesetsFormatTests : FormatTestBase
{
    protected override IChangeFileFormat Format { get; } = new ChangesetsFormat();

    [Fact]
    public void NamesTypesAndTextAreRead()
    {
        var file = Read("---\n\"@acme/core\": minor\n'app': patch\nplain: major\nquiet: none\n---\n\nAdd **things**\n\n- one\n  - two\n\n");
        file.Path.Value.ShouldBe(Path);
        file.Changes.Select(c => $"{c.Package} {c.Level} {c.Location}").ShouldBe(
        [
            $"@acme/core Minor {Path}(2,1)", $"app Patch {Path}(3,1)", $"plain Major {Path}(4,1)", $"quiet None {Path}(5,1)",
        ]);
        file.Changes.ShouldAllBe(c => c.Text == "Add **things**\n\n- one\n  - two" && c.Section == null);
    }

    [Theory]
    [InlineData("---\n---\n\ntext", "")] // An empty changeset.
    [InlineData("---\n\n---", "")]
    [InlineData("---\n# a comment\n---\n", "")]
    [InlineData("\uFEFF---\na: patch\n---\ntext", "a Patch")]
    [InlineData("---\r\na: patch\r\nb: minor\r\n---\r\n\r\ntext\r\n", "a Patch|b Minor")]
    [InlineData("# A title\n\n---\na: patch\n---\ntext", "a Patch")] // Not anchored.
    [InlineData("--- \na: patch\n   ---   \ntext", "a Patch")]
    [InlineData("---\"a\": patch\n---\ntext", "a Patch")]
    [InlineData("---\na: patch\n---", "a Patch")]
    [InlineData("---\n\"a\": 'patch' # why\n---\n\n---\nnot yaml: [\n---\n", "a Patch")]
    [InlineData("---\na: |-\n  patch\n---\ntext", "a Patch")]
    [InlineData("---\n{\"a\": patch, b: minor}\n---\ntext", "a Patch|b Minor")]
    [InlineData("---\na--- : patch\n---\ntext", "a--- Patch")]
    public void WhatChangesetsReadsIsRead(string text, string expected) => string.Join('|', Changes(text)).ShouldBe(expected);

    [Theory]
    [InlineData("", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData(" \r\n\t", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("just text", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("---\na: patch\n", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("---\na: patch\n---- \n", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("text\n---\n\"a: patch\n---\ntext", "RK-CHANGE-SYNTAX 3,1")]
    [InlineData("---\n@acme/a: patch\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\n- a\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\nword\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\na: patch\na: minor\n---\ntext", "RK-CHANGE-SYNTAX 3,1")]
    [InlineData("---\na:\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\na: [patch]\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\n\"\": patch\n---\ntext", "RK-CHANGE-SYNTAX 2,1")]
    [InlineData("---\nb: patch\na: mjaor\n---\ntext", "RK-CHANGE-TYPE 3,4")]
    [InlineData("---\na: Patch\n---\ntext", "RK-CHANGE-TYPE 2,4")]
    [InlineData("---\r\na: 1\r\n---\r\ntext", "RK-CHANGE-TYPE 2,4")]
    public void WhatIsWrongIsSaidWithItsPlace(string text, string expected) => Problem(text).ShouldBe(expected);

    [Fact]
    public void AMistypedTypeIsCorrected() =>
        Should.Throw<Core.Diagnostics.ReleaseException>(() => Read("---\na: mjaor\n---\n")).Message.ShouldContain("Did you mean 'major'?");

    [Theory]
    [InlineData(".changeset/brave-cats-run.md", true)]
    [InlineData(".changeset/pre/brave-cats-run.md", true)]
    [InlineData(".changeset/README.md", false)]
    [InlineData(".changeset/ReadMe.md", false)]
    [InlineData(".changeset/AGENTS.md", false)]
    [InlineData(".changeset/CLAUDE.md", false)]
    [InlineData(".changeset/GEMINI.md", false)]
    [InlineData(".changeset/.hidden.md", false)]
    [InlineData(".changeset/config.json", false)]
    [InlineData(".changeset/notes/a.md", false)]
    [InlineData("brave-cats-run.md", false)]
    public void FilesAreFoundByName(string path, bool expected) => Format.Includes(RelativePath.Parse(path)).ShouldBe(expected);

    [Fact]
    public void NamesAreWrittenBetweenDoubleQuotes() => ShouldReadBack(
        New(BumpLevel.Minor, "Add things\n\nMore.", "@acme/core", "app"),
        ".changeset/brave-cats-run.md",
        "---\n\"@acme/core\": minor\n\"app\": minor\n---\n\nAdd things\n\nMore.\n");
}
