using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>What people write into a release pull request, or commit to its branch, stays until it is merged.</summary>
public sealed class HumanEditTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task AVersionAndNotesOfTheDescriptionStay()
    {
        await PreparedAsync();
        _bench.Forge.Edit(body => body.Replace("| **1.1.0** | feat: more", "| 2.0.0 | feat: more", StringComparison.Ordinal).Replace("- more", "- Much more.", StringComparison.Ordinal));

        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        Holds();
        _bench.Push("fix: bug", "py/snake.py");
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        Holds();
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
        _bench.Forge.Only.Body.ShouldContain("| `npm:core` | 1.0.0 | **2.0.0** | chosen in this pull request |");

        void Holds()
        {
            _bench.Show(Branch, "packages/core/package.json").ShouldContain("\"version\": \"2.0.0\"");
            _bench.Show(Branch, "packages/core/CHANGELOG.md").ShouldContain("## 2.0.0");
            _bench.Show(Branch, "packages/core/CHANGELOG.md").ShouldContain("- Much more.");
            _bench.Forge.Only.Body.ShouldContain("- Much more.");
        }
    }

    [Fact]
    public async Task AVersionNotesAndFilesOfTheBranchStay()
    {
        await PreparedAsync();
        var people = Checkout();
        people.Write("packages/core/package.json", File.ReadAllText(Path.Combine(people.Path, "packages/core/package.json")).Replace("1.1.0", "3.0.0", StringComparison.Ordinal));
        people.Commit("chore: three");
        people.Write("packages/core/CHANGELOG.md", File.ReadAllText(Path.Combine(people.Path, "packages/core/CHANGELOG.md")).Replace("- more", "- Said otherwise.", StringComparison.Ordinal));
        people.Commit("docs: words");
        people.Write("docs/guide.md", "A guide.\n");
        people.Commit("docs: guide");
        people.Git("push", "--quiet", "origin", Branch);

        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        Holds();
        var head = _bench.Push("feat: even more", "packages/app/index.js");
        (await _bench.PrepareAsync()).State.ShouldBe("updated");
        Holds();
        _bench.Remote.Git("log", "--format=%s %an", "main.." + Branch).ShouldBe("docs: guide Ada Author\nchore(release): publish 2 packages CI\n");
        _bench.Remote.Git("merge-base", "main", Branch).Trim().ShouldBe(head);

        void Holds()
        {
            _bench.Show(Branch, "packages/core/package.json").ShouldContain("\"version\": \"3.0.0\"");
            _bench.Show(Branch, "packages/core/CHANGELOG.md").ShouldContain("- Said otherwise.");
            _bench.Show(Branch, "docs/guide.md").ShouldBe("A guide.\n");
            _bench.Forge.Only.Body.ShouldContain("- Said otherwise.");
        }
    }

    [Fact]
    public async Task ACommitThatConflictsStopsEverything()
    {
        _bench.Push("docs: notes", "NOTES.md");
        await PreparedAsync();
        var people = Checkout();
        people.Write("NOTES.md", "theirs\n");
        people.Commit("docs: theirs");
        people.Git("push", "--quiet", "origin", Branch);
        _bench.Machine.Write("NOTES.md", "ours\n");
        _bench.Machine.Commit("fix: ours");
        _bench.Machine.Git("push", "--quiet", "origin", "main");
        var refs = _bench.Remote.Git("for-each-ref");

        var problem = await _bench.PrepareFailsAsync(PrepareCodes.Conflict);

        problem.Message.ShouldContain("(docs: theirs)");
        problem.Message.ShouldContain("NOTES.md");
        _bench.Remote.Git("for-each-ref").ShouldBe(refs);
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("0.9.0")]
    [InlineData("two")]
    public async Task AVersionThatCannotBeReleasedIsSaidOnThePullRequest(string version)
    {
        await PreparedAsync();
        _bench.Forge.Edit(body => body.Replace("| **1.1.0** | feat: more", $"| {version} | feat: more", StringComparison.Ordinal));

        (await _bench.PrepareFailsAsync(PrepareCodes.Override)).Message.ShouldContain($"npm:core {version}");

        _bench.Forge.Comments.ShouldHaveSingleItem().Body.ShouldContain($"npm:core {version}");
        _bench.Forge.Only.State.ShouldBe(PullRequestState.Open);
        _bench.Forge.Statuses.ShouldHaveSingleItem().State.ShouldBe(CommitState.Failure);
        await _bench.PrepareFailsAsync(PrepareCodes.Override);
        _bench.Forge.Comments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ALowerVersionThanChangesAskForIsKeptWithAWarning()
    {
        await PreparedAsync();
        _bench.Forge.Edit(body => body.Replace("| **1.1.0** | feat: more", "| 1.0.1 | feat: more", StringComparison.Ordinal));

        await _bench.PrepareAsync();

        _bench.Forge.Only.Body.ShouldContain("npm:core 1.0.1 was chosen, which is less than the changes ask for (minor).");
    }

    [Fact]
    public async Task ADamagedDescriptionIsWrittenAgain()
    {
        await PreparedAsync();
        var whole = _bench.Forge.Only.Body.ReplaceLineEndings("\n");
        _bench.Forge.Edit(_ => "Somebody wrote over all of it.");

        (await _bench.PrepareAsync()).State.ShouldBe("updated");

        _bench.Forge.Only.Body.ShouldContain("The description was damaged and has been written again");
        await _bench.PrepareAsync();
        _bench.Forge.Only.Body.Trim().ShouldBe(whole.Trim());
    }

    [Fact]
    public async Task NotesThatAreEditedJustBeforeTheMergeAreTold()
    {
        await PreparedAsync();
        _bench.Forge.Edit(body => body.Replace("- more", "- At the last moment.", StringComparison.Ordinal));
        _bench.Forge.Merge(MergeMethod.Squash);

        await _bench.TagAsync();

        _bench.Forge.Releases.Single(r => r.Tag == "core-v1.1.0").Body.ShouldContain("- At the last moment.");
    }

    private async Task PreparedAsync()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
    }

    private GitRepositoryBuilder Checkout()
    {
        var people = _bench.Clone();
        people.Git("checkout", "--quiet", Branch);
        return people;
    }
}
