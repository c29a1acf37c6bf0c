using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

public sealed class LedgerMirrorTests : LedgerTestBase
{
    [Fact]
    public async Task TheRemoteHasThePlanTheEntriesAndTheReleaseCommitButNoBranchMoved()
    {
        var main = Remote.Git("rev-parse", "main");
        var plan = await BeginAsync(Repository);
        var commit = await CommitAsync(Repository);

        var name = RemoteRefs().ShouldHaveSingleItem();
        name.ShouldBe("refs/releasekit/" + PlanDocument.Hash(plan)[..12]);
        Remote.Git("show", name + ":plan.json").ShouldBe(PlanDocument.Write(plan));
        Remote.Git("show", name + ":release-commit").Trim().ShouldBe(commit);
        Remote.Git("show", name + ":ledger.jsonl").ShouldBe(File.ReadAllText(Path.Combine(Output(Repository), "ledger", ReleaseBook.IdOf(plan) + ".jsonl")));
        Remote.Git("log", "-1", "--format=%s", commit).Trim().ShouldBe("chore(release): x");
        Remote.Git("rev-parse", "main").ShouldBe(main);
        Repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheIntentIsThereWithItsDigestsWhenTheFlushReturns()
    {
        await BeginAsync(Repository);
        await AnnounceAsync(Repository);

        LedgerText.Read(Remote.Git("show", RemoteRefs()[0] + ":ledger.jsonl"), "remote")[^1].Digests.ShouldBe([Digest]);
    }

    [Fact]
    public async Task EntriesThatWaitTogetherGoWithOnePush()
    {
        await BeginAsync(Repository);
        Remote.Git("config", "core.logAllRefUpdates", "always");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AnnounceAsync(Repository, Digest with { Sha256 = $"{i}" })));

        var pushes = Remote.Git("reflog", "show", "--format=%h", RemoteRefs()[0]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        pushes.ShouldBeLessThan(8);
        LedgerText.Read(Remote.Git("show", RemoteRefs()[0] + ":ledger.jsonl"), "remote").Count(e => e.Kind == LedgerKind.Upload).ShouldBe(8);
    }

    [Fact]
    public async Task ARunThatWasTakenOverUploadsNothingMore()
    {
        await BeginAsync(Repository);
        await AnnounceAsync(Repository);
        var other = Clone("other");
        var book = await BookAsync(other);
        await book.ContinueAsync((await book.FindAsync(NotApplied, Cancellation)).ShouldHaveSingleItem(), "r2", Cancellation);

        (await Coded.ThrowsAsync(LedgerCodes.LeaseLost, () => AnnounceAsync(Repository))).Message.ShouldContain("origin");
        await AnnounceAsync(other);
    }

    [Fact]
    public async Task ARunWhoseReleaseWasEndedElsewhereUploadsNothingMore()
    {
        await BeginAsync(Repository);
        Remote.Git("update-ref", "-d", RemoteRefs()[0]);
        await Coded.ThrowsAsync(LedgerCodes.LeaseLost, () => AnnounceAsync(Repository));
    }

    [Fact]
    public async Task APushWhoseRecordWasLostInAKillIsRecognised()
    {
        var plan = await BeginAsync(Repository);
        var state = Path.Combine(Output(Repository), "ledger", ReleaseBook.IdOf(plan) + ".mirror.json");
        var before = await File.ReadAllTextAsync(state, Cancellation);
        await AnnounceAsync(Repository);
        await File.WriteAllTextAsync(state, before, Cancellation);

        await AnnounceAsync(Repository, Digest with { Sha256 = "later" });

        LedgerText.Read(Remote.Git("show", RemoteRefs()[0] + ":ledger.jsonl"), "remote")[^1].Digests[0].Sha256.ShouldBe("later");
    }

    [Fact]
    public async Task ARemoteThatForbidsTheRefIsToldWithTheWayAround()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX hooks");
        var hook = Path.Combine(Remote.Path, "hooks", "pre-receive");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, "#!/bin/sh\necho 'only branches here' >&2\nexit 1\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var diagnostic = await Coded.ThrowsAsync(LedgerCodes.Refused, () => BeginAsync(Repository));
        diagnostic.Message.ShouldContain("only branches here");
        diagnostic.Message.ShouldContain("ReleaseMirror=false");
    }

    [Fact]
    public async Task WithoutARemoteEverythingStaysHere()
    {
        await BeginAsync(Repository, remote: null);
        await AnnounceAsync(Repository);

        RemoteRefs().ShouldBeEmpty();
        (await (await BookAsync(Repository, null)).FindAsync(NotApplied, Cancellation)).ShouldHaveSingleItem().Ledger.HasUploads.ShouldBeTrue();
    }
}
