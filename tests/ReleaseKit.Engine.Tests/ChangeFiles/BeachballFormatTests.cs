using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class BeachballFormatTests : FormatTestBase
{
    protected override IChangeFileFormat Format { get; } = new BeachballFormat();

    protected override string Path => "change/acme-core-1.json";

    [Fact]
    public void OneChangeIsRead()
    {
        var change = Read("""{ "type": "minor", "comment": "Add it", "packageName": "@acme/core", "email": "ann@example.test", "dependentChangeType": "patch", "area": "x" }""")
            .Changes.ShouldHaveSingleItem();
        (change.Package, change.Level, change.Text).ShouldBe(("@acme/core", BumpLevel.Minor, "Add it"));
        Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void AGroupedFileIsRead() => Changes("""
        { "changes": [
          { "type": "premajor", "packageName": "a" }, { "type": "preminor", "packageName": "b" }, { "type": "prepatch", "packageName": "c" },
          { "type": "prerelease", "packageName": "d" }, { "type": "none", "packageName": "e", "dependentChangeType": "none" }
        ] }
        """).ShouldBe(["a Major", "b Minor", "c Patch", "d Patch", "e None"]);

    [Fact]
    public void AGroupMayBeEmpty() => Changes("""{ "changes": [] }""").ShouldBeEmpty();

    [Fact]
    public void WhatDependentsShallGetIsDecidedElsewhere()
    {
        Read("{ \"type\": \"minor\", \"packageName\": \"a\",\n  \"dependentChangeType\": \"minor\" }");
        var warning = Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("RK-CHANGE-DEPENDENTS");
        warning.Location!.ToString().ShouldBe($"{Path}(2,26)");
    }

    [Theory]
    [InlineData("{ \"type\": \"minor\" }", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("{ \"packageName\": \"a\" }", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("{ \"packageName\": \"a\", \"type\": \"minor\", \"comment\": 3 }", "RK-CHANGE-SYNTAX 1,51")]
    [InlineData("{ \"packageName\": \"a\", \"type\": \"feat\" }", "RK-CHANGE-TYPE 1,31")]
    [InlineData("{ \"packageName\": \"a\", \"type\": \"minor\", \"dependentChangeType\": \"all\" }", "RK-CHANGE-TYPE 1,63")]
    [InlineData("// no\n{}", "RK-CHANGE-SYNTAX 1,1")]
    public void WhatIsWrongIsSaidWithItsPlace(string text, string expected) => Problem(text).ShouldBe(expected);

    [Theory]
    [InlineData("change/a.json", true)]
    [InlineData("change/old/a.json", false)]
    [InlineData("changes/a.json", false)]
    public void FilesAreFoundByName(string path, bool expected) => Format.Includes(RelativePath.Parse(path)).ShouldBe(expected);

    [Fact]
    public void OneChangeIsWrittenAlone() => ShouldReadBack(
        New(BumpLevel.Minor, "Add <it>", "a"),
        "change/brave-cats-run.json",
        "{\n  \"type\": \"minor\",\n  \"comment\": \"Add <it>\",\n  \"packageName\": \"a\",\n  \"email\": \"ann@example.test\",\n  \"dependentChangeType\": \"patch\"\n}\n");

    [Fact]
    public void SeveralChangesAreWrittenAsAGroup()
    {
        var (_, text) = Format.Write(New(BumpLevel.None, "x", "a", "b"), "a-b-c");
        text.ShouldStartWith("{\n  \"changes\": [\n    {\n      \"type\": \"none\",");
        Changes(text).ShouldBe(["a None", "b None"]);
        Warnings.ShouldBeEmpty();
    }
}
