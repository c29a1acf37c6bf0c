using System.Security.Cryptography;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Testing;
using Shouldly;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A dry run says what would happen, and leaves work tree, repository, remote and forge byte for byte as they were.</summary>
public sealed class FlowDryRunTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task APreparationThatIsDryChangesNothing()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        var clone = _bench.Clone();
        await _bench.PrepareAsync();

        // A version that somebody wrote on the branch after this clone was made: it has to be fetched to be seen.
        var people = _bench.Clone();
        people.Git("checkout", "--quiet", Branch);
        people.Write("packages/core/package.json", File.ReadAllText(Path.Combine(people.Path, "packages/core/package.json")).Replace("1.1.0", "1.7.0", StringComparison.Ordinal));
        people.Commit("chore: seven");
        people.Git("push", "--quiet", "origin", Branch);
        _bench.Machine.Git("tag", "later");
        _bench.Machine.Git("push", "--quiet", "origin", "later");
        var before = Digest(clone);
        var remote = Digest(_bench.Remote);
        _bench.Forge.Calls.Clear();
        _bench.Said.Clear();

        (await _bench.PrepareAsync(clone, _bench.Forge, _bench.Options with { DryRun = true })).State.ShouldBe("none");

        Digest(clone).ShouldBe(before);
        Digest(_bench.Remote).ShouldBe(remote);
        _bench.Forge.Calls.ShouldBeEmpty();
        Directory.Exists(clone.Path + ".out").ShouldBeFalse();
        var said = string.Join('\n', _bench.Said);
        said.ShouldContain("+  \"version\": \"1.7.0\"");
        said.ShouldContain($"push {Branch} to origin");
        said.ShouldContain("open or update the pull request: chore(release): publish 2 packages");
        said.ShouldContain("1 tag is on origin and not here (later)");
    }

    [Fact]
    public async Task TagsThatAreDryAreSaidAndNotMade()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();
        var merged = _bench.Forge.Merge(MergeMethod.Squash);
        var clone = _bench.Clone();
        var before = Digest(clone);
        var remote = Digest(_bench.Remote);
        _bench.Forge.Calls.Clear();
        _bench.Said.Clear();

        var tagged = await _bench.TagAsync(clone, _bench.Forge, new TagOptions { Branch = "main", DryRun = true });

        tagged.Select(t => (t.Tag, t.Commit, t.IsNew)).ShouldBe([("app-v1.0.1", merged.MergeCommit!, true), ("core-v1.1.0", merged.MergeCommit!, true)]);
        Digest(clone).ShouldBe(before);
        Digest(_bench.Remote).ShouldBe(remote);
        _bench.Forge.Calls.ShouldBeEmpty();
        var said = string.Join('\n', _bench.Said);
        said.ShouldContain("core-v1.1.0");
        said.ShouldContain("draft the releases of app-v1.0.1, core-v1.1.0 on GitHub");
        said.ShouldContain("label pull request 1: autorelease: tagged");
    }

    /// <summary>Every file and folder, repository included, with what is in it.</summary>
    private static string Digest(GitRepositoryBuilder repository) => string.Join('\n', Directory
        .EnumerateFileSystemEntries(repository.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(repository.Path, path) + (File.Exists(path) ? " " + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "")));
}
