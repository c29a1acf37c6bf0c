using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Changelogs;

public sealed class PrereleaseRollupTests
{
    private static readonly IChangelogStyle[] Styles =
        [new ConventionalStyle(), new KeepAChangelogStyle(), new ChangesetsStyle(ChangesetsLayout.Formatted2), new ChangesetsStyle(ChangesetsLayout.Plain2), new ChangesetsStyle(ChangesetsLayout.Plain3)];

    [Fact]
    public void TheStableEntryTellsEverythingOnce()
    {
        var text = Release("# Changelog\n\n## 1.1.0\n\n- old\n", "1.2.0-beta.0", Feature("a", 1));
        text = Release(text, "1.2.0-beta.1", Feature("b", 2));
        text.ShouldContain("1.2.0-beta.0");
        Release(text, "1.2.0", Feature("a", 1), Feature("b", 2))
            .ShouldBe("# Changelog\n\n## 1.2.0 (2026-01-31)\n\n### Features\n\n- a (0000001)\n- b (0000002)\n\n## 1.1.0\n\n- old\n");
    }

    [Fact]
    public void WhatPeopleWroteIsKept()
    {
        var text = Release("# Changelog\n\n## 1.1.0\n", "1.2.0-beta.0", Feature("a", 1), Feature("b", 2))
            .Replace("- a (0000001)", "- A, which everybody waited for (0000001)\n- thanks to all\n  of you", StringComparison.Ordinal)
            .Replace("### Features", "Please try.\n\n### Features", StringComparison.Ordinal)
            .Replace("\n\n## 1.1.0", "\n\n### Known problems\n\n| x |\n|---|\n\n```\n## 9.9.9\n```\n\n## 1.1.0", StringComparison.Ordinal);
        Release(text, "1.2.0", Feature("a", 1), Feature("b", 2)).ShouldBe(
            "# Changelog\n\n## 1.2.0 (2026-01-31)\n\nPlease try.\n\n### Features\n\n- A, which everybody waited for (0000001)\n- b (0000002)\n- thanks to all\n  of you\n\n" +
            "### Known problems\n\n| x |\n|---|\n\n```\n## 9.9.9\n```\n\n## 1.1.0\n");
    }

    [Fact]
    public void WhatWasTakenBackGoes() =>
        Release(Release(null, "1.2.0-beta.0", Feature("a", 1), Feature("b", 2)), "1.2.0", Feature("b", 2)).ShouldNotContain("- a");

    [Fact]
    public void DependenciesOfPrereleasesAreToldWithTheirStableVersions()
    {
        foreach (var style in Styles)
        {
            var beta = style.Insert("# Changelog\n\n## 1.1.0\n", Entry("1.2.0-beta.0", Feature("a", 1)) with { Dependencies = [new ChangelogDependency("base", "1.0.0", "1.1.0-beta.0")] });
            var text = style.Insert(beta, Entry("1.2.0", Feature("a", 1)) with { Dependencies = [new ChangelogDependency("base", "1.0.0", "1.1.0")] });
            text.ShouldNotContain("beta");
            text.Split("1.1.0").Length.ShouldBe(3);
        }
    }

    [Fact]
    public void ReasonsOfPrereleasesWithoutChangesGo()
    {
        var beta = new ConventionalStyle().Insert(null, Entry("1.2.0-beta.0") with { Notes = ["Synchronized with core."] });
        Release(beta, "1.2.0", Feature("a", 1)).ShouldBe("# Changelog\n\n## 1.2.0 (2026-01-31)\n\n### Features\n\n- a (0000001)\n");
    }

    [Fact]
    public void LinksDoNotMakeAChangeAnother() =>
        Release("# Changelog\n\n## 1.2.0-beta.0\n\n### Features\n\n* a ([#3](https://example.org/3)) ([0000001](https://example.org/c))\n", "1.2.0", Feature("a", 1) with { References = [new("3")] })
            .ShouldBe("# Changelog\n\n## 1.2.0 (2026-01-31)\n\n### Features\n\n- a (#3) (0000001)\n");

    [Theory]
    [InlineData("1.2.0", "1.2.0-beta.0", true)]
    [InlineData("1.2.0", "1.2.0b1", true)]
    [InlineData("1.2.0", "1.2.0rc1", true)]
    [InlineData("1.2.0", "1.2.0.dev3", true)]
    [InlineData("1.2.0", "1.2-alpha.1", true)]
    [InlineData("1.2.0", "1.2.0-rc.1+build.5", true)]
    [InlineData("2.0.0", "1.2.0-beta.0", true)]
    [InlineData("1.2.0", "1.2.0.post1", false)]
    [InlineData("1.2.0", "2.0.0-beta.0", false)]
    [InlineData("1.2.0-rc.0", "1.2.0-beta.0", false)]
    [InlineData("1.2.0", "1.1.9", false)]
    public void OnlyPrereleasesThatTheVersionCompletesAreTakenUp(string version, string other, bool taken)
    {
        var text = Release($"# Changelog\n\n## {other}\n\n- by hand\n\n## 1.0.0\n", version, Feature("a", 1));
        text.Contains($"## {other}", StringComparison.Ordinal).ShouldBe(!taken);
        text.ShouldContain("by hand");
    }

    [Fact]
    public void OtherPackagesOfTheFileKeepTheirs()
    {
        const string Other = "## ui 1.2.0-beta.0\n\n- x\n";
        var entry = Entry("1.2.0", Feature("a", 1)) with { NamesPackage = true, Package = "core" };
        new ConventionalStyle().Insert(Other + "\n## core 1.2.0-beta.0\n\n- y\n", entry).ShouldBe("## core 1.2.0 (2026-01-31)\n\n- y\n\n### Features\n\n- a (0000001)\n\n" + Other);
    }

    [Fact]
    public void ItsLinkDefinitionGoesWithAPrerelease()
    {
        const string Text = "## [Unreleased]\n\n## [1.2.0-beta.0] - 2026-01-01\n\n### Added\n\n- by hand\n\n[1.2.0-beta.0]: https://example.org/beta\n[1.1.0]: https://example.org/1.1.0\n";
        new KeepAChangelogStyle().Insert(Text, Entry("1.2.0", Feature("a", 1)))
            .ShouldBe("## [Unreleased]\n\n## [1.2.0] - 2026-01-31\n\n### Added\n\n- a (0000001)\n- by hand\n\n[1.1.0]: https://example.org/1.1.0\n");
    }

    [Fact]
    public void NoChangeIsLostAndNoneIsToldTwice()
    {
        var changes = Gen.Choose(0, 3).SelectMany(kind => Gen.Choose(1, 9).Select(n => (Kind: kind, Number: n))).ListOf();
        var channels = Gen.Elements("alpha", "beta", "rc");
        Prop.ForAll(changes.Zip(channels.ListOf()).Zip(Gen.Choose(0, Styles.Length - 1)).ToArbitrary(), t =>
        {
            var ((list, lines), style) = (t.Item1, Styles[t.Item2]);
            var all = list.Distinct().Select(c => Feature($"change {c.Kind}x{c.Number} here", (c.Kind * 10) + c.Number) with { Level = (BumpLevel)Math.Max(1, c.Kind), Type = null, IsMarkdown = true }).ToArray();
            var text = "# core\n\n## 1.1.0\n\n- old\n";
            var step = 0;
            foreach (var channel in lines)
            {
                text = style.Insert(text, Entry($"1.2.0-{channel}.{step++}", [.. all.Take(all.Length * step / Math.Max(1, lines.Count)).Skip(all.Length * (step - 1) / Math.Max(1, lines.Count))]));
            }

            var stable = style.Insert(text, Entry("1.2.0", all));
            return all.All(c => stable.Split(c.Text).Length == 2) && !stable.Contains("1.2.0-", StringComparison.Ordinal) && stable.Contains("- old", StringComparison.Ordinal) &&
                style.Insert(stable, Entry("1.2.0", all)) == stable;
        }).ShouldHold(300);
    }

    private static ChangelogChange Feature(string text, int commit) => new(text, BumpLevel.Minor) { Type = "feat", Commit = $"{commit:d7}aaaaaaaaa" };

    private static ChangelogEntry Entry(string version, params ChangelogChange[] changes) => new() { Package = "core", Version = version, Date = "2026-01-31", Changes = [.. changes] };

    private static string Release(string? existing, string version, params ChangelogChange[] changes) => new ConventionalStyle().Insert(existing, Entry(version, changes));
}
