using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class RushFormatTests : FormatTestBase
{
    protected override IChangeFileFormat Format { get; } = new RushFormat();

    protected override string Path => "common/changes/@acme/core/main_2026-01-05.json";

    [Fact]
    public void EveryTypeOfRushIsRead()
    {
        var changes = Read("""
            {
              // Rush allows comments.
              "changes": [
                { "packageName": "@acme/core", "comment": "Add it\r\nand more", "type": "minor" },
                { "packageName": "a", "comment": "", "type": "major" },
                { "packageName": "b", "type": "patch" },
                { "packageName": "c", "comment": "", "type": "hotfix" },
                { "packageName": "d", "comment": "", "type": "dependency" },
                { "comment": "", "type": "none" }
              ],
              "packageName": "@acme/core",
              "email": "ann@example.test"
            }
            """).Changes;
        changes.Select(c => $"{c.Package} {c.Level} {c.Text.Length}").ShouldBe(
            ["@acme/core Minor 15", "a Major 0", "b Patch 0", "c Patch 0", "d None 0", "@acme/core None 0"]);
        changes[0].Text.ShouldBe("Add it\nand more");
        changes[0].Location.ToString().ShouldBe($"{Path}(4,22)");
    }

    [Theory]
    [InlineData("{ \"changes\": [ }", "RK-CHANGE-SYNTAX 1,16")]
    [InlineData("[]", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("{ \"packageName\": \"a\" }", "RK-CHANGE-SYNTAX 1,1")]
    [InlineData("{ \"changes\": {} }", "RK-CHANGE-SYNTAX 1,14")]
    [InlineData("{ \"changes\": [\"a\"] }", "RK-CHANGE-SYNTAX 1,15")]
    [InlineData("{ \"changes\": [{ \"type\": \"patch\" }] }", "RK-CHANGE-SYNTAX 1,15")]
    [InlineData("{ \"changes\": [{ \"packageName\": 1, \"type\": \"patch\" }] }", "RK-CHANGE-SYNTAX 1,32")]
    [InlineData("{ \"changes\": [{ \"packageName\": \" \", \"type\": \"patch\" }] }", "RK-CHANGE-SYNTAX 1,32")]
    [InlineData("{ \"changes\": [{ \"packageName\": \"a\", \"type\": \"feature\" }] }", "RK-CHANGE-TYPE 1,45")]
    public void WhatIsWrongIsSaidWithItsPlace(string text, string expected) => Problem(text).ShouldBe(expected);

    [Theory]
    [InlineData("common/changes/core/a.json", true)]
    [InlineData("common/changes/@acme/core/a.json", true)]
    [InlineData("common/changes/core/a.md", false)]
    [InlineData("common/config/rush/a.json", false)]
    public void FilesAreFoundByName(string path, bool expected) => Format.Includes(RelativePath.Parse(path)).ShouldBe(expected);

    [Fact]
    public void WhatIsWrittenCanBeRead() => ShouldReadBack(
        New(BumpLevel.Minor, "Add \"it\"", "@acme/core"),
        "common/changes/@acme/core/brave-cats-run.json",
        """
        {
          "changes": [
            {
              "packageName": "@acme/core",
              "comment": "Add \"it\"",
              "type": "minor"
            }
          ],
          "packageName": "@acme/core",
          "email": "ann@example.test"
        }

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void ANameNeverLeadsOutOfTheFolder() =>
        Format.Write(New(BumpLevel.Patch, "x", "../../.git/hooks"), "a-b-c").Path.Value.ShouldBe("common/changes/a-b-c.json");
}
