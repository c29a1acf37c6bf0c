using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Changelogs;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class ChangelogRendererTests
{
    [Fact]
    public void AnEntryHasAHeadingSectionsAndItems()
    {
        var entry = new ChangelogEntry
        {
            Version = "1.2.0",
            Date = "2026-01-31",
            Sections =
            [
                new ChangelogSection("Breaking Changes", [new ChangelogItem("the old API is gone\n- `a()`\n- `b()`\nand more", "api", "0123456789abcdef")]),
                new ChangelogSection("Features", [new ChangelogItem("add c", null, "fedcba9876543210", ["12", "13"]), new ChangelogItem("add d")]),
            ],
        };
        ChangelogRenderer.Render(entry).ShouldBe(
            """
            ## 1.2.0 (2026-01-31)

            ### Breaking Changes

            - **api:** the old API is gone (0123456)
              - `a()`
              - `b()` and more

            ### Features

            - add c (#12) (#13) (fedcba9)
            - add d

            """, StringCompareShould.IgnoreLineEndings);
        ChangelogRenderer.RenderBody(entry).ShouldStartWith("### Breaking Changes\n\n- **api:**");
    }

    [Fact]
    public void AnEntryWithoutSectionsHasItsNotes()
    {
        var entry = new ChangelogEntry { Version = "1.2.0", Date = "2026-01-31", Notes = ["First release."] };
        ChangelogRenderer.Render(entry).ShouldBe("## 1.2.0 (2026-01-31)\n\nFirst release.\n");
        ChangelogRenderer.RenderBody(entry).ShouldBe("First release.\n");
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("# heading", "\\# heading")]
    [InlineData("> quote", "\\> quote")]
    [InlineData("- item", "\\- item")]
    [InlineData("+ item", "\\+ item")]
    [InlineData("* item", "\\* item")]
    [InlineData("1. item", "1\\. item")]
    [InlineData("2) item", "2\\) item")]
    [InlineData("---", "\\---")]
    [InlineData("~~~ fence", "\\~~~ fence")]
    [InlineData("``` fence", "\\`\\`\\` fence")]
    [InlineData("    indented", "indented")]
    [InlineData("one\n## two\r\n\r\n- three", "one ## two  - three")]
    [InlineData("<script>x</script>", "&lt;script>x&lt;/script>")]
    [InlineData("<!-- gone", "&lt;!-- gone")]
    [InlineData("[click](http://example.org)", "\\[click\\](http://example.org)")]
    [InlineData("![image](x)", "!\\[image\\](x)")]
    [InlineData("**/*.cs and __init__ and snake_case", "\\*\\*/\\*.cs and \\_\\_init\\_\\_ and snake_case")]
    [InlineData("call `a<b>[0]*` now", "call `a<b>[0]*` now")]
    [InlineData("``a ` b`` and `c", "``a ` b`` and \\`c")]
    [InlineData("back\\slash \\<b>", "back\\\\slash \\\\&lt;b>")]
    [InlineData("fixes #12 by @someone", "fixes #12 by @someone")]
    [InlineData("\u001b[31mred\u202E", "\u241b\\[31mred\uFFFD")]
    public void TextCannotBreakTheStructure(string text, string expected) => MarkdownText.Block(text).ShouldBe(expected);

    [Fact]
    public void EveryItemStaysOneListItemWhateverItSays()
    {
        var parts = Gen.Elements("#", "##", " ", "\n", "\r", "- ", "* ", "1.", ">", "```", "~~~", "`", "<a>", "<!--", "[x]: y", "\\", "=", "---", "text", "|", "\t", "\0");
        Prop.ForAll(parts.ListOf().Select(p => string.Concat(p)).Zip(Gen.Elements(null, "scope", "# s")).ToArbitrary(), t =>
        {
            var entry = new ChangelogEntry { Version = "1.0.0", Date = "2026-01-31", Sections = [new ChangelogSection("Features", [new ChangelogItem(t.Item1, t.Item2)])] };
            var lines = ChangelogRenderer.Render(entry).TrimEnd('\n').Split('\n');
            return lines is ["## 1.0.0 (2026-01-31)", "", "### Features", "", .. var items] && items[0].StartsWith("- ", StringComparison.Ordinal) &&
                items.All(l => l.StartsWith("- ", StringComparison.Ordinal) || l.StartsWith("  - ", StringComparison.Ordinal)) &&
                items.All(l => !l.Contains('<') || l.Contains('`')) && !items.Any(l => l.TrimStart(' ', '-') is ['#' or '>' or '`' or '~', ' ' or '`' or '~' or '#', ..] and not ['`', ..]);
        }).ShouldHold(1000);
    }
}
