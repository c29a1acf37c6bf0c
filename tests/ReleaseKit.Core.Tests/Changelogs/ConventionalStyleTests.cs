using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class ConventionalStyleTests
{
    private static readonly ChangelogEntry Entry = new()
    {
        Package = "@acme/core",
        Version = "1.2.0",
        Date = "2026-01-31",
        Changes =
        [
            new ChangelogChange("drop it", BumpLevel.Major)
            {
                Type = "feat", Scope = "api", Breaking = true, BreakingNote = "the old API is gone\n- `a()`\n- `b()`\nand more", Commit = "0123456789abcdef",
            },
            new ChangelogChange("add c", BumpLevel.Minor) { Type = "feat", Commit = "fedcba9876543210", References = [new("12"), new("13")] },
            new ChangelogChange("add d", BumpLevel.Minor) { Type = "feat" },
        ],
    };

    private readonly ConventionalStyle _style = new();

    [Fact]
    public void AnEntryHasAHeadingSectionsAndItems()
    {
        _style.Render(Entry).ShouldBe(
            """
            ## 1.2.0 (2026-01-31)

            ### Breaking Changes

            - **api:** the old API is gone (0123456)
              - `a()`
              - `b()` and more

            ### Features

            - **api:** drop it (0123456)
            - add c (#12) (#13) (fedcba9)
            - add d

            """, StringCompareShould.IgnoreLineEndings);
        _style.RenderBody(Entry).ShouldStartWith("### Breaking Changes\n\n- **api:**");
    }

    [Fact]
    public void AnEntryWithoutSectionsHasItsNotes()
    {
        var entry = Entry with { Changes = [], Notes = ["First release."] };
        _style.Render(entry).ShouldBe("## 1.2.0 (2026-01-31)\n\nFirst release.\n");
        _style.RenderBody(entry).ShouldBe("First release.\n");
    }

    [Fact]
    public void KnownPagesAreLinked()
    {
        var entry = Entry with
        {
            CompareUrl = "https://example.org/compare/v1.1.0...v1.2.0",
            Changes = [new ChangelogChange("add c", BumpLevel.Minor) { Type = "feat", Commit = "fedcba9876543210", CommitUrl = "https://example.org/c", References = [new("12", "https://example.org/12")] }],
        };
        _style.Render(entry).ShouldBe(
            "## [1.2.0](https://example.org/compare/v1.1.0...v1.2.0) (2026-01-31)\n\n### Features\n\n" +
            "- add c ([#12](https://example.org/12)) ([fedcba9](https://example.org/c))\n");
    }

    [Fact]
    public void TextsOfChangeFilesStayAsTheyAreWritten()
    {
        var entry = Entry with
        {
            Changes = [new ChangelogChange("Add **bold** things.\n\n```js\n# c\n```\n\n## 9.9.9\n", BumpLevel.Minor) { IsMarkdown = true, Commit = "fedcba9876543210" }],
        };
        var text = _style.Insert(null, entry);
        text.ShouldEndWith("### Features\n\n- Add **bold** things. (fedcba9)\n\n  ```js\n  # c\n  ```\n\n  ## 9.9.9\n");
        _style.Insert(text, entry with { Version = "9.9.9" }).ShouldStartWith("# Changelog\n\n## 9.9.9 (2026-01-31)");
    }

    [Fact]
    public void AChangeFileCanNameItsSection() =>
        _style.RenderBody(Entry with { Changes = [new ChangelogChange("x", BumpLevel.Patch) { Section = "Notes" }, new ChangelogChange("y", BumpLevel.Minor) { Section = "features" }] })
            .ShouldBe("### Features\n\n- y\n\n### Notes\n\n- x\n");

    [Fact]
    public void ContributorsComeLast() => _style.RenderBody(Entry with { Changes = [], Contributors = ["Ann", "Bob [bot]"] })
        .ShouldBe("### Contributors\n\n- Ann\n- Bob \\[bot\\]\n");
}
