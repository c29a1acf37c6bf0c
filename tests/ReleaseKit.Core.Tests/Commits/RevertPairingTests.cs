using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Tests.Commits;

public sealed class RevertPairingTests
{
    [Fact]
    public void ARevertCancelsItsTargetAndItself() =>
        Remaining(("c", "docs: y"), ("b", Revert("feat: x", "a")), ("a", "feat: x")).ShouldBe(["docs: y"]);

    [Fact]
    public void ARevertOfAnOlderReleaseStays() =>
        Remaining(("b", Revert("feat: x", "9")), ("a", "fix: z")).ShouldBe(["Revert \"feat: x\"", "fix: z"]);

    [Fact]
    public void ARevertedRevertLeavesTheChange() =>
        Remaining(("c", Revert("Revert \"feat: x\"", "b")), ("b", Revert("feat: x", "a")), ("a", "feat: x")).ShouldBe(["feat: x"]);

    [Fact]
    public void AReappliedChangeStays() =>
        Remaining(("c", "Reapply \"feat: x\"\n\nThis reverts commit " + Id("b")), ("b", Revert("feat: x", "a")), ("a", "feat: x")).ShouldBe(["feat: x"]);

    [Fact]
    public void AbbreviatedNamesAreFound() =>
        Remaining(("b", "revert: feat: x\n\nRefs: " + Id("a")[..7]), ("a", "feat: something else")).ShouldBeEmpty();

    [Fact]
    public void ForgeRevertsWithoutANameAreFoundBySubject() =>
        Remaining(("b", "Revert \"feat: x (#1)\" (#2)\n\nReverts owner/repo#1"), ("a", "feat: x (#1)")).ShouldBeEmpty();

    [Fact]
    public void ARewrittenTargetIsFoundBySubject() =>
        Remaining(("b", Revert("feat: x", "9")), ("a", "feat: x (#4)")).ShouldBeEmpty();

    [Fact]
    public void TheNewestTargetOfASubjectIsCancelledFirst() =>
        Remaining(("c", "Revert \"fix: x\""), ("b", "fix: x"), ("a", "fix: x")).ShouldBe(["fix: x"]);

    [Fact]
    public void UnconventionalCommitsAreCancelledToo() =>
        Remaining(("b", Revert("Update x", "a")), ("a", "Update x")).ShouldBeEmpty();

    [Fact]
    public void ACommitCannotCancelANewerOne() =>
        Remaining(("b", "feat: x"), ("a", Revert("feat: x", "b"))).ShouldBe(["feat: x", "Revert \"feat: x\""]);

    [Fact]
    public void OtherChangesOfTheRevertingCommitStay()
    {
        var commits = Commits(("b", "revert: feat: x\n\nThis reverts commit " + Id("a") + "\n\nfix: y"), ("a", "feat: x"));
        RevertPairing.Cancel(commits).ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Description.ShouldBe("y");
    }

    [Fact]
    public void ARevertOfSeveralStaysForWhatIsNotInTheRange()
    {
        var commits = Commits(("b", $"revert: both\n\nRefs: {Id("a")}, 9999999"), ("a", "feat: x"));
        RevertPairing.Cancel(commits).ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().RevertedCommit.ShouldBe("9999999");
    }

    [Fact]
    public void RemainingCommitsKeepTheirOrderAndNothingIsInvented()
    {
        var subjects = Gen.Elements("feat: x", "fix: y", "Revert \"feat: x\"", "Revert \"fix: y\"", "Revert \"Revert \"feat: x\"\"", "Reapply \"feat: x\"");
        Prop.ForAll(subjects.ListOf().ToArbitrary(), list =>
        {
            var commits = Commits([.. list.Select((s, i) => (i.ToString("x8", CultureInfo.InvariantCulture), s))]);
            var remaining = RevertPairing.Cancel(commits);
            var positions = remaining.Select(r => commits.IndexOf(r)).ToArray();
            return positions.SequenceEqual(positions.Order()) && (commits.Length - remaining.Length) % 2 == 0;
        }).ShouldHold();
    }

    private static string Revert(string subject, string target) => $"Revert \"{subject}\"\n\nThis reverts commit {Id(target)}.";

    private static string Id(string name) => name.PadRight(40, '0');

    private static IEnumerable<string> Remaining(params (string Name, string Message)[] newestFirst) =>
        RevertPairing.Cancel(Commits(newestFirst)).Select(c => c.Subject);

    private static ImmutableArray<HistoryCommit> Commits(params (string Name, string Message)[] newestFirst) =>
        [.. newestFirst.Select(c => (Id(c.Name), Parsed: CommitParser.Parse(c.Message))).Select(c => new HistoryCommit(c.Item1, c.Parsed.Subject, c.Parsed.Changes))];
}
