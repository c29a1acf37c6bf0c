using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Commits;

namespace ReleaseKit.Core.Tests.Commits;

public sealed class CommitParserTests
{
    [Theory]
    [InlineData("feat: add a", "feat", null, false, "add a")]
    [InlineData("feat(api): add a", "feat", "api", false, "add a")]
    [InlineData("feat(api)!: add a", "feat", "api", true, "add a")]
    [InlineData("feat!: add a", "feat", null, true, "add a")]
    [InlineData("FEAT(API): add a", "feat", "API", false, "add a")]
    [InlineData("wibble: anything", "wibble", null, false, "anything")]
    [InlineData("fix(a/b, @c/d): x", "fix", "a/b, @c/d", false, "x")]
    [InlineData("fix(a(b)): x", "fix", "a(b)", false, "x")]
    [InlineData("fix(): x", "fix", null, false, "x")]
    [InlineData("fix: x: y (z)", "fix", null, false, "x: y (z)")]
    [InlineData("fix: x (#12)", "fix", null, false, "x")]
    [InlineData("fix: x (#12) (#13)", "fix", null, false, "x")]
    [InlineData("\n\n  fix: x  \n", "fix", null, false, "x")]
    // What nobody means otherwise.
    [InlineData("fix:typo", "fix", null, false, "typo")]
    [InlineData("fix : x", "fix", null, false, "x")]
    [InlineData("fix (api): x", "fix", "api", false, "x")]
    [InlineData("feat!(api): x", "feat", "api", true, "x")]
    public void ReadsTheHeader(string message, string type, string? scope, bool breaking, string description)
    {
        var commit = CommitParser.Parse(message);
        commit.Kind.ShouldBe(CommitKind.Conventional);
        var change = commit.Changes.ShouldHaveSingleItem();
        (change.Type, change.Scope, change.Breaking, change.Description).ShouldBe((type, scope, breaking, description));
        change.BreakingNote.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("Add a")]
    [InlineData("feat:")]
    [InlineData("feat: ")]
    [InlineData("feat(api: add")]
    [InlineData("https://example.org")]
    [InlineData("wibble:x")]
    [InlineData("wibble : x")]
    [InlineData("fixup! feat: x")]
    [InlineData("12: x")]
    [InlineData(": x")]
    [InlineData("Prose\n\nthat goes on: and on\nfix: in the middle of a paragraph")]
    [InlineData("Prose\n\n```\nfeat: code\n```\n")]
    [InlineData("Prose\n\n<details>\n\n* feat: somebody else's\n\n</details>\n")]
    [InlineData("Prose\n\n    feat: indented")]
    [InlineData("Prose\n\n> feat: quoted")]
    public void WhatFollowsNoConventionIsUnconventional(string message)
    {
        var commit = CommitParser.Parse(message);
        commit.Kind.ShouldBe(CommitKind.Unconventional);
        commit.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Merge branch 'topic' into main", CommitKind.Merge, 0)]
    [InlineData("Merge branch 'topic'\n\n* topic:\n  feat: a\n  fix: b", CommitKind.Merge, 0)]
    [InlineData("Merge pull request #12 from a/b\n\nfeat: a", CommitKind.Conventional, 1)]
    public void AMergeSpeaksOnlyForItsOwnText(string message, CommitKind kind, int changes)
    {
        var commit = CommitParser.Parse(message);
        commit.Kind.ShouldBe(kind);
        commit.Changes.Length.ShouldBe(changes);
    }

    [Theory]
    [InlineData("feat: a\n\nBREAKING CHANGE: b", "b")]
    [InlineData("feat: a\n\nBREAKING-CHANGE: b", "b")]
    [InlineData("feat: a\n\nBREAKING CHANGE #b", "b")]
    [InlineData("feat: a\n\nbody\nBREAKING CHANGE: b\n\nafter", "b")]
    [InlineData("feat: a\n\nReviewed-by: Z\nBREAKING CHANGE: b\nRefs: #1", "b")]
    [InlineData("feat: a\n\nBREAKING CHANGE: b\nsecond\nthird", "b second third")]
    [InlineData("feat: a\n\nBREAKING CHANGE: b\n- one\n- two", "b\n- one\n- two")]
    [InlineData("feat: a\n\nBREAKING CHANGE:\n\nb", "b")]
    [InlineData("feat: a\n\nBREAKING CHANGE:", null)]
    [InlineData("feat: a\n\n* BREAKING CHANGE: b", "b")]
    [InlineData("feat: a\n\nBREAKING CHANGE: b\nBREAKING CHANGE: c", "b\nc")]
    [InlineData("feat: a\r\n\r\nBREAKING CHANGE: b\r\nc\r\n", "b c")]
    [InlineData("feat!: a\n\nBREAKING CHANGE: b", "b")]
    public void ReadsBreakingFooters(string message, string? note)
    {
        var change = CommitParser.Parse(message).Changes.ShouldHaveSingleItem();
        change.Breaking.ShouldBeTrue();
        change.BreakingNote.ShouldBe(note);
        ConventionalBump.LevelOf(change).ShouldBe(ReleaseKit.Core.Versions.BumpLevel.Major);
    }

    [Theory]
    [InlineData("feat: a\n\nbreaking change: b")]
    [InlineData("feat: a\n\nthis is no BREAKING CHANGE: really")]
    [InlineData("feat: a\n\nBREAKING CHANGES in other projects")]
    public void ProseAboutBreakingIsNotBreaking(string message) =>
        CommitParser.Parse(message).Changes.ShouldHaveSingleItem().Breaking.ShouldBeFalse();

    [Fact]
    public void ABreakingFooterCountsEvenBelowAnUnconventionalSubject()
    {
        var commit = CommitParser.Parse("Drop the old API\n\nBREAKING CHANGE: it is gone");
        commit.Kind.ShouldBe(CommitKind.Unconventional);
        var change = commit.Changes.ShouldHaveSingleItem();
        (change.Type, change.Description, change.Breaking, change.BreakingNote).ShouldBe(("", "Drop the old API", true, "it is gone"));
    }

    [Theory]
    [InlineData("chore: release\n\nRelease-As: 3.0.0", "3.0.0")]
    [InlineData("chore: release\n\nrelease-as: v3.0.0-rc.1", "3.0.0-rc.1")]
    [InlineData("Prepare\n\nRelease-As: 3.0.0", "3.0.0")]
    [InlineData("chore: release\n\nRelease-As:", null)]
    public void ReadsReleaseAs(string message, string? version) =>
        CommitParser.Parse(message).Changes.ShouldHaveSingleItem().ReleaseAs.ShouldBe(version);

    [Theory]
    [InlineData("fix: x (#12)", "12")]
    [InlineData("fix: x #12, #13\n\nCloses: #14, #15\nFixes #12", "12 13 14 15")]
    [InlineData("fix: x\n\n- resolves #9", "9")]
    [InlineData("fix: x\n\nsee owner/repo#9, C#7 and &#39;", "")]
    [InlineData("fix: x\n\nReleased upstream in #99", "")]
    [InlineData("fix: x #12a #", "")]
    public void FindsReferences(string message, string expected) =>
        string.Join(' ', CommitParser.Parse(message).Changes.ShouldHaveSingleItem().References).ShouldBe(expected);

    [Theory]
    // How forges squash, and how people write several changes into one message.
    [InlineData("feat: a\n\nfix(b): c", "feat a|fix(b) c")]
    [InlineData("feat: a\n\nbody\n\nfix(b): c\n\n- more\n\nfeat(d)!: e", "feat a|fix(b) c|feat(d)! e")]
    [InlineData("Feature branch (#7)\n\n* feat: a\n\n* fix: b", "feat a|fix b")]
    [InlineData("Feature branch (#7)\n\n- feat: a\n- fix: b\n\n  details\n\n- fix: b", "feat a|fix b")]
    // Below a title that says what was done, the list says how; only what breaks counts beside it.
    [InlineData("feat: a (#7)\n\n* feat: a\n\n* fix: b\n* chore: c", "feat a")]
    [InlineData("fix: a (#7)\n\n* feat: b\n\n* feat(c)!: d\n\n* fix: e", "fix a|feat(c)! d")]
    [InlineData("fix: a (#7)\n\n* feat: b\n\nBREAKING CHANGE: c", "fix! a")]
    [InlineData("meta: several\n\nfix: a #733\nfeat(b): c\n  Committer: @d\n  BREAKING-CHANGE: gone\n\nfix(e): f", "meta several|fix a #733|feat(b)! c|fix(e) f")]
    [InlineData("fix: a\n\nTrailer: 1\nBEGIN_NESTED_COMMIT\ndocs(b): c\nTrailer: 2\nEND_NESTED_COMMIT\nBEGIN_NESTED_COMMIT\nbuild: d\nEND_NESTED_COMMIT\nCo-authored-by: E <e@example.org>", "fix a|docs(b) c|build d")]
    [InlineData("chore: a\n\nBEGIN_COMMIT_OVERRIDE\nfix: b\n\nfeat: c\nEND_COMMIT_OVERRIDE\n\nfeat!: d", "fix b|feat c")]
    [InlineData("chore: a\n\nBEGIN_COMMIT_OVERRIDE\nfix: b", "fix b")]
    [InlineData("chore: a\n\nBEGIN_NESTED_COMMIT\nfix: b", "chore a|fix b")]
    [InlineData("chore: a\n\nmore: b\n\nNote: nothing", "chore a")]
    public void OneMessageMayHoldSeveralChanges(string message, string expected) =>
        string.Join('|', CommitParser.Parse(message).Changes.Select(c => $"{c.Type}{(c.Scope is null ? "" : $"({c.Scope})")}{(c.Breaking ? "!" : "")} {c.Description}"))
            .ShouldBe(expected);

    [Fact]
    public void FootersBelongToTheChangeAboveThem()
    {
        var changes = CommitParser.Parse("Squash\n\n* feat: a\n\n* fix: b\n\nBREAKING CHANGE: c\n\n* fix: d").Changes;
        changes.Select(c => c.Breaking).ShouldBe([false, true, false]);
    }

    [Theory]
    [InlineData("Revert \"feat: a (#1)\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.", "feat: a (#1)", "0123456789abcdef0123456789abcdef01234567")]
    [InlineData("Revert \"feat: a (#1)\" (#2)\n\nReverts owner/repo#1", "feat: a (#1)", null)]
    [InlineData("Reapply \"feat: a\"\n\nThis reverts commit 0123456.", "feat: a", "0123456")]
    [InlineData("revert: feat: a\n\nThis reverts commit ABCDEF0.", "feat: a", "abcdef0")]
    [InlineData("revert: the noodle incident\n\nRefs: 676104e", "the noodle incident", "676104e")]
    [InlineData("revert: a\n\nRefs: #12", "a", null)]
    [InlineData("revert: a\n\nThis reverts commit of yesterday.", "a", null)]
    public void ReadsReverts(string message, string description, string? commit)
    {
        var change = CommitParser.Parse(message).Changes.ShouldHaveSingleItem();
        (change.Type, change.Description, change.RevertedCommit).ShouldBe(("revert", description, commit));
    }

    [Fact]
    public void ARevertOfSeveralCommitsIsAChangeEach() =>
        CommitParser.Parse("revert: a\n\nRefs: 676104e, a215868").Changes.Select(c => c.RevertedCommit).ShouldBe(["676104e", "a215868"]);

    [Theory]
    [InlineData("feat: a", ReleaseKit.Core.Versions.BumpLevel.Minor)]
    [InlineData("feature: a", ReleaseKit.Core.Versions.BumpLevel.Minor)]
    [InlineData("fix: a", ReleaseKit.Core.Versions.BumpLevel.Patch)]
    [InlineData("perf: a", ReleaseKit.Core.Versions.BumpLevel.Patch)]
    [InlineData("deps: a", ReleaseKit.Core.Versions.BumpLevel.Patch)]
    [InlineData("revert: a", ReleaseKit.Core.Versions.BumpLevel.Patch)]
    [InlineData("docs: a", ReleaseKit.Core.Versions.BumpLevel.None)]
    [InlineData("wibble: a", ReleaseKit.Core.Versions.BumpLevel.None)]
    [InlineData("chore!: a", ReleaseKit.Core.Versions.BumpLevel.Major)]
    public void TypesHaveLevels(string message, ReleaseKit.Core.Versions.BumpLevel level) =>
        ConventionalBump.LevelOf(CommitParser.Parse(message).Changes[0]).ShouldBe(level);

    [Fact]
    public void NeverThrowsAndNeverLosesTheSubject()
    {
        var parts = Gen.Elements(
            "feat", "fix", "revert", "(", ")", "!", ":", " ", "\n", "\n\n", "\r\n", "* ", "- ", "#", "#12", "BREAKING CHANGE", "BREAKING CHANGE: ", "Release-As:", "```",
            "<details>", "</details>", "Revert \"", "\"", "This reverts commit ", "0123456", "BEGIN_COMMIT_OVERRIDE", "END_COMMIT_OVERRIDE", "BEGIN_NESTED_COMMIT",
            "END_NESTED_COMMIT", "MIN(COALESCE(", "é\0\uD800", "Merge ", "Refs: ");
        var messages = Gen.OneOf(parts.ListOf().Select(p => string.Concat(p)), ArbMap.Default.GeneratorFor<string>().Where(s => s is not null));
        Prop.ForAll(messages.ToArbitrary(), message =>
        {
            var commit = CommitParser.Parse(message);
            return message.Contains(commit.Subject, StringComparison.Ordinal) && (commit.Subject.Length > 0 || string.IsNullOrWhiteSpace(message)) &&
                commit.Changes.All(c => !c.References.IsDefault && c.Description.Length > 0);
        }).ShouldHold(3000);
    }

    [Fact]
    public void TheSentenceOfARevertNamesItsCommitWhateverIsListedBefore()
    {
        var changes = CommitParser.Parse("Revert \"feat: a\"\n\n* fix: b\n\nfeat: c\n\nThis reverts commit 0123456789ab.").Changes;
        changes[0].RevertedCommit.ShouldBe("0123456789ab");
        changes.Select(c => c.Type).ShouldBe(["revert", "feat"]);
    }

    [Fact]
    public void TheFirstReleaseAsOfAMessageCounts() =>
        CommitParser.Parse("fix: a\n\nRelease-As: 2.3.4\nrelease-as: 3.0.0").Changes.Single().ReleaseAs.ShouldBe("2.3.4");

    [Theory]
    [InlineData("api!:drop it")]
    [InlineData("fix: a\n\napi(x)!: drop it")]
    [InlineData("fix: a\n\nsome prose\nfeat!: drop it")]
    public void AnExclamationMarkBreaksWhereverAHeaderCanBe(string message) =>
        CommitParser.Parse(message).Changes.ShouldContain(c => c.Breaking && c.Description == "drop it");

    [Theory]
    [InlineData("fix: a\n\nsome prose\nnote!: this is text")]
    [InlineData("fix: a\n\nsome prose\nfeat: this is text")]
    public void AHeaderWithinAParagraphIsText(string message) => CommitParser.Parse(message).Changes.ShouldHaveSingleItem().Breaking.ShouldBeFalse();

    [Fact]
    public void EveryHeaderIsReadBack()
    {
        var headers =
            from type in Gen.Elements("feat", "fix", "docs", "wibble", "x-y")
            from scope in Gen.Elements("", "(a)", "(a/b)")
            from bang in Gen.Elements("", "!")
            from description in Gen.Elements("a", "a b", "a: b", "(a)", "!")
            select (type, scope, bang, description);
        Prop.ForAll(headers.ToArbitrary(), h =>
        {
            var change = CommitParser.Parse($"{h.type}{h.scope}{h.bang}: {h.description}").Changes.Single();
            return change.Type == h.type && (change.Scope ?? "") == h.scope.Trim('(', ')') && change.Breaking == (h.bang == "!") && change.Description == h.description;
        }).ShouldHold();
    }
}
