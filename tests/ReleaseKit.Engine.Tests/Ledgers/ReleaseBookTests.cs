using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

public sealed class ReleaseBookTests : LedgerTestBase
{
    [Fact]
    public async Task AFreshCloneTakesUpThePlanTheCommitAndTheDigests()
    {
        var plan = await BeginAsync(Repository);
        var commit = await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        var other = Clone("other");
        var book = await BookAsync(other);

        var interrupted = await InterruptedReleases.FindAsync(book, NotApplied, Cancellation);
        var id = interrupted.Choose(null).ShouldNotBeNull();
        id.ShouldBe(ReleaseBook.IdOf(plan));
        (await interrupted.ContinueAsync(await OpenAsync(other), book, id, "r2", Cancellation)).ShouldBeTrue();

        other.Head().ShouldBe(commit);
        other.Git("symbolic-ref", "HEAD").Trim().ShouldBe("refs/heads/main");
        other.Git("status", "--porcelain").ShouldBeEmpty();
        ReleaseBook.IdOf(interrupted.PlanOf(id)).ShouldBe(id);
        (await LedgerAsync(other)).Earlier().Uploads(Package, "1.1.0").ShouldBe([Digest]);
        (await LedgerAsync(other)).Read().Entries.Select(e => e.Runner).Distinct().ShouldBe(["r1", "r2"]);
    }

    [Fact]
    public async Task AReleaseThatDiedBeforeItsCommitBeginsAgainAtItsBase()
    {
        await BeginAsync(Repository);
        var interrupted = await FindAsync(Clone("other"));
        interrupted.Choose(null).ShouldNotBeNull();
    }

    [Fact]
    public async Task ACommitThatWasMadeInTheMomentOfAKillIsRecognised()
    {
        await BeginAsync(Repository);
        await (await LedgerAsync(Repository)).AppendAsync(LedgerKind.Commit, LedgerPhase.Intent, Cancellation);
        var commit = Repository.Change("chore(release): x", "a");

        (await (await BookAsync(Repository)).FindAsync(Applied, Cancellation)).ShouldHaveSingleItem().Commit.ShouldBe(commit);
        var foreign = (await (await BookAsync(Repository)).FindAsync(NotApplied, Cancellation)).ShouldHaveSingleItem();
        foreign.Commit.ShouldBeNull();
        foreign.Relation.ShouldBe(OpenReleaseRelation.Past);
    }

    [Fact]
    public async Task CommitsOnTopMakeANewReleaseThatKnowsWhatWasUploaded()
    {
        var old = await BeginAsync(Repository);
        await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        Repository.Change("fix: mend", "a");
        var interrupted = await FindAsync(Repository);
        interrupted.Choose(null).ShouldBeNull();

        await (await BookAsync(Repository)).BeginAsync(Plan(Repository), "r2", [.. interrupted.Ids], isApplied: false, Cancellation);

        var ledger = await LedgerAsync(Repository);
        ledger.Release.ShouldNotBe(ReleaseBook.IdOf(old));
        ledger.Earlier().Uploads(Package, "1.1.0").ShouldBe([Digest]);
        RemoteRefs().ShouldBe(["refs/releasekit/" + ledger.Release]);
        (await FindAsync(Repository)).Ids.ShouldBe([ledger.Release]);
    }

    [Fact]
    public async Task WhatAnotherVersionUploadedIsNotCarriedOver()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        Repository.Change("feat: more", "a");
        await (await BookAsync(Repository)).BeginAsync(Plan(Repository, "1.2.0"), "r2", [.. (await FindAsync(Repository)).Ids], isApplied: false, Cancellation);

        (await LedgerAsync(Repository)).Read().HasUploads.ShouldBeFalse();
    }

    [Fact]
    public async Task ABranchThatWentAnotherWayAfterAnUploadStopsWithBothWaysOn()
    {
        await BeginAsync(Repository);
        var commit = await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        await (await LedgerAsync(Repository)).AppendAsync(LedgerKind.Live, LedgerPhase.Outcome, Package, "1.1.0", [], Cancellation);
        await (await LedgerAsync(Repository)).FlushAllAsync(Cancellation);
        var other = Clone("other");
        other.Change("feat: theirs", "b");

        var diagnostic = await Coded.ThrowsAsync(LedgerCodes.Diverged, () => FindAsync(other));
        diagnostic.Message.ShouldContain($"git merge {commit[..10]}");
        diagnostic.Message.ShouldContain($"git checkout {commit[..10]}");
        diagnostic.Message.ShouldContain("npm:x 1.1.0");

        // The first way, as the message gives it: the commit is here already.
        other.Merge(commit[..10], "merge the release");
        (await FindAsync(other)).Choose(null).ShouldBeNull();
        (await FindAsync(other)).Ids.Count().ShouldBe(1);
    }

    [Fact]
    public async Task ABranchThatWentAnotherWayBeforeAnyUploadForgetsTheRelease()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        var other = Clone("other");
        other.Change("feat: theirs", "b");

        var interrupted = await FindAsync(other);
        interrupted.Choose(null).ShouldBeNull();
        await (await BookAsync(other)).CloseAsync(interrupted.Ids.Single(), "r2", "superseded", Cancellation);
        RemoteRefs().ShouldBeEmpty();
    }

    [Fact]
    public async Task ReleasesOfOtherBranchesAreLeftAlone()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        var other = Clone("other");
        other.Git("checkout", "--quiet", "-b", "next");

        (await FindAsync(other)).Ids.ShouldBeEmpty();
        other.Git("for-each-ref", "refs/releasekit").ShouldBeEmpty();
        RemoteRefs().Length.ShouldBe(1);
    }

    [Fact]
    public async Task UncommittedWorkIsNotCheckedOutOver()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        var other = Clone("other");
        other.Write("a", "mine");
        var interrupted = await FindAsync(other);
        var book = await BookAsync(other);
        var git = await OpenAsync(other);

        (await Coded.ThrowsAsync(CheckCodes.Dirty, () => interrupted.ContinueAsync(git, book, interrupted.Choose(null)!, "r2", Cancellation))).Message.ShouldContain("a");
    }

    [Fact]
    public async Task AFinishedReleaseLeavesNothingOnTheRemoteAndIsNotContinued()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        await (await BookAsync(Repository)).FinishAsync(await LedgerAsync(Repository), Cancellation);

        RemoteRefs().ShouldBeEmpty();
        Repository.Git("for-each-ref", "refs/releasekit").ShouldBeEmpty();
        (await FindAsync(Repository)).Ids.ShouldBeEmpty();
        (await LedgerAsync(Repository)).Release.ShouldBeEmpty();
    }

    [Fact]
    public async Task AReleaseThatWasFinishedElsewhereIsNotContinuedHere()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        var other = Clone("other");
        var book = await BookAsync(other);
        await book.ContinueAsync((await book.FindAsync(NotApplied, Cancellation)).Single(), "r2", Cancellation);
        await book.FinishAsync(await LedgerAsync(other), Cancellation);

        (await FindAsync(Repository)).Ids.ShouldBeEmpty();
    }

    [Fact]
    public async Task EntriesThatTheRemoteNeverGotAreNotLostWhenAnotherMachineWasFaster()
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        await (await LedgerAsync(Repository)).AppendAsync(LedgerKind.Live, LedgerPhase.Outcome, Package, "1.1.0", [], Cancellation);
        var other = Clone("other");
        var book = await BookAsync(other);
        await book.ContinueAsync((await book.FindAsync(NotApplied, Cancellation)).Single(), "r2", Cancellation);
        await AnnounceAsync(other);

        var open = (await (await BookAsync(Repository)).FindAsync(NotApplied, Cancellation)).Single();
        open.Ledger.Live.ShouldBe(["npm:x 1.1.0"]);
        open.Ledger.HasUploads.ShouldBeTrue();
        await (await BookAsync(Repository)).ContinueAsync(open, "r3", Cancellation);
        await AnnounceAsync(Repository);
    }

    [Fact]
    public async Task APlanThatDoesNotFitItsNameIsNotTaken()
    {
        await BeginAsync(Repository);
        var name = RemoteRefs().Single();
        Remote.Git("update-ref", "refs/releasekit/000000000000", name);
        Remote.Git("update-ref", "-d", name);

        (await FindAsync(Clone("other"))).Ids.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--strategy=ours")]
    [InlineData("main")]
    public async Task WhatARemoteLedgerCallsACommitIsNeverAnOptionOrAnotherName(string commit)
    {
        await BeginAsync(Repository);
        await CommitAsync(Repository);
        await AnnounceAsync(Repository);
        var text = string.Concat((await LedgerAsync(Repository)).Read().Entries.Select(LedgerText.Write));
        LedgerText.Read(text, "x").ShouldNotBeEmpty();

        Should.Throw<ReleaseException>(() => LedgerText.Read(text.Replace(Repository.Head(), commit, StringComparison.Ordinal), "x"))
            .Diagnostics[0].Code.ShouldBe("RK-LEDGER-DAMAGED");
    }

    private static async Task<InterruptedReleases> FindAsync(GitRepositoryBuilder machine) =>
        await InterruptedReleases.FindAsync(await BookAsync(machine), NotApplied, Cancellation);
}
