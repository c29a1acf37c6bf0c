using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangeFileReaderTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

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

    [Fact]
    public async Task NxNamesProjectsAndAllOfThem()
    {
        _workspace.Npm("a", "@acme/a", more: "\"nx\": { \"name\": \"first\" }").Npm("b", "@acme/b").Write("b/project.json", "{ \"name\": \"second\" } // nx")
            .Npm("c", "private", more: "\"private\": true")
            .Write(".nx/version-plans/1.md", "---\nfirst: major\nsecond: minor\n\"@acme/b\": minor\nthird: patch\n---\ntext")
            .Write(".nx/version-plans/2.md", "---\n__default__: patch\n---\ntext").Initialize();
        (await ReadAsync()).Files.SelectMany(f => f.Changes).Select(c => c.Package).ShouldBe(["npm:@acme/a", "npm:@acme/b", "@acme/b", "third", "npm:@acme/a", "npm:@acme/b"]);
    }

    [Fact]
    public async Task KnopeCallsTheOnlyPackageDefault()
    {
        _workspace.Python("a", "a").Write("knope.toml", "[package]\n").Write(".changeset/a.md", "---\ndefault: minor\n---\n").Initialize();
        (await ReadAsync()).Files.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Package.ShouldBe("python:a");
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<FoundChangeFiles> ReadAsync()
    {
        var discovered = await _workspace.DiscoverAsync();
        return new ChangeFileReader(new WorkspaceFileSystem(_workspace.Root)).Read(discovered.ChangeFiles, discovered.Workspace);
    }
}
