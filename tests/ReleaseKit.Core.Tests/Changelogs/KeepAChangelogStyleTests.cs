using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class KeepAChangelogStyleTests
{
    private static readonly ChangelogEntry Entry = new()
    {
        Package = "core",
        Version = "1.2.0",
        PreviousVersion = "1.1.0",
        Date = "2026-01-31",
        Changes = [new ChangelogChange("add a", BumpLevel.Minor) { Type = "feat" }, new ChangelogChange("mend b", BumpLevel.Patch) { Type = "fix", Commit = "0123456789" }],
    };

    private const string Rendered = "## [1.2.0] - 2026-01-31\n\n### Added\n\n- add a\n\n### Fixed\n\n- mend b (0123456)\n";
    private readonly KeepAChangelogStyle _style = new();

    [Fact]
    public void TypesAndLevelsBecomeTheSixKinds() => _style.RenderBody(Entry with
    {
        Changes =
        [
            new ChangelogChange("a", BumpLevel.Minor) { Type = "feat" },
            new ChangelogChange("b", BumpLevel.Patch) { Type = "fix" },
            new ChangelogChange("c", BumpLevel.Patch) { Type = "perf", Scope = "io" },
            new ChangelogChange("d", BumpLevel.Patch) { Type = "security" },
            new ChangelogChange("e", BumpLevel.Patch) { Type = "deprecate" },
            new ChangelogChange("f", BumpLevel.Patch) { Type = "remove" },
            new ChangelogChange("g", BumpLevel.Major) { Type = "feat", Breaking = true, BreakingNote = "g is gone" },
            new ChangelogChange("h", BumpLevel.Major) { IsMarkdown = true },
            new ChangelogChange("i", BumpLevel.Minor) { IsMarkdown = true },
            new ChangelogChange("j", BumpLevel.Patch) { IsMarkdown = true, Section = "security" },
            new ChangelogChange("k", BumpLevel.Patch) { IsMarkdown = true, Section = "Notes" },
        ],
        Dependencies = [new ChangelogDependency("base", "1.0.0", "1.1.0")],
    }).ShouldBe(
        "### Added\n\n- a\n- g\n- i\n\n### Changed\n\n- **io:** c\n- **Breaking:** g is gone\n- **Breaking:** h\n- **Dependency:** base 1.0.0 -> 1.1.0\n\n" +
        "### Deprecated\n\n- e\n\n### Removed\n\n- f\n\n### Fixed\n\n- b\n\n### Security\n\n- d\n- j\n\n### Notes\n\n- k\n");

    [Fact]
    public void ANewFileHasAPlaceForWhatComesNext() => _style.Insert(null, Entry).ShouldBe(
        "# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n\n## [Unreleased]\n\n" + Rendered);

    [Fact]
    public void WhatPeopleWroteDownBecomesPartOfTheVersion()
    {
        var text = _style.Insert("# Changelog\n\n## [Unreleased]\n\nA word.\n\n### Added\n\n- by hand\n  with more\n- add a\n\n### Removed\n\n- old\n\n### Security\n\n## [1.1.0] - 2025-01-01\n", Entry);
        text.ShouldBe(
            "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-31\n\nA word.\n\n### Added\n\n- add a\n- by hand\n  with more\n\n### Fixed\n\n- mend b (0123456)\n\n" +
            "### Removed\n\n- old\n\n## [1.1.0] - 2025-01-01\n");
        _style.Insert(text, Entry).ShouldBeSameAs(text);
        var later = text.Replace("## [Unreleased]\n", "## [Unreleased]\n\n- new\n", StringComparison.Ordinal);
        _style.Insert(later, Entry).ShouldBeSameAs(later);
    }

    [Fact]
    public void LinkDefinitionsFollow()
    {
        var entry = Entry with { CompareUrl = "https://github.com/a/b/compare/v1.1.0...v1.2.0", UnreleasedUrl = "https://github.com/a/b/compare/v1.2.0...HEAD" };
        _style.Insert("# Changelog\r\n\r\n## [Unreleased]\r\n\r\n## [1.1.0] - 2025-01-01\r\n\r\n- x\r\n\r\n[unreleased]: https://github.com/a/b/compare/v1.1.0...HEAD\r\n[1.1.0]: https://github.com/a/b/releases/tag/v1.1.0\r\n", entry)
            .ShouldBe(
                ("# Changelog\n\n## [Unreleased]\n\n" + Rendered + "\n## [1.1.0] - 2025-01-01\n\n- x\n\n[unreleased]: https://github.com/a/b/compare/v1.2.0...HEAD\n" +
                "[1.2.0]: https://github.com/a/b/compare/v1.1.0...v1.2.0\n[1.1.0]: https://github.com/a/b/releases/tag/v1.1.0\n").ReplaceLineEndings("\r\n"));
        _style.Insert(null, entry).ShouldEndWith(
            Rendered + "\n[Unreleased]: https://github.com/a/b/compare/v1.2.0...HEAD\n[1.2.0]: https://github.com/a/b/compare/v1.1.0...v1.2.0\n");
    }

    [Fact]
    public void LinkDefinitionsGiveTheAddressTheyHave() =>
        _style.Insert("## [Unreleased]\n\n## [1.1.0] - 2025-01-01\n\n[unreleased]: https://forge.example.org/a/b/compare/core-v1.1.0...main\n", Entry)
            .ShouldEndWith("[unreleased]: https://forge.example.org/a/b/compare/core-v1.2.0...main\n[1.2.0]: https://forge.example.org/a/b/compare/core-v1.1.0...core-v1.2.0\n");

    [Fact]
    public void AFileWithoutThePlaceIsLeftWithoutIt() => _style.Insert("# Changelog\n\n## 1.1.0\n", Entry).ShouldBe("# Changelog\n\n" + Rendered + "\n## 1.1.0\n");
}
