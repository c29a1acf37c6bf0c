using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>What checks say about the repository: each with a case where it speaks and one where it has no reason to.</summary>
public sealed class RepositoryCheckTests : IDisposable
{
    private readonly CheckBench _bench = new CheckBench().Write("a/package.json", """{ "name": "a", "version": "1.0.0" }""").Write("b/package.json", """{ "name": "b", "version": "1.0.0" }""");

    private ReleaseWorkspace Workspace => _bench.Workspace;

    [Fact]
    public async Task AHealthyRepositoryPasses()
    {
        _bench.Initialize();
        foreach (var check in (ICheck[])[new CleanTreeCheck(), new InProgressCheck(), new BranchCheck(), new SubmodulesCheck(), new FileCaseCheck(), new TagNamesCheck(), new IdentityCheck(), new DiskSpaceCheck()])
        {
            (await _bench.RunAsync(check)).ShouldSatisfyAllConditions(f => f.Problems.ShouldBeEmpty(), f => f.Remark.ShouldBe(""));
        }
    }

    [Fact]
    public async Task ADetachedHeadMattersWhenTheReleaseIsPushed()
    {
        _bench.Initialize();
        Workspace.Git("checkout", "--quiet", "--detach");
        (await _bench.CodesAsync(new BranchCheck())).ShouldBe(["RK-CHECK-DETACHED"]);
        _bench.Push = false;
        (await _bench.CodesAsync(new BranchCheck())).ShouldBeEmpty();
    }

    [Fact]
    public async Task ABranchBehindItsUpstreamIsToldByHowMuchAndWhatToDo()
    {
        _bench.Initialize();
        Workspace.Change("b/x", "x", "feat: there");
        Workspace.Git("push", "--quiet", "origin", "main");
        Workspace.Git("reset", "--quiet", "--hard", "HEAD~1");
        var behind = (await _bench.RunAsync(new BranchCheck())).Problems.ShouldHaveSingleItem();
        behind.Code.ShouldBe("RK-CHECK-BEHIND");
        behind.Message.ShouldContain("lacks 1 commit");
        behind.Message.ShouldContain("git pull --ff-only");
        Workspace.Change("a/x", "x", "feat: here");
        (await _bench.RunAsync(new BranchCheck())).Problems.ShouldHaveSingleItem().Message.ShouldContain("git pull --rebase");
        Workspace.Git("pull", "--quiet", "--rebase");
        (await _bench.CodesAsync(new BranchCheck())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("main", false)]
    [InlineData("release/*", true)]
    public async Task ABranchNeedsAChannelWhereOthersHaveOne(string pattern, bool warns)
    {
        _bench.Write("releasekit.toml", $"[branches]\n\"{pattern}\" = \"stable\"\n").Initialize();
        (await _bench.CodesAsync(new BranchCheck())).ShouldBe(warns ? ["RK-CHECK-BRANCH"] : []);
    }

    [Theory]
    [InlineData("MERGE_HEAD", "git merge --abort")]
    [InlineData("CHERRY_PICK_HEAD", "git cherry-pick --abort")]
    [InlineData("REVERT_HEAD", "git revert --abort")]
    [InlineData("rebase-merge/done", "git rebase --abort")]
    [InlineData("rebase-apply/next", "git rebase --abort")]
    [InlineData("rebase-apply/applying", "git am --abort")]
    public async Task AnOperationThatIsHalfDoneIsToldWithWhatGivesItUp(string file, string giveUp)
    {
        _bench.Initialize();
        var path = Path.Combine(Workspace.Root, ".git", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Workspace.Git("rev-parse", "HEAD") + "\n");
        var problem = (await _bench.RunAsync(new InProgressCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-UNFINISHED");
        problem.Message.ShouldContain(giveUp);
    }

    [Fact]
    public async Task AnIndexThatSomebodyHoldsIsTold()
    {
        _bench.Initialize();
        File.WriteAllText(Path.Combine(Workspace.Root, ".git", "index.lock"), "");
        (await _bench.CodesAsync(new InProgressCheck())).ShouldBe(["RK-CHECK-LOCKED"]);
    }

    [Fact]
    public async Task WhoeverReleasesIsNamedUnlessThatIsUs()
    {
        _bench.Initialize();
        var context = await _bench.ContextAsync();
        var mine = new RunnerIdentity(new SnapshotEnvironment(new Dictionary<string, string> { ["GITHUB_ACTOR"] = "ada" }), context.Git.Facts.GitDirectory).Describe(DateTimeOffset.UnixEpoch);
        await using (await RemoteLease.TakeAsync(context.Git, "origin", mine, _ => null, false, TimeProvider.System, _ => { }, CheckBench.Token))
        {
            var findings = await new InProgressCheck().RunAsync(context, CheckBench.Token);
            findings.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-RELEASE-RUNNING"), p => p.Message.ShouldContain("ada on "));
            Workspace.Git("for-each-ref", "refs/releasekit").ShouldBe("");
            (await new InProgressCheck().RunAsync(context with { Runner = mine.Runner }, CheckBench.Token)).Problems.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task ReleasesThatAreNotFinishedAreARemark()
    {
        _bench.Initialize();
        Workspace.Git("push", "--quiet", "origin", "HEAD:refs/releasekit/0123456789ab");
        var findings = await _bench.RunAsync(new InProgressCheck());
        findings.Problems.ShouldBeEmpty();
        findings.Remark.ShouldContain("0123456789ab");
    }

    [Fact]
    public async Task ATagThatIsAFolderOfAnotherOneStops()
    {
        _bench.Write("releasekit.toml", "tag_format = \"{name}/v{version}\"\n").Initialize("b");
        var problem = (await _bench.RunAsync(new TagNamesCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-TAG-CONFLICT");
        problem.Message.ShouldContain("npm:b would be released with the tag 'b/v1.0.0'");
    }

    [Fact]
    public async Task ATagThatDiffersInLetterCaseOnlyWarns()
    {
        _bench.Initialize("a-v0.0.9", "B-v1.0.0");
        (await _bench.RunAsync(new TagNamesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-TAG-CASE"), p => p.Message.ShouldContain("'B-v1.0.0'"));
    }

    [Fact]
    public async Task ASubmoduleWithoutFilesWarns()
    {
        _bench.Initialize();
        Workspace.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", Workspace.Remote, "a/native");
        Workspace.Commit("chore: add a submodule");
        (await _bench.CodesAsync(new SubmodulesCheck())).ShouldBeEmpty();
        Workspace.Git("submodule", "--quiet", "deinit", "--force", "a/native");
        (await _bench.RunAsync(new SubmodulesCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-SUBMODULE"), p => p.Message.ShouldContain("a/native"));
    }

    [Fact]
    public async Task PathsThatDifferInLetterCaseOnlyMatterInReleasedPackages()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "The file system does not tell letter case apart.");
        _bench.Write("docs/Readme.md", "").Write("docs/README.md", "").Initialize();
        (await _bench.CodesAsync(new FileCaseCheck())).ShouldBeEmpty();
        _bench.Write("a/src/index.js", "").Write("a/Src/other.js", "");
        var problem = (await _bench.RunAsync(new FileCaseCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-FILE-CASE");
        problem.Message.ShouldContain("a/Src and a/src");
    }

    [Theory]
    [InlineData(0L, "RK-CHECK-DISK-FULL")]
    [InlineData(64L << 20, "RK-CHECK-DISK-LOW")]
    [InlineData(64L << 30, null)]
    [InlineData(null, null)]
    public async Task ADiskWithoutRoomIsTold(long? free, string? code)
    {
        _bench.Initialize();
        (await _bench.CodesAsync(new DiskSpaceCheck(path => path == Workspace.Output ? free : null))).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public async Task ClientsAreNamedWithTheirVersionsAndOldOnesWarn()
    {
        _bench.Initialize();
        _bench.Processes = new VersionedClients(("git", "git version 2.30.1 (Apple Git-130)"), ("node", "v22.1.0"), ("npm", "10.9.2"));
        var findings = await _bench.RunAsync(new ClientVersionsCheck());
        findings.Remark.ShouldBe("git 2.30.1, node 22.1.0, npm 10.9.2");
        var problem = findings.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-CLIENT-OLD");
        problem.Descriptor.Severity.ShouldBe(DiagnosticSeverity.Warning);
        problem.Message.ShouldContain("git is 2.30.1");
    }

    public void Dispose() => _bench.Dispose();
}
