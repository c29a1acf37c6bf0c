using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>What every forge does for a release, against its loopback: pull requests.</summary>
public abstract partial class ForgeContractTests(ForgeKind kind)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ForgeBench> StartAsync() => ForgeBench.StartAsync(kind);

    [Fact]
    public async Task OpenedPullRequestIsFoundAsItIs()
    {
        using var bench = await StartAsync();
        var head = bench.Branch("releasekit/release/main");
        var opened = await bench.Forge.OpenAsync("releasekit/release/main", "main", "chore: release", "one\r\ntwo <!-- x -->\n", draft: false, Cancellation);
        opened.Number.ShouldBe(1);
        opened.Title.ShouldBe("chore: release");
        opened.Body.ShouldBe("one\ntwo <!-- x -->");
        (opened.Head, opened.Base, opened.State, opened.IsFromFork, opened.IsDraft).ShouldBe(("releasekit/release/main", "main", PullRequestState.Open, false, false));
        opened.MergeCommit.ShouldBeNull();
        opened.Url.ShouldStartWith("http");
        var found = (await bench.Forge.FindAsync(opened.Number, Cancellation)).ShouldNotBeNull();
        (found with { Labels = opened.Labels }).ShouldBe(opened with { HeadCommit = found.HeadCommit });
        head.ShouldStartWith(found.HeadCommit.ShouldNotBeNull());
        (await bench.Forge.FindAsync(99, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task DraftIsOpened()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var draft = await bench.Forge.OpenAsync("topic", "main", "chore: release", "", draft: true, Cancellation);
        draft.IsDraft.ShouldBeTrue();
        draft.Title.ShouldBe("chore: release");
    }

    [Fact]
    public async Task OpeningTwiceGivesTheSame()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var first = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Recorder.Clear();
        (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldBe(first.Number);
        bench.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task AnswerThatIsLostOpensNoSecondPullRequest()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        await bench.FaultAsync("""{"operation":"change","times":1,"reset":true,"after":true}""");
        (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldBe(1);
        (await bench.Forge.ListAsync(null, null, null, Cancellation).CountAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task OnlyWhatDiffersIsChanged()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Recorder.Clear();
        await bench.Forge.ChangeAsync(opened.Number, new PullRequestChange { Title = "a", Body = "b\r\n", Base = "main", State = PullRequestState.Open }, Cancellation);
        bench.Changes.ShouldBe(0);

        var changed = await bench.Forge.ChangeAsync(opened.Number, new PullRequestChange { Title = "c", Body = "d" }, Cancellation);
        (changed.Title, changed.Body, changed.State).ShouldBe(("c", "d", PullRequestState.Open));
        bench.Changes.ShouldBe(1);
    }

    [Fact]
    public async Task ClosedPullRequestIsNotMerged()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        var closed = await bench.Forge.ChangeAsync(opened.Number, new PullRequestChange { State = PullRequestState.Closed }, Cancellation);
        (closed.State, closed.MergeCommit).ShouldBe((PullRequestState.Closed, null));
        (await bench.Forge.ListAsync(PullRequestState.Merged, null, null, Cancellation).CountAsync(Cancellation)).ShouldBe(0);
        (await bench.Forge.ListAsync(PullRequestState.Closed, "topic", "main", Cancellation).CountAsync(Cancellation)).ShouldBe(1);

        var reopen = new PullRequestChange { State = PullRequestState.Open };
        if (kind == ForgeKind.Bitbucket)
        {
            await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.ChangeAsync(opened.Number, reopen, Cancellation));
            (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldNotBe(opened.Number);
        }
        else
        {
            (await bench.Forge.ChangeAsync(opened.Number, reopen, Cancellation)).State.ShouldBe(PullRequestState.Open);
            (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldBe(opened.Number);
        }
    }

    [Fact]
    public async Task ListHasEveryPage()
    {
        using var bench = await StartAsync();
        for (var i = 1; i <= 103; i++)
        {
            bench.Work.Git("branch", $"b{i}", bench.Work.Git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", $"c{i}").Trim());
        }

        bench.Work.Git("push", "--quiet", "--all", "origin");
        for (var i = 1; i <= 103; i++)
        {
            await bench.Forge.OpenAsync($"b{i}", "main", $"t{i}", "", draft: false, Cancellation);
        }

        var all = await bench.Forge.ListAsync(PullRequestState.Open, null, null, Cancellation).Select(p => p.Number).ToListAsync(Cancellation);
        all.ShouldBe(Enumerable.Range(1, 103).Reverse().Select(n => (long)n));
        (await bench.Forge.ListAsync(null, "b1", null, Cancellation).SingleAsync(Cancellation)).Title.ShouldBe("t1");
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public async Task MergedPullRequestNamesItsCommit(MergeMethod method)
    {
        using var bench = await StartAsync();
        var head = bench.Branch("topic", commits: 2);
        var opened = await bench.Forge.OpenAsync("topic", "main", "chore: release", "b", draft: false, Cancellation);
        bench.Advance("later.txt");
        if (method == MergeMethod.Rebase)
        {
            // GitLab merges as the project says: only fast-forward leaves no merge commit.
            bench.Bare.Git("config", "loopback.mergeMethod", "ff");
        }

        var merged = await bench.Forge.MergeAsync(opened.Number, head, method, Cancellation);
        merged.State.ShouldBe(PullRequestState.Merged);
        var commit = bench.Bare.Git("rev-parse", merged.MergeCommit.ShouldNotBeNull()).Trim();
        commit.ShouldBe(bench.Bare.Git("rev-parse", "main").Trim());
        bench.Bare.Git("cat-file", "-e", "main:topic-1.txt");
        bench.Bare.Git("rev-list", "--parents", "-1", "main").Split(' ').Length.ShouldBe(method == MergeMethod.Merge ? 3 : 2);

        bench.Recorder.Clear();
        (await bench.Forge.MergeAsync(opened.Number, head, method, Cancellation)).MergeCommit.ShouldBe(merged.MergeCommit);
        bench.Changes.ShouldBe(0);
        (await bench.Forge.ListAsync(PullRequestState.Merged, "topic", "main", Cancellation).SingleAsync(Cancellation)).MergeCommit.ShouldBe(merged.MergeCommit);
        (await bench.Forge.OfCommitAsync(commit, Cancellation)).Select(p => p.Number).ShouldBe([opened.Number]);
    }

    [Fact]
    public async Task CommitThatNobodyHasBelongsToNoPullRequest()
    {
        using var bench = await StartAsync();
        (await bench.Forge.OfCommitAsync(new string('d', 40), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task BranchThatMovedIsNotMerged()
    {
        using var bench = await StartAsync();
        var before = bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Branch("topic", commits: 3);
        await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.MergeAsync(opened.Number, before, MergeMethod.Merge, Cancellation));
        (await bench.Forge.FindAsync(opened.Number, Cancellation))!.State.ShouldBe(PullRequestState.Open);
    }

    [Fact]
    public async Task ConflictIsRefused()
    {
        using var bench = await StartAsync();
        var head = bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Advance("topic-0.txt");
        await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.MergeAsync(opened.Number, head, MergeMethod.Squash, Cancellation));
    }

    [Fact]
    public async Task ProtectedBranchIsRefused()
    {
        using var bench = await StartAsync();
        var head = bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Bare.Git("config", "--add", "loopback.protectedBranch", "main");
        var refusal = await Should.ThrowAsync<ReleaseException>(() => bench.Forge.MergeAsync(opened.Number, head, MergeMethod.Merge, Cancellation));
        refusal.Diagnostics.ShouldHaveSingleItem().Code.ShouldBeOneOf(ForgeCodes.Refused.Code, ForgeCodes.Forbidden.Code);
    }

    [Fact]
    public async Task DeletedBranchLeavesNothingToMerge()
    {
        using var bench = await StartAsync();
        var head = bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Work.Git("push", "--quiet", "origin", ":topic");
        await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.MergeAsync(opened.Number, head, MergeMethod.Merge, Cancellation));
        (await bench.Forge.FindAsync(opened.Number, Cancellation))!.State.ShouldNotBe(PullRequestState.Merged);
    }

    [Fact]
    public async Task BranchMergedByHandIsMerged()
    {
        using var bench = await StartAsync();
        var head = bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        bench.Work.Git("push", "--quiet", "origin", $"{head}:main");
        var merged = await bench.Forge.FindAsync(opened.Number, Cancellation);
        merged!.State.ShouldBe(PullRequestState.Merged);
    }

    [Fact]
    public async Task RenamedDefaultBranchIsTold()
    {
        using var bench = await StartAsync();
        (await bench.Forge.DefaultBranchAsync(Cancellation)).ShouldBe("main");
        bench.Bare.Git("branch", "--move", "main", "trunk");
        (await bench.Forge.DefaultBranchAsync(Cancellation)).ShouldBe("trunk");
    }

    [Fact]
    public async Task BodyThatIsTooLongIsRefusedAndTheLongestIsTaken()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var longest = bench.Forge.Capabilities.LongestBody;
        await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.OpenAsync("topic", "main", "a", new string('x', longest + 1), draft: false, Cancellation));
        (await bench.Forge.OpenAsync("topic", "main", "a", new string('x', longest), draft: false, Cancellation)).Body.Length.ShouldBe(longest);
    }
}
