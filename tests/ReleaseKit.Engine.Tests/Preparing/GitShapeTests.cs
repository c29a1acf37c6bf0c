using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Testing;
using Shouldly;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Repositories of every shape: from a push to what is published, and nothing else is touched.</summary>
public sealed class GitShapeTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task ASubmoduleIsKeptAsItIsAndItsPackagesAreReleasedElsewhere()
    {
        var vendored = Vendored();
        _bench.Push("feat: more", "packages/core/index.js");
        var link = _bench.Remote.Git("ls-tree", "main", "packages/vendored");
        link.ShouldContain("160000 commit " + vendored);
        _bench.Configure("[submodule]\n\trecurse = true\n[protocol \"file\"]\n\tallow = always\n");

        // Once where it is checked out, then where it is not.
        await FlowAsync(_bench.Clone("--recurse-submodules"), _bench.Clone(), "app-v1.0.1", "core-v1.1.0");

        _bench.Remote.Git("ls-tree", "main", "packages/vendored").ShouldBe(link);
        _bench.Show("main", ".gitmodules").ShouldContain("packages/vendored");
        _bench.Said.ShouldNotContain(s => s.Contains("npm:vendored", StringComparison.Ordinal));
        var seen = (await _bench.DiscoverAsync(_bench.Clone("--recurse-submodules"))).Warnings.ShouldHaveSingleItem();
        seen.Code.ShouldBe(GitCodes.Submodule.Code);
        seen.Message.ShouldContain("packages/vendored is a submodule with a package.json");
        (await _bench.DiscoverAsync(_bench.Clone())).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARepositoryMayBeASubmoduleItself()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var outer = GitRepositoryBuilder.Init(_bench.Scratch.File("outer"));
        outer.Git("submodule", "--quiet", "add", "-b", "main", _bench.Remote.Path, "inner");
        var tip = outer.Commit("chore: take it in");
        var inner = GitRepositoryBuilder.Open(Path.Combine(outer.Path, "inner"));
        Name(inner);
        File.Exists(Path.Combine(inner.Path, ".git")).ShouldBeTrue();

        await FlowAsync(inner, inner, "app-v1.0.1", "core-v1.1.0");

        outer.Head().ShouldBe(tip);
        inner.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task AWorkTreeOfABareCloneIsAsGoodAsAnyOther()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var bare = GitRepositoryBuilder.Init(_bench.Scratch.File("bare.git"), "--bare");
        bare.Git("remote", "add", "origin", _bench.Remote.Path);
        bare.Git("fetch", "--quiet", "origin", "main:main");
        bare.Git("worktree", "add", "--quiet", _bench.Scratch.File("linked"), "main");
        var linked = GitRepositoryBuilder.Open(_bench.Scratch.File("linked"));
        Name(linked);

        await FlowAsync(linked, linked, "app-v1.0.1", "core-v1.1.0");

        linked.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(2);
        linked.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task ASparseCheckoutPreparesAllOfTheRepositoryAndReleasesNothingFromHere()
    {
        _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        var sparse = _bench.Clone();
        sparse.Git("config", "extensions.worktreeConfig", "true");
        sparse.Git("sparse-checkout", "set", "--cone", "--sparse-index", "packages/core");
        Directory.Exists(Path.Combine(sparse.Path, "packages", "app")).ShouldBeFalse();

        var refused = await Coded.ThrowsAsync(GitCodes.Sparse, () => _bench.PlanAsync(sparse));
        refused.Message.ShouldContain("packages/app/package.json");
        await FlowAsync(sparse, sparse, "app-v1.0.1", "core-v1.1.0", "snake-v1.1.0");

        _bench.Show("main", "packages/app/package.json").ShouldContain("\"core\": \"^1.1.0\"");
        Directory.Exists(Path.Combine(sparse.Path, "packages", "app")).ShouldBeFalse("the user's own checkout stays sparse");
        sparse.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--filter=blob:none")]
    [InlineData("--filter=tree:0")]
    public async Task APartialCloneFetchesWhatItNeeds(string filter)
    {
        _bench.Remote.Git("config", "uploadpack.allowFilter", "true");
        _bench.Remote.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        _bench.Push("feat: more", "packages/core/index.js");
        await FlowAsync(_bench.Clone(filter, "--no-checkout"), _bench.Clone(filter), "app-v1.0.1", "core-v1.1.0");
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    public async Task ObjectNamesOfSha256GoThroughTheWholeFlow(MergeMethod method)
    {
        using var bench = new FlowBench(initialize: true, "--object-format=sha256");
        bench.Push("feat: more", "packages/core/index.js");
        (await bench.PrepareAsync()).Commit!.Length.ShouldBe(64);
        (await bench.PrepareAsync()).State.ShouldBe("unchanged");
        bench.Forge.Merge(method);
        var tagged = await bench.TagAsync();
        tagged.ShouldAllBe(t => t.Commit.Length == 64);
        var clone = bench.Clone();
        (await bench.FindAsync(clone, "core-v1.1.0")).ShouldNotBeNull().Hash.ShouldBe(tagged[0].Plan);
        await bench.PromoteAsync(tagged[0].Plan, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));
        bench.Refs("refs/releasekit").ShouldBeEmpty();
    }

    [Fact]
    public async Task VariablesOfACallingHookLeadNowhere()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var other = GitRepositoryBuilder.Init(_bench.Scratch.File("other"));
        var head = other.Change("feat: other", "b.txt");
        foreach (var (name, value) in new[]
        {
            ("GIT_DIR", Path.Combine(other.Path, ".git")), ("GIT_WORK_TREE", other.Path), ("GIT_INDEX_FILE", Path.Combine(other.Path, ".git", "index")), ("GIT_PREFIX", "b/"),
            ("GIT_OBJECT_DIRECTORY", Path.Combine(other.Path, ".git", "objects")), ("GIT_QUARANTINE_PATH", other.Path), ("GIT_EDITOR", "false"), ("GIT_SEQUENCE_EDITOR", "false"),
        })
        {
            _bench.Variables[name] = value;
        }

        await FlowAsync(_bench.Clone(), _bench.Clone(), "app-v1.0.1", "core-v1.1.0");

        other.Head().ShouldBe(head);
        other.Git("status", "--porcelain").ShouldBeEmpty();
        other.Git("for-each-ref", "--format=%(refname)").Trim().ShouldBe("refs/heads/main");
    }

    /// <summary>A repository that is a submodule below packages, where the glob of the workspace would find it.</summary>
    private string Vendored()
    {
        var vendored = GitRepositoryBuilder.Init(_bench.Scratch.File("vendored"));
        vendored.Write("package.json", """{ "name": "vendored", "version": "7.0.0" }""");
        var commit = vendored.Commit("feat: vendored");
        _bench.Machine.Git("submodule", "--quiet", "add", vendored.Path, "packages/vendored");
        return commit;
    }

    private async Task FlowAsync(GitRepositoryBuilder preparing, GitRepositoryBuilder tagging, params string[] tags)
    {
        (await _bench.PrepareAsync(preparing)).State.ShouldBe("created");
        _bench.Remote.Git("diff", "--name-only", "main", Branch).Trim().Split('\n').ShouldAllBe(path => path.EndsWith("package.json", StringComparison.Ordinal) || path.EndsWith("CHANGELOG.md", StringComparison.Ordinal) || path.EndsWith("pyproject.toml", StringComparison.Ordinal));
        _bench.Forge.Merge(MergeMethod.Merge);
        _bench.Pull();
        tagging.Git("pull", "--quiet", "--ff-only", "--no-recurse-submodules", "origin", "main");

        var tagged = await _bench.TagAsync(tagging);
        tagged.Select(t => t.Tag).ShouldBe(tags);
        tagged.ShouldAllBe(t => t.IsNew && t.Commit == _bench.Machine.Head());
        (await _bench.FindAsync(tagging, tags[0])).ShouldNotBeNull().Hash.ShouldBe(tagged[0].Plan);
        (await _bench.PrepareAsync(tagging)).State.ShouldBe("none");
    }

    private static void Name(GitRepositoryBuilder repository)
    {
        repository.Git("config", "user.name", "CI");
        repository.Git("config", "user.email", "ci@example.test");
    }
}
