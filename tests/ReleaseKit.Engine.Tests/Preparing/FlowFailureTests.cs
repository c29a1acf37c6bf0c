using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>What goes wrong between a push and a tag, each with its outcome, and nothing half done.</summary>
public sealed class FlowFailureTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task ADeletedReleaseBranchIsMadeAgain()
    {
        await PreparedAsync();
        _bench.Remote.Git("update-ref", "-d", "refs/heads/" + Branch);

        (await _bench.PrepareAsync()).State.ShouldNotBe("none");
        _bench.Refs("refs/heads/releasekit").ShouldBe(["refs/heads/" + Branch]);
        _bench.Forge.PullRequests.Count(p => p.State == PullRequestState.Open).ShouldBe(1);
    }

    [Fact]
    public async Task AForcePushedBaseIsNotPreparedFromWhatIsGone()
    {
        await PreparedAsync();
        var stale = _bench.Clone();
        _bench.Machine.Git("reset", "--quiet", "--hard", "HEAD~1");
        _bench.Machine.Change("fix: instead", "packages/app/index.js");
        _bench.Machine.Git("push", "--quiet", "--force", "origin", "main");
        (await Coded.ThrowsAsync(PrepareCodes.Base, () => _bench.PrepareAsync(stale))).Message.ShouldContain("is not on origin/main");
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        _bench.Remote.Git("rev-parse", Branch + "^").ShouldBe(_bench.Remote.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task ARenamedDefaultBranchIsNamed()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var clone = _bench.Clone();
        _bench.Remote.Git("branch", "-m", "main", "trunk");
        _bench.Forge.Main = "trunk";

        (await Coded.ThrowsAsync(PrepareCodes.Base, () => _bench.PrepareAsync(clone))).Message.ShouldContain("Its default branch is trunk");
    }

    [Fact]
    public async Task AProtectedBranchIsAPushThatIsRejected()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Hook("update", $"case $1 in refs/heads/{Branch}) echo 'protected branch' >&2; exit 1;; esac");

        (await _bench.PrepareFailsAsync(GitCodes.PushRejected)).Message.ShouldContain("protected branch");
        _bench.Refs("refs/releasekit").ShouldBeEmpty("the push is atomic");
        _bench.Forge.PullRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExpiredTokenStopsBeforeThePush()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Forge.Before = call => throw new ReleaseException(ForgeCodes.Unauthorized.Create($"{call}: the token has expired."));

        await _bench.PrepareFailsAsync(ForgeCodes.Unauthorized);
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task AClosedPullRequestIsFollowedByANewOne()
    {
        await PreparedAsync();
        _bench.Forge.Close();
        _bench.Push("fix: other", "packages/app/index.js");

        var next = await _bench.PrepareAsync();

        next.Number.ShouldBe(2);
        next.State.ShouldBe("created");
        await _bench.TagAsync();
        _bench.Refs("refs/tags").Length.ShouldBe(3, "nothing was merged");
        (await Coded.ThrowsAsync(PullRequestCodes.Unmerged, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", PullRequest = "1" }))).Message.ShouldContain("closed without being merged");
    }

    [Fact]
    public async Task AHundredLabelsAreLeftAlone()
    {
        await PreparedAsync();
        string[] theirs = [.. Enumerable.Range(0, 100).Select(i => $"label {i:000}")];
        _bench.Forge.PullRequests[0] = _bench.Forge.Only with { Labels = [.. theirs] };

        await _bench.PrepareAsync();
        _bench.Forge.Only.Labels.ShouldBe([.. theirs.Append("autorelease: pending").Order(StringComparer.Ordinal)]);
        _bench.Forge.Merge(MergeMethod.Squash);
        await _bench.TagAsync();
        _bench.Forge.Only.Labels.ShouldBe([.. theirs.Append("autorelease: tagged").Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task ALabelThatSomebodyRemovedOrMisplacedBlocksNothing()
    {
        await PreparedAsync();
        _bench.Forge.PullRequests[0] = _bench.Forge.Only with { Labels = ["autorelease: published"] };
        _bench.Forge.Merge(MergeMethod.Squash);

        (await _bench.TagAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task AnOlderCommitGivesWayToANewerOne()
    {
        _bench.Push("fix: first", "packages/core/index.js");
        var older = _bench.Clone();
        _bench.Push("feat: second", "packages/core/index.js");
        await _bench.PrepareAsync();
        var refs = _bench.Remote.Git("for-each-ref");

        (await _bench.PrepareAsync(older)).State.ShouldBe("unchanged");
        _bench.Remote.Git("for-each-ref").ShouldBe(refs);
    }

    [Fact]
    public async Task ATagThatNamesAnotherCommitIsNotMoved()
    {
        await PreparedAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        _bench.Remote.Git("tag", "core-v1.1.0", "main~1");

        (await Coded.ThrowsAsync(GitCodes.TagExists, () => _bench.TagAsync())).Message.ShouldContain("core-v1.1.0");
        _bench.Refs("refs/tags").Length.ShouldBe(4, "none of the others was pushed");
    }

    [Fact]
    public async Task ASecondReleaseOfADayIsToldHowToNameIt()
    {
        await PreparedAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        UmbrellaTag.TryParse("all-{date}", out var umbrella).ShouldBeTrue();
        var day = (await _bench.WaitingAsync()).ShouldHaveSingleItem().Plan.Date;
        _bench.Remote.Git("tag", $"all-{day}", "main~1");

        (await Coded.ThrowsAsync(GitCodes.TagExists, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", Umbrella = umbrella }))).Message.ShouldContain("Put {plan} into umbrella_tag");
    }

    [Fact]
    public async Task WhatWasMergedWithOtherVersionsIsSaid()
    {
        await PreparedAsync();
        var people = _bench.Clone();
        people.Git("checkout", "--quiet", Branch);
        people.Write("packages/core/package.json", File.ReadAllText(Path.Combine(people.Path, "packages/core/package.json")).Replace("1.1.0", "1.9.0", StringComparison.Ordinal));
        people.Commit("chore: other");
        people.Git("push", "--quiet", "origin", Branch);
        _bench.Forge.Merge(MergeMethod.Squash);

        (await Coded.ThrowsAsync(PullRequestCodes.Unapplied, () => _bench.TagAsync())).Message.ShouldContain("Pull request 1 ");
    }

    [Fact]
    public async Task APullRequestThatIsNoneAndAPlanThatIsGoneAreSaid()
    {
        await PreparedAsync();
        await Coded.ThrowsAsync(PullRequestCodes.Unknown, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", PullRequest = "77" }));
        await Coded.ThrowsAsync(PullRequestCodes.Unmerged, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", PullRequest = "1" }));
        _bench.Forge.Merge(MergeMethod.Squash);
        _bench.Remote.Git("update-ref", "-d", _bench.Refs("refs/releasekit").Single());
        await Coded.ThrowsAsync(PullRequestCodes.Plan, () => _bench.TagAsync(_bench.Clone(), _bench.Forge, new TagOptions { Branch = "main", PullRequest = "1" }));
    }

    [Fact]
    public async Task ADetachedHeadOfNoKnownBranchIsSaid()
    {
        _bench.Options = _bench.Options with { Branch = null };
        await _bench.PrepareFailsAsync(PrepareCodes.Branch);
    }

    [Fact]
    public async Task ARepositoryWithoutRemoteIsSaid()
    {
        var clone = _bench.Clone();
        clone.Git("remote", "remove", "origin");
        await Coded.ThrowsAsync(PrepareCodes.Remote, () => _bench.PrepareAsync(clone));
        await Coded.ThrowsAsync(PrepareCodes.Remote, () => _bench.TagAsync(clone));
    }

    [Fact]
    public async Task AShallowCloneIsSaidAndAPartialOneIsNot()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Remote.Git("config", "uploadpack.allowFilter", "true");
        await Coded.ThrowsAsync(GitCodes.Shallow, () => _bench.PrepareAsync(_bench.Clone("--depth=1")));
        (await _bench.PrepareAsync(_bench.Clone("--filter=blob:none"))).State.ShouldBe("created");
        _bench.Forge.Merge(MergeMethod.Squash);
        (await _bench.TagAsync(_bench.Clone("--filter=blob:none"))).Length.ShouldBe(2);
    }

    [Fact]
    public async Task ObjectNamesMayBeOfSha256()
    {
        using var bench = new FlowBench(initialize: true, "--object-format=sha256");
        bench.Push("feat: more", "packages/core/index.js");
        (await bench.PrepareAsync()).Commit!.Length.ShouldBe(64);
        bench.Forge.Merge(MergeMethod.Rebase);
        (await bench.TagAsync()).ShouldAllBe(t => t.Commit.Length == 64);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task TheBranchOfAGroupIsItsOwnInWhateverOrderTheyAreMerged(long first, long second)
    {
        _bench.Machine.Write("packages/core/releasekit.toml", "group = \"js\"\n").Write("py/releasekit.toml", "group = \"py\"\n");
        _bench.Push("feat: both", "packages/core/index.js", "py/snake.py");
        foreach (var group in new[] { "js", "py" })
        {
            _bench.Options = new PrepareOptions { Branch = "main", Plan = new Engine.Releasing.PlanOptions(group, [], "") };
            (await _bench.PrepareAsync()).State.ShouldBe("created");
        }

        _bench.Forge.PullRequests.Select(p => p.Head).ShouldBe([Branch + "--js", Branch + "--py"]);
        _bench.Show(Branch + "--js", "py/pyproject.toml").ShouldContain("version = \"1.0.0\"");
        string[] merged = [_bench.Forge.Merge(MergeMethod.Merge, first).MergeCommit!, _bench.Forge.Merge(MergeMethod.Squash, second).MergeCommit!];
        (await _bench.TagAsync()).Length.ShouldBeGreaterThan(1);
        _bench.CommitOf("core-v1.1.0").ShouldBe(merged[first == 1 ? 0 : 1]);
        _bench.CommitOf("snake-v1.1.0").ShouldBe(merged[first == 1 ? 1 : 0]);
    }

    [Fact]
    public async Task AMaintenanceBranchIsReleasedBesideMain()
    {
        _bench.Machine.Git("branch", "release/1.x");
        _bench.Machine.Git("push", "--quiet", "origin", "release/1.x");
        _bench.Push("feat!: next", "py/snake.py");
        _bench.Machine.Git("checkout", "--quiet", "release/1.x");
        var mended = _bench.Machine.Change("fix: mend", "py/snake.py");
        _bench.Machine.Git("push", "--quiet", "origin", "release/1.x");
        _bench.Machine.Git("checkout", "--quiet", "main");

        var old = _bench.Options with { Branch = "release/1.x" };
        (await _bench.PrepareAsync()).State.ShouldBe("created");
        (await _bench.PrepareAsync(_bench.Clone("--branch=release/1.x"), _bench.Forge, old)).Branch.ShouldBe("releasekit/release/release/1.x");
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
        _bench.Forge.PullRequests.Select(p => (p.Head, p.Base)).ShouldBe([(Branch, "main"), ("releasekit/release/release/1.x", "release/1.x")]);
        _bench.Remote.Git("rev-parse", "releasekit/release/release/1.x^").Trim().ShouldBe(mended);

        _bench.Forge.Merge(MergeMethod.Squash);
        (await _bench.TagAsync()).Select(t => t.Tag).ShouldBe(["snake-v2.0.0"]);
        (await _bench.PrepareAsync(_bench.Clone("--branch=release/1.x"), _bench.Forge, old)).State.ShouldBe("unchanged");
        var merged = _bench.Forge.Merge(MergeMethod.Merge, 2).MergeCommit;
        var tagged = await _bench.TagAsync(_bench.Clone("--branch=release/1.x"), _bench.Forge, new TagOptions { Branch = "release/1.x" });
        tagged.Where(t => t.IsNew).ShouldAllBe(t => t.Commit == merged);
        _bench.CommitOf("snake-v1.0.1").ShouldBe(merged);
        _bench.Remote.Git("branch", "--format=%(refname:short)", "--contains", merged!).Trim().ShouldBe("release/1.x");
    }

    [Fact]
    public async Task WhatAForgeTriesToMergeIsNotTagged()
    {
        await PreparedAsync();

        // What CI checks out for a pull request: a commit that may never come onto the branch.
        var clone = _bench.Clone();
        clone.Git("checkout", "--quiet", "--detach");
        clone.Merge("origin/" + Branch, "Merge for a try");

        (await _bench.TagAsync(clone, _bench.Forge, new TagOptions { Branch = "main" })).ShouldBeEmpty();
        (await _bench.TagAsync(clone, _bench.Forge, new TagOptions { Branch = null })).ShouldBeEmpty();
        _bench.Refs("refs/tags").Length.ShouldBe(3);
        _bench.Said.ShouldContain(s => s.Contains("is not on origin/main", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATokenThatMaySetNoStatusStopsNothing()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Forge.Before = call =>
        {
            if (call == "SetStatus")
            {
                throw new ReleaseException(ForgeCodes.Forbidden.Create("statuses: write is missing."));
            }
        };

        (await _bench.PrepareAsync()).State.ShouldBe("created");
        _bench.Said.ShouldContain(s => s.Contains("statuses: write is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADraftIsOpenedAsOneAndStaysWhatPeopleMakeOfIt()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Options = _bench.Options with { Draft = true };
        await _bench.PrepareAsync();
        _bench.Forge.Only.IsDraft.ShouldBeTrue();
        _bench.Forge.PullRequests[0] = _bench.Forge.Only with { IsDraft = false };
        _bench.Push("fix: other", "packages/app/index.js");
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        _bench.Forge.Only.IsDraft.ShouldBeFalse();
    }

    [Fact]
    public async Task WithoutAForgeTheDescriptionIsAFile()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var prepared = await _bench.PrepareAsync(_bench.Clone(), null, _bench.Options);
        prepared.State.ShouldBe("created");
        prepared.Url.ShouldBe("https://github.test/acme/widgets/compare/main...releasekit/release/main");
        prepared.Body.ShouldNotBeNull().ShouldContain("| `npm:core` | 1.0.0 | **1.1.0** |");
    }

    [Fact]
    public async Task MercurialHasNoReleaseBranches()
    {
        Tool.Require("hg");
        var path = _bench.Scratch.File("hg");
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, "a"), "a\n", FlowBench.Token);
        foreach (string[] arguments in new string[][] { ["init"], ["--config", "ui.username=Ada", "commit", "-A", "-m", "first"] })
        {
            CommandLine.Run(path, "hg", arguments).ExitCode.ShouldBe(0);
        }

        await Coded.ThrowsAsync(PrepareCodes.Vcs, () => _bench.PrepareAsync(GitRepositoryBuilder.Open(path)));
        await Coded.ThrowsAsync(PrepareCodes.Vcs, () => _bench.TagAsync(GitRepositoryBuilder.Open(path)));
    }

    private async Task PreparedAsync()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
    }
}
