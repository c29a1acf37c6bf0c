using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class MarkdownTextTests
{
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
            var entry = new ChangelogEntry { Package = "a", Version = "1.0.0", Date = "2026-01-31", Changes = [new ChangelogChange(t.Item1, BumpLevel.Minor) { Scope = t.Item2 }] };
            var lines = new ConventionalStyle().Render(entry).TrimEnd('\n').Split('\n');
            return lines is ["## 1.0.0 (2026-01-31)", "", "### Features", "", .. var items] && items[0].StartsWith("- ", StringComparison.Ordinal) &&
                items.All(l => l.StartsWith("- ", StringComparison.Ordinal) || l.StartsWith("  - ", StringComparison.Ordinal)) &&
                items.All(l => !l.Contains('<') || l.Contains('`')) && !items.Any(l => l.TrimStart(' ', '-') is ['#' or '>' or '`' or '~', ' ' or '`' or '~' or '#', ..] and not ['`', ..]);
        }).ShouldHold(1000);
    }
}
