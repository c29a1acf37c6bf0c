using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A release on a branch of its own, with a pull request that is opened, brought up to date and closed.</summary>
public sealed class PrepareTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task ThereIsOneBranchAndOnePullRequestForAllEcosystems()
    {
        var head = _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        var machine = _bench.Clone();

        var prepared = await _bench.PrepareAsync(machine);

        prepared.State.ShouldBe("created");
        prepared.Branch.ShouldBe(Branch);
        prepared.Number.ShouldBe(1);
        prepared.Commit.ShouldBe(_bench.Remote.Git("rev-parse", Branch).Trim());
        _bench.Remote.Git("rev-parse", Branch + "^").Trim().ShouldBe(head);
        _bench.Show(Branch, "packages/core/package.json").ShouldContain("\"version\": \"1.1.0\"");
        _bench.Show(Branch, "packages/app/package.json").ShouldContain("\"core\": \"^1.1.0\"");
        _bench.Show(Branch, "py/pyproject.toml").ShouldContain("version = \"1.1.0\"");
        _bench.Show(Branch, "packages/core/CHANGELOG.md").ShouldContain("- more");
        var page = _bench.Forge.Only;
        page.Title.ShouldBe("chore(release): publish 3 packages");
        (page.Head, page.Base, page.State).ShouldBe((Branch, "main", PullRequestState.Open));
        page.Labels.ShouldBe(["autorelease: pending"]);
        _bench.Forge.Statuses.ShouldBe([(prepared.Commit!, "releasekit", CommitState.Success, "3 packages")]);
        page.Body.ShouldContain("| `npm:core` | 1.0.0 | **1.1.0** | feat: more |");
        var manifest = ManifestText.Read(page.Body);
        manifest.Base.ShouldBe(head);
        manifest.Branch.ShouldBe("main");
        manifest.Releases.ShouldBe([new(PackageId.Parse("npm:app"), "1.0.1", "app-v1.0.1"), new(PackageId.Parse("npm:core"), "1.1.0", "core-v1.1.0"), new(PackageId.Parse("python:snake"), "1.1.0", "snake-v1.1.0")]);
        _bench.Refs("refs/releasekit").ShouldBe(["refs/releasekit/plans/" + manifest.Plan[..12]]);
        _bench.Remote.Git("log", "-1", "--format=%(trailers:key=ReleaseKit-Plan,valueonly)", Branch).Trim().ShouldBe(manifest.Plan);

        // Nothing but those is touched.
        machine.Git("status", "--porcelain").ShouldBeEmpty();
        machine.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(1);
        machine.Git("branch", "--format=%(refname:short)").Trim().ShouldBe("main");
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main", "refs/heads/" + Branch]);
    }

    [Fact]
    public async Task TheSecondRunChangesNothing()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        var refs = _bench.Remote.Git("for-each-ref");
        _bench.Forge.Calls.Clear();

        var again = await _bench.PrepareAsync();

        again.State.ShouldBe("unchanged");
        again.Number.ShouldBe(1);
        _bench.Remote.Git("for-each-ref").ShouldBe(refs);
        _bench.Forge.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task ANewCommitBringsBranchAndPullRequestUpToDate()
    {
        _bench.Push("fix: less", "packages/core/index.js");
        await _bench.PrepareAsync();
        var head = _bench.Push("feat: more", "packages/core/index.js");

        var again = await _bench.PrepareAsync();

        again.State.ShouldBe("updated");
        _bench.Remote.Git("rev-parse", Branch + "^").Trim().ShouldBe(head);
        _bench.Forge.Only.Body.ShouldContain("**1.1.0**");
        _bench.Refs("refs/releasekit").ShouldBe(["refs/releasekit/plans/" + ManifestText.Read(_bench.Forge.Only.Body).Plan[..12]]);
    }

    [Fact]
    public async Task WhenNothingIsLeftItIsClosed()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        _bench.Machine.Git("reset", "--quiet", "--hard", "HEAD~1");
        _bench.Machine.Git("push", "--quiet", "--force", "origin", "main");

        var closed = await _bench.PrepareAsync();

        closed.State.ShouldBe("closed");
        closed.Number.ShouldBe(1);
        _bench.Forge.Only.State.ShouldBe(PullRequestState.Closed);
        _bench.Forge.Only.Labels.ShouldBeEmpty();
        _bench.Forge.Comments.ShouldHaveSingleItem().Body.ShouldBe("Nothing is left to release, so this is closed.");
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        (await _bench.PrepareAsync()).State.ShouldBe("none");
    }
}
