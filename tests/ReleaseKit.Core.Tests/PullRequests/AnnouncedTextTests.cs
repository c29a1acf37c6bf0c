using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Core.Tests.PullRequests;

/// <summary>Notes on pages of forges: nothing in them acts, and what is code or an address stays.</summary>
public sealed class AnnouncedTextTests
{
    private const string Gap = "\u200B";

    [Theory]
    [InlineData("by @octocat", "by @_octocat")]
    [InlineData("mail ada@example.test", "mail ada@example.test")]
    [InlineData("fixes #7", "f_ixes #7")]
    [InlineData("Closes: https://github.com/a/b/issues/1", "C_loses: https://github.com/a/b/issues/1")]
    [InlineData("<img src=x> <!-- x -->", "<_img src=x> <_!-- x -->")]
    [InlineData("&#64;octocat &commat;ada &amp; &lt;b>", "&_#64;octocat &_commat;ada &amp; &lt;b>")]
    [InlineData("`@Override List<T> fixes #1`, @ada", "`@Override List<T> fixes #1`, @_ada")]
    [InlineData("[a](https://x.test/compare/@acme/core-v1...@acme/core-v2) @ada", "[a](https://x.test/compare/%40acme/core-v1...%40acme/core-v2) @_ada")]
    [InlineData("see https://x.test/fix-y (#3)", "see https://x.test/f%69x-y (#3)")]
    [InlineData("<https://x.test/y>", "<https://x.test/y>")]
    [InlineData("a ` b\nc ` @ada ` d", "a ` b\nc ` @_ada ` d")]
    [InlineData("\\` @ada `x`", "\\` @_ada `x`")]
    [InlineData("| ` | @ada ` |", "| ` | @_ada ` |")]
    [InlineData("- a\n  ```\n@ada\n  ```", "- a\n  ```\n@_ada\n  ```")]
    [InlineData("    ```\n@ada\n    ```", "    ```\n@_ada\n    ```")]
    [InlineData("> ```\n@ada\n> ```", "> ```\n@_ada\n> ```")]
    [InlineData("- ~~~\n@ada", "- ~~~\n@_ada")]
    public void WhatActsIsDefusedAndTheRestStays(string markdown, string expected) => AnnouncedText.Defuse(markdown).ShouldBe(expected.Replace("_", Gap, StringComparison.Ordinal));

    [Fact]
    public void CodeInFencesStaysAndAnOpenFenceIsClosed()
    {
        AnnouncedText.Defuse("a\n```java\n@Override\n  List<T> x;\n```\n@ada").ShouldBe("a\n```java\n@Override\n  List<T> x;\n```\n@\u200Bada");
        AnnouncedText.Defuse("~~~\n@Override").ShouldBe("~~~\n@Override\n~~~");
    }

    [Fact]
    public void NotesThatAreTooLongEndWithALineAndSayWhereTheRestIs()
    {
        var notes = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"- change {i} by @ada"));
        var cut = AnnouncedText.Fit(notes, 500, "https://x.test/CHANGELOG.md");
        cut.Length.ShouldBeInRange(400, 500);
        cut.ShouldEndWith("by @\u200Bada\n\n*Cut short: [the changelog](https://x.test/CHANGELOG.md) has all of it.*");
        AnnouncedText.Fit(notes, 500, null).ShouldEndWith("\n\n*Cut short: the changelog has all of it.*");
        AnnouncedText.Fit(notes, 10_000, null).ShouldBe(AnnouncedText.Defuse(notes));
        AnnouncedText.Fit(notes, 0, null).ShouldBeEmpty();
    }

    [Fact]
    public void NeitherPairsNorFencesNorLinksAreCutThrough()
    {
        for (var longest = 60; longest < 120; longest++)
        {
            var pairs = AnnouncedText.Fit(string.Concat(Enumerable.Repeat("\U0001F600", 100)), longest, null);
            pairs.Length.ShouldBeLessThanOrEqualTo(longest);
            pairs.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
            var fence = AnnouncedText.Fit("```\n" + string.Join('\n', Enumerable.Repeat("@code", 100)) + "\n```", longest, null);
            fence.Length.ShouldBeLessThanOrEqualTo(longest);
            fence.ShouldEndWith("\n```\n\n*Cut short: the changelog has all of it.*");
            fence.ShouldNotContain(Gap);
            AnnouncedText.Fit("word " + string.Concat(Enumerable.Repeat("[link](https://x.test/a) ", 50)), longest + 80, null).ShouldMatch(@"\Aword( \[link\]\(https://x\.test/a\))*\n\n\*Cut short");
        }
    }

    /// <summary>Whatever people write besides code: no name, no element and no reference is left; and nothing is defused twice.</summary>
    [Fact]
    public void NothingOfATextActs()
    {
        string[] words = ["@ada", "<b>", "</b>", "fixes #1", "\n", "\n\n", "- ", "  ", "    ", "> ", "|", "\\", "text", " ", "https://x.test/@ada", "](", "[a", ")", "&#64;ada", "<https://x.test>"];
        Prop.ForAll(Arb.From(Gen.Elements(words).ArrayOf()), written =>
        {
            var text = AnnouncedText.Defuse(string.Concat(written));
            return !Regex.IsMatch(text, @"(?<![A-Za-z0-9_])@[a-z]|<(?!https://x\.test>)[^\u200B]|(?<!x\.test[^\s]*)&#|\bfixes #");
        }).QuickCheckThrowOnFailure();
        Prop.ForAll(Arb.From(Gen.Elements([.. words, "`", "``", "```", "~~~"]).ArrayOf()), written =>
        {
            var text = AnnouncedText.Defuse(string.Concat(written));
            return AnnouncedText.Defuse(text) == text && AnnouncedText.Fit(text, 200, null).Length <= 200;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void PagesNameWhatTheyTellOf()
    {
        var forge = new ForgeCapabilities { Releases = true, Prereleases = true, LongestBody = 100, LongestNotes = 300 };
        var pages = new ReleasePages(forge, RepositoryLinks.Of("https://github.com/acme/widgets"));
        var core = new AnnouncedPackage(new PackageId("npm", "@acme/core"), "1.1.0", "- more", false);
        var beta = new AnnouncedPackage(new PackageId("npm", "ui"), "2.0.0-beta.1", "", true);
        var one = pages.Of("core-v1.1.0", [core]);
        (one.Tag, one.Name, one.Body, one.IsPrerelease, one.IsDraft).ShouldBe(("core-v1.1.0", "@acme/core 1.1.0", "- more", false, false));
        var shared = pages.Of("v2", [core, beta]);
        (shared.Name, shared.Body, shared.IsPrerelease).ShouldBe(("v2", "## @\u200Bacme/core 1.1.0\n\n- more\n\n## ui 2.0.0-beta.1", true));
        pages.OfAll("all", new string('x', 400), isPrerelease: true).Body.ShouldEndWith("[the changelog](https://github.com/acme/widgets/tree/all) has all of it.*");
        pages.Of("core-v1.1.0", [core with { Notes = new string('x', 400), Changelog = "https://x.test/c" }]).Body.ShouldContain("(https://x.test/c)");
        new ReleasePages(forge with { Prereleases = false }, RepositoryLinks.None).Of("t", [beta]).IsPrerelease.ShouldBeFalse();
    }
}
