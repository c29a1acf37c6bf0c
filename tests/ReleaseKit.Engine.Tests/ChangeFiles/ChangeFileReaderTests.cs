using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangeFileReaderTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task EveryFileComesWithTheCommitThatAddedIt()
    {
        _workspace.Npm("a", "a").Initialize();
        var first = Add(".changeset/b.md");
        var second = Add(".changeset/a.md");
        _workspace.Commit("chore: other", "a/x");
        Change(".changeset/b.md", "---\na: minor\n---\nbetter");
        Change(".changeset/new.md", "---\na: patch\n---\n", commit: false);
        (await ReadAsync()).Files.Select(f => $"{f.Path} {f.Commit}").ShouldBe([$".changeset/a.md {second}", $".changeset/b.md {first}", ".changeset/new.md "]);
    }

    [Fact]
    public async Task AFileThatWasDeletedAndAddedAgainIsAsOldAsItsLastCommit()
    {
        _workspace.Npm("a", "a").Initialize();
        Add(".changeset/a.md");
        _workspace.Git("rm", "--quiet", ".changeset/a.md");
        _workspace.Commit("chore: drop");
        var again = Add(".changeset/a.md");
        (await ReadAsync()).Files.ShouldHaveSingleItem().Commit.ShouldBe(again);
    }

    [Fact]
    public async Task TheCommitOfABranchAddedAFileNotItsMerge()
    {
        _workspace.Npm("a", "a").Initialize();
        _workspace.Git("checkout", "--quiet", "-b", "topic");
        var added = Add(".changeset/a.md");
        _workspace.Git("checkout", "--quiet", "main");
        var other = Add(".changeset/b.md");
        _workspace.Git("merge", "--quiet", "--no-ff", "-m", "Merge", "topic");
        (await ReadAsync()).Files.Select(f => f.Commit).ShouldBe([added, other]);
    }

    [Fact]
    public async Task AWorkspaceMayLieBelowTheTopOfItsRepository()
    {
        _workspace.Npm("inner/a", "a").Initialize();
        var added = Add("inner/.changeset/a.md");
        (await ReadAsync(Path.Combine(_workspace.Root, "inner"))).Files.Select(f => $"{f.Path} {f.Commit}").ShouldBe([$".changeset/a.md {added}"]);
    }

    [Fact]
    public async Task ARepositoryMayHaveSeveralFormats()
    {
        _workspace.Npm("a", "a").Write("rush.json", "{}").Write("nx.json", "{}").Write("beachball.config.js", "")
            .Write(".changeset/README.md", "# Changesets").Write(".changeset/config.json", "{}").Write("knope.toml", "broken [")
            .Write(".changeset/c.md", "---\na: patch\n---\n").Write(".nx/version-plans/n.md", "---\na: patch\n---\ntext")
            .Write("common/changes/a/r.json", """{ "changes": [{ "packageName": "a", "type": "patch" }] }""")
            .Write("change/b.json", """{ "packageName": "a", "type": "patch" }""").Initialize();
        var found = await ReadAsync();
        found.Files.Select(f => f.Path.Value).ShouldBe([".changeset/c.md", ".nx/version-plans/n.md", "change/b.json", "common/changes/a/r.json"]);
        found.Files.Select(f => f.Commit).Distinct().ShouldBe([_workspace.Git("rev-parse", "HEAD")]);
    }

    [Fact]
    public async Task FoldersWithGeneralNamesCountOnlyWithTheirTool()
    {
        _workspace.Npm("a", "a").Write("common/changes/a/r.json", "no").Write("change/b.json", "no").Initialize();
        (await ReadAsync()).Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "name": "root", "private": true, "beachball": {} }""")]
    [InlineData("""{ "name": "root", "private": true, "devDependencies": { "beachball": "^2.0.0" } }""")]
    public async Task BeachballIsKnownByTheRootManifest(string manifest)
    {
        _workspace.Npm("a", "a").Write("package.json", manifest).Write("change/b.json", """{ "packageName": "a", "type": "patch" }""").Initialize();
        (await ReadAsync()).Files.ShouldHaveSingleItem().Path.Value.ShouldBe("change/b.json");
    }

    [Fact]
    public async Task KnopeIsKnownByItsConfiguration()
    {
        _workspace.Npm("a", "a").Write("knope.toml", "").Write(".changeset/a.md", "---\na: security\n---\n").Initialize();
        (await ReadAsync()).Files.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Section.ShouldBe("security");
    }

    [Fact]
    public async Task EveryBrokenFileIsNamed()
    {
        _workspace.Npm("a", "a").Write(".changeset/a.md", "text").Write(".changeset/b.md", "---\na: huge\n---\n").Write(".changeset/c.md", "---\na: patch\n---\n").Initialize();
        (await Should.ThrowAsync<ReleaseException>(() => ReadAsync())).Diagnostics.Select(d => $"{d.Code} {d.Location}").ShouldBe(
            ["RK-CHANGE-SYNTAX .changeset/a.md(1,1)", "RK-CHANGE-TYPE .changeset/b.md(2,4)"]);
    }

    [Fact]
    public async Task IgnoredFilesDoNotCount()
    {
        _workspace.Npm("a", "a").Write(".gitignore", ".changeset/draft-*\n").Write(".changeset/draft-a.md", "text").Initialize();
        (await ReadAsync()).Files.ShouldBeEmpty();
    }

    public void Dispose() => _workspace.Dispose();

    private string Add(string path) => Change(path, "---\na: patch\n---\n\ntext\n");

    private string Change(string path, string text, bool commit = true)
    {
        _workspace.Write(path, text);
        if (commit)
        {
            _workspace.Commit("docs: say what changes");
        }

        return _workspace.Git("rev-parse", "HEAD");
    }

    private Task<FoundChangeFiles> ReadAsync() => ReadAsync(_workspace.Root);

    private static async Task<FoundChangeFiles> ReadAsync(string root)
    {
        var git = await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), root, GitWorkspace.Token);
        var files = new WorkspaceFileSystem(root);
        var listing = await git.ListFilesAsync(GitWorkspace.Token);
        return await new ChangeFileReader(files, git).ReadAsync(ChangeFileFormats.Detect(files, listing), listing, GitWorkspace.Token);
    }
}
