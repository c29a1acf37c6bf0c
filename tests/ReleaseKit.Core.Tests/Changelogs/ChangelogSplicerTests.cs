using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Changelogs;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class ChangelogSplicerTests
{
    private const string Entry = "## 1.2.0 (2026-01-31)\n\n### Features\n\n- add a\n";

    [Fact]
    public void ANewFileGetsATitle() => Insert(null).ShouldBe("# Changelog\n\n" + Entry);

    [Theory]
    [InlineData("", "# Changelog\n\n")]
    [InlineData(" \r\n", "# Changelog\n\n")]
    [InlineData("\uFEFF", "\uFEFF# Changelog\n\n")]
    public void AnEmptyFileIsANewOne(string existing, string start) => Insert(existing).ShouldBe(start + Entry);

    // In each text the bar is where the entry must go.
    [Theory]
    // Title, with and without introduction and entries.
    [InlineData("# Changelog\n|")]
    [InlineData("# Changelog\n\nAll notable changes.\n|")]
    [InlineData("# Changelog\n\nAll notable changes.\n\n|## 1.1.0 (2025-01-01)\n\n- x\n")]
    [InlineData("# Changelog\n|## 1.1.0\n")]
    [InlineData("# Changelog\n\n|## [1.1.0](https://example.org/compare) (2025-01-01)\n\n### Bug Fixes\n\n* x\n\n### [1.0.1] (2024-01-01)\n")]
    // Keep a Changelog.
    [InlineData("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- y\n\n|## [1.1.0] - 2025-01-01\n\n[unreleased]: https://example.org\n[1.1.0]: https://example.org\n")]
    [InlineData("# Changelog\n\n## [Unreleased]\n\n- y\n\n|[unreleased]: https://example.org\n")]
    [InlineData("# Changelog\n\n## Unreleased\n\n- y\n|")]
    [InlineData("# Changelog\n\n## [Unreleased]\n\n|## Older\n\nSee the archive.\n")]
    // Changesets: the package's name is the title.
    [InlineData("# @acme/core\n\n|## 1.1.0\n\n### Minor Changes\n\n- 1.0 compatibility\n")]
    [InlineData("# @acme/core\n|")]
    // Versions first, other names of versions.
    [InlineData("|## 1.1.0\n\n- x\n")]
    [InlineData("|## v1.1.0\n")]
    [InlineData("|## Version 1.1.0\n")]
    [InlineData("|## Release v1.1.0 (2025)\n")]
    [InlineData("|## core@1.1.0\n")]
    [InlineData("|## @acme/core@1.1.0 (2025-01-01)\n")]
    [InlineData("|## core v1.1.0\n")]
    [InlineData("|## core-v1.1.0\n")]
    [InlineData("|## `1.1.0`\n")]
    [InlineData("|## **1.1.0**\n")]
    [InlineData("|## 2024-05-01\n")]
    [InlineData("|## 2024.5\n")]
    [InlineData("|## 1!2.0rc1\n")]
    [InlineData("# Changelog\n\n|<a name=\"1.1.0\"></a>\n## 1.1.0\n")]
    [InlineData("# Changelog\n\n|## <a name=\"1.1.0\"></a> 1.1.0\n")]
    // Underlined headings, and none at all.
    [InlineData("|1.1.0 / 2025-01-01\n---\n\n  * x\n\n1.0.0 / 2024-01-01\n---\n")]
    [InlineData("Changelog\n=========\n\nIntroduction.\n\n|1.1.0\n-----\n\n- x\n")]
    [InlineData("|1.1.0 (2025-01-01)\n  - x\n\n1.0.0 (2024-01-01)\n  - y\n")]
    [InlineData("Welcome.\n\n|v1.1.0\n * x\n")]
    [InlineData("|Some notes without any heading.\n")]
    [InlineData("# Changelog\n\n|## Older changes\n\nSee the archive.\n")]
    [InlineData("Text first.\n\n|## Older changes\n")]
    // What only looks like a heading.
    [InlineData("# Changelog\n\n```\n## 0.1.0\n```\n\n|## 1.1.0\n")]
    [InlineData("# Changelog\n\n<!--\n## 0.1.0\n-->\n\n|## 1.1.0\n")]
    [InlineData("---\ntitle: Changes\nversion: 3.0\n---\n\n# Changelog\n\n|## 1.1.0\n")]
    [InlineData("---\ntitle: Changes\n---\n|## 1.1.0\n")]
    [InlineData("# Changelog\n\nUse 2.0 with care.\n\n    ## 0.1.0\n\n|## 1.1.0\n")]
    public void TheEntryGoesAboveTheNewestVersion(string marked)
    {
        var existing = marked.Replace("|", "", StringComparison.Ordinal);
        var offset = marked.IndexOf('|', StringComparison.Ordinal);
        var (before, after) = (existing[..offset], existing[offset..]);
        var gap = before.Length == 0 || before.EndsWith("\n\n", StringComparison.Ordinal) ? "" : "\n";
        Insert(existing).ShouldBe(before + gap + Entry + (after.Length > 0 ? "\n" : "") + after);
        var crlf = existing.ReplaceLineEndings("\r\n");
        Insert(crlf).ShouldBe((before + gap + Entry + (after.Length > 0 ? "\n" : "") + after).ReplaceLineEndings("\r\n"));
        Insert("\uFEFF" + existing).ShouldBe("\uFEFF" + Insert(existing));
        Insert(Insert(existing)).ShouldBe(Insert(existing));
    }

    [Theory]
    [InlineData("# Changelog\n\n## 1.2.0\n")]
    [InlineData("# Changelog\n\n## [1.2.0] - 2026-01-31\n")]
    [InlineData("# 1.2.0\n")]
    [InlineData("## v1.2.0\n")]
    [InlineData("## @acme/core@1.2.0\n")]
    [InlineData("1.2.0\n-----\n")]
    [InlineData("## 1.3.0\n\n## 1.2.0: the one\n")]
    [InlineData("1.2.0\n  - plain\n")]
    public void AnExistingVersionIsNotInsertedTwice(string existing) => Insert(existing).ShouldBeSameAs(existing);

    [Theory]
    [InlineData("## 1.2.0-rc.1\n")]
    [InlineData("## 11.2.0\n")]
    [InlineData("## 1.2.0.1\n")]
    [InlineData("## other@1.2.0\n")]
    [InlineData("Since 1.2.0 all is well.\n\n## 1.1.0\n")]
    public void OtherVersionsAreNotTakenForIt(string existing) => Insert(existing).ShouldContain(Entry);

    [Theory]
    [InlineData("# 1.1.0\n", "# 1.2.0 (2026-01-31)\n\n## Features\n")]
    [InlineData("# Changelog\n\n### 1.1.0\n\n### 1.0.0\n", "### 1.2.0 (2026-01-31)\n\n#### Features\n")]
    [InlineData("# 2.0.0\n\n## 1.1.0\n", "## 1.2.0 (2026-01-31)\n\n### Features\n")]
    public void HeadingsTakeTheLevelOfTheFile(string existing, string expected) => Insert(existing).ShouldContain(expected);

    [Fact]
    public void AFileWithoutAFinalLineEndGetsOne() => Insert("# Changelog").ShouldBe("# Changelog\n\n" + Entry);

    [Fact]
    public void NothingIsLostAndTheSecondTimeChangesNothing()
    {
        var parts = Gen.Elements(
            "# Changelog", "## [Unreleased]", "## 1.1.0", "# 1.0", "1.0.0", "---", "===", "```", "<!--", "-->", "<a name=\"x\"></a>", "- item", "[x]: y", "text", "\n", "\r\n", "\n\n", "\uFEFF", " ", "    ");
        Prop.ForAll(parts.ListOf().Select(p => string.Concat(p)).ToArbitrary(), text =>
        {
            var inserted = Insert(text);
            var withoutSpace = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
            var kept = string.Concat(inserted.Where(c => !char.IsWhiteSpace(c)));
            return inserted.Contains("1.2.0 (2026-01-31)", StringComparison.Ordinal) && (string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) || IsSubsequence(withoutSpace, kept)) && Insert(inserted) == inserted;
        }).ShouldHold(1000);
    }

    private static bool IsSubsequence(string part, string whole)
    {
        var found = 0;
        foreach (var c in whole)
        {
            found += found < part.Length && part[found] == c ? 1 : 0;
        }

        return found == part.Length;
    }

    private static string Insert(string? existing) => 
        ChangelogSplicer.Insert(existing, new ChangelogEntry { Package = "@acme/core", Version = "1.2.0", Date = "2026-01-31" }, Entry);
}
