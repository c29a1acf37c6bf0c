using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Git;

public sealed class GitListingTests : GitTestBase
{
    [Fact]
    public async Task TrackedAndUntrackedFilesAreListedInOrdinalOrder()
    {
        Repository.Write(".gitignore", "node_modules/\n*.log\n").Change("chore: first", "b/package.json", "B/x", "sp ace/ü.txt", "a-b/f", "a/f");
        Repository.Write("new.txt", "").Write("node_modules/dep/package.json", "{}").Write("x.log", "");
        (await FilesAsync()).ShouldBe([".gitignore", "B/x", "a-b/f", "a/f", "b/package.json", "new.txt", "sp ace/ü.txt"]);
    }

    [Fact]
    public async Task DeletedFilesAreNotListedStagedOrNot()
    {
        Repository.Change("chore: first", "kept", "gone", "staged");
        File.Delete(Path.Combine(Repository.Path, "gone"));
        Repository.Git("rm", "--quiet", "staged");
        (await FilesAsync()).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task SubmodulesAndNestedRepositoriesAreNotListed()
    {
        var inner = GitRepositoryBuilder.Init(Scratch.File("inner"));
        inner.Change("chore: inner", "package.json");
        Repository.Change("chore: first", "a");
        Repository.Git("submodule", "--quiet", "add", inner.Path, "vendor/inner");
        Repository.Commit("chore: add submodule");
        GitRepositoryBuilder.Init(Path.Combine(Repository.Path, "nested")).Change("chore: nested", "package.json");
        (await FilesAsync()).ShouldBe([".gitmodules", "a"]);
    }

    [Fact]
    public async Task SparseCheckoutListsWhatIsThere()
    {
        Repository.Change("chore: first", "in/a", "out/b", "c");
        Repository.Git("sparse-checkout", "set", "in");
        (await FilesAsync()).ShouldBe(["c", "in/a"]);
    }

    [Fact]
    public async Task ConflictedFileIsListedOnce()
    {
        Repository.Change("chore: first", "a");
        Repository.Git("checkout", "--quiet", "-b", "side");
        Repository.Change("feat: side", "a");
        Repository.Git("checkout", "--quiet", "main");
        Repository.Change("feat: main", "a");
        Should.Throw<InvalidOperationException>(() => Repository.Merge("side", "merge"));
        (await FilesAsync()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task WorkspaceBelowTheTopLevelSeesItsOwnFiles()
    {
        Repository.Change("chore: first", "outside", "apps/a/package.json", "apps/b");
        (await FilesAsync("apps")).ShouldBe(["a/package.json", "b"]);
    }

    [Fact]
    public async Task NamesThatNoPathCanHoldArePassedOver()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file names that Windows refuses");
        Repository.Change("chore: first", "back\\slash", "line\nbreak", "-dash", "tab\tin", "\"quote\"");
        (await FilesAsync()).ShouldBe(["\"quote\"", "-dash", "line\nbreak", "tab\tin"]);
    }

    [Fact]
    public async Task StatusTellsChangedFromUntracked()
    {
        Repository.Write(".gitignore", "ignored\n").Change("chore: first", "same", "edited", "staged", "deleted", "moved sp ace");
        Repository.Write("edited", "x").Write("staged", "y").Write("ignored", "z").Write("ünt racked", "u").Write("folder/file", "f");
        Repository.Git("add", "staged");
        Repository.Git("mv", "moved sp ace", "moved");
        File.Delete(Path.Combine(Repository.Path, "deleted"));
        var status = await (await OpenAsync()).StatusAsync(Cancellation);
        status.Changed.Order(StringComparer.Ordinal).ShouldBe(["deleted", "edited", "moved", "moved sp ace", "staged"]);
        status.Untracked.Order(StringComparer.Ordinal).ShouldBe(["folder/", "ünt racked"]);
        status.IsClean.ShouldBeFalse();
    }

    [Fact]
    public async Task CleanTreeIsCleanWhateverTheConfiguration()
    {
        Repository.Change("chore: first", "a");
        Repository.Git("config", "status.showUntrackedFiles", "no");
        Repository.Git("config", "status.relativePaths", "false");
        var git = await OpenAsync();
        (await git.StatusAsync(Cancellation)).IsClean.ShouldBeTrue();
        Repository.Write("new", "");
        (await git.StatusAsync(Cancellation)).Untracked.ShouldBe(["new"]);
    }

    [Fact]
    public async Task TagsLeadToCommits()
    {
        var first = Repository.Change("chore: first", "a");
        Repository.Git("tag", "light");
        Repository.Git("tag", "-a", "@acme/annotated@1.0.0", "-m", "x");
        Repository.Git("tag", "-a", "nested", "-m", "x", "@acme/annotated@1.0.0");
        Repository.Git("tag", "of-a-file", "HEAD:a");
        Repository.Git("tag", "-a", "nested-of-a-file", "-m", "x", "HEAD:a");
        Repository.Git("tag", "-a", "deeper-of-a-file", "-m", "x", "nested-of-a-file");
        var second = Repository.Change("chore: second", "a");
        Repository.Git("tag", "v2");
        (await (await OpenAsync()).TagsAsync(Cancellation)).ShouldBe(
            [new VcsTag("@acme/annotated@1.0.0", first), new VcsTag("light", first), new VcsTag("nested", first), new VcsTag("v2", second)]);
    }

    [Fact]
    public async Task PackedTagsAreTheSame()
    {
        var head = Repository.Change("chore: first", "a");
        Repository.Git("tag", "-a", "v1", "-m", "x");
        Repository.Git("pack-refs", "--all");
        (await (await OpenAsync()).TagsAsync(Cancellation)).ShouldBe([new VcsTag("v1", head)]);
    }

    [Fact]
    public async Task MergedTagsAreThoseThatHeadContains()
    {
        Repository.Change("chore: first", "a");
        Repository.Git("tag", "in");
        Repository.Git("checkout", "--quiet", "-b", "side");
        Repository.Change("feat: side", "a");
        Repository.Git("tag", "-a", "out", "-m", "x");
        Repository.Git("checkout", "--quiet", "main");
        (await (await OpenAsync()).MergedTagsAsync(Cancellation)).ShouldBe(["in"]);
    }

    private async Task<string[]> FilesAsync(string below = "") =>
        [.. (await (await OpenAsync(below)).ListFilesAsync(Cancellation)).Select(path => path.Value)];
}
