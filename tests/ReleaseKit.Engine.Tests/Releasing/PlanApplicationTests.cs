using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class PlanApplicationTests : IDisposable
{
    private static readonly PackageId Core = new("npm", "@acme/core");
    private static readonly PackageId App = new("npm", "app");
    private static readonly PackageId Tool = new("python", "tool");
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly ScratchDirectory _folder = new();
    private readonly WorkspaceFileSystem _files;
    private readonly PlanApplication _application;

    public PlanApplicationTests()
    {
        _files = new WorkspaceFileSystem(_folder.File("repository"));
        _application = new PlanApplication(_files, TestEcosystems.Catalog);
        _folder.Write("repository/core/package.json", "{\r\n\t\"name\": \"@acme/core\",\r\n\t\"version\": \"1.0.0\"\r\n}");
        _folder.Write("repository/app/package.json", """{ "name": "app", "version": "2.0.0", "dependencies": { "@acme/core": "^1.0.0" } }""");
        _folder.Write("repository/tool/pyproject.toml", "[project]\nname = \"tool\"\nversion = '0.1.0' # ours\n");
    }

    private static ReleasePlan Plan { get; } = new()
    {
        Base = new string('a', 40),
        Date = "2026-03-01",
        Releases =
        [
            Release(Core, "1.0.0", "1.1.0", new VersionChange(RelativePath.Parse("core/package.json"), Core, "1.0.0", "1.1.0")),
            Release(Tool, "0.1.0", "0.2.0", new VersionChange(RelativePath.Parse("tool/pyproject.toml"), Tool, "0.1.0", "0.2.0")),
        ],
        OtherEdits = [new RangeChange(RelativePath.Parse("app/package.json"), App, Core, DependencyKind.Runtime, "^1.0.0", "^1.1.0")],
        Order = [[Core, Tool]],
        Skipped = [new SkippedPackage(App, "private")],
    };

    [Fact]
    public void ValuesAreSplicedInAndEverythingElseStays()
    {
        Apply();
        Read("core/package.json").ShouldBe("{\r\n\t\"name\": \"@acme/core\",\r\n\t\"version\": \"1.1.0\"\r\n}");
        Read("app/package.json").ShouldBe("""{ "name": "app", "version": "2.0.0", "dependencies": { "@acme/core": "^1.1.0" } }""");
        Read("tool/pyproject.toml").ShouldBe("[project]\nname = \"tool\"\nversion = '0.2.0' # ours\n");
    }

    [Fact]
    public void ApplyingTwiceChangesNothing()
    {
        Apply();
        Prepare().ShouldBeEmpty();
    }

    [Fact]
    public void PreparingWritesNothingAndShowsTheDifference()
    {
        var effects = Prepare();
        effects.Select(e => e.File.Value).ShouldBe(["app/package.json", "core/package.json", "tool/pyproject.toml"]);
        effects[2].Describe().ShouldContain("-version = '0.1.0' # ours\n+version = '0.2.0' # ours");
        Read("tool/pyproject.toml").ShouldContain("0.1.0");
    }

    [Fact]
    public void OneFileThatChangedStopsAllOfThem()
    {
        _folder.Write("repository/core/package.json", """{ "name": "@acme/core", "version": "1.0.9" }""");
        File.Delete(_folder.File("repository", "tool", "pyproject.toml"));
        var problems = Should.Throw<ReleaseException>(Apply).Diagnostics;
        problems.Select(p => p.Code).ShouldBe(["RK-MANIFEST-CHANGED", "RK-FILE-UNREADABLE"]);
        Read("app/package.json").ShouldContain("^1.0.0");
    }

    [Fact]
    public void EveryReleasedPackageGetsAnEntryInItsChangelog()
    {
        _folder.Write("repository/core/changelog.md", "# Core\r\n\r\nOurs.\r\n\r\n## 1.0.0\r\n\r\n- old\r\n");
        var effects = Prepare(changelog: true);
        effects.Select(e => e.File.Value).ShouldBe(["app/package.json", "core/changelog.md", "core/package.json", "tool/CHANGELOG.md", "tool/pyproject.toml"]);
        new ApplyJournal(_files, _folder.File("output")).Write(effects, Token);
        Read("core/changelog.md").ShouldBe("# Core\r\n\r\nOurs.\r\n\r\n## 1.1.0 (2026-03-01)\r\n\r\n### Features\r\n\r\n- new things (ccccccc)\r\n\r\n## 1.0.0\r\n\r\n- old\r\n");
        Read("tool/CHANGELOG.md").ShouldBe("# Changelog\n\n## 0.2.0 (2026-03-01)\n\n### Features\n\n- new things (ccccccc)\n");
        Prepare(changelog: true).ShouldBeEmpty();
    }

    [Fact]
    public void UsedChangeFilesGo()
    {
        _folder.Write("repository/.changeset/a.md", "---\n---\n");
        _folder.Write("repository/.changeset/README.md", "stays");
        var plan = Plan with { UsedChangeFiles = [RelativePath.Parse(".changeset/a.md")] };
        var effects = _application.Prepare(plan, new Workspace([]), notes: null);
        effects[0].ShouldBe(new WriteFile(RelativePath.Parse(".changeset/a.md"), "---\n---\n", null));
        new ApplyJournal(_files, _folder.File("output")).Write(effects, Token);
        Directory.GetFiles(_folder.File("repository", ".changeset")).Select(Path.GetFileName).ShouldBe(["README.md"]);
        _application.Prepare(plan, new Workspace([]), notes: null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tool", "core", "tool")]
    [InlineData("same", "same-npm", "same-python")]
    public void PackagesThatShareAFolderShareAChangelog(string pythonName, string npmHeading, string pythonHeading)
    {
        var (npm, python) = (new PackageId("npm", pythonName == "same" ? "same" : "core"), new PackageId("python", pythonName));
        var plan = Plan with { Releases = [Release(npm, "1.0.0", "1.1.0"), Release(python, "1.0.0", "1.1.0")], OtherEdits = [] };
        var workspace = new Workspace([Package(npm, "both"), Package(python, "both")]);
        var effects = _application.Prepare(plan, workspace, Notes(plan, workspace));
        effects.ShouldHaveSingleItem().After.ShouldBe(
            $"# Changelog\n\n## {npmHeading} 1.1.0 (2026-03-01)\n\n### Features\n\n- new things (ccccccc)\n\n## {pythonHeading} 1.1.0 (2026-03-01)\n\n### Features\n\n- new things (ccccccc)\n");
        _folder.Write("repository/both/CHANGELOG.md", effects[0].After!);
        _application.Prepare(plan, workspace, Notes(plan, workspace)).ShouldBeEmpty();
    }

    [Fact]
    public void AnUmbrellaTellsOfAllPackagesOnceForEachRelease()
    {
        var workspace = new Workspace([Package(Core, "core"), Package(Tool, "tool"), Package(App, "app")]);
        var notes = Notes(Plan, workspace, new ReleaseConfiguration { UmbrellaChangelog = RelativePath.Parse("RELEASES.md") });
        var umbrella = _application.Prepare(Plan, workspace, notes).Single(e => e.File.Value == "RELEASES.md");
        umbrella.After.ShouldBe(
            "# Changelog\n\n## 2026-03-01\n\n### @acme/core 1.1.0\n\n#### Features\n\n- new things (ccccccc)\n\n### tool 0.2.0\n\n#### Features\n\n- new things (ccccccc)\n");
        _folder.Write("repository/RELEASES.md", umbrella.After!);
        _application.Prepare(Plan, workspace, notes).ShouldNotContain(e => e.File.Value == "RELEASES.md");
        notes.Files.Keys.ShouldBe(["acme-core-2f6531.npm.md", "release.md", "tool.python.md"]);
        notes.Files["tool.python.md"].ShouldBe("### Features\n\n- new things (ccccccc)\n");
        notes.Files["release.md"].ShouldStartWith("## @acme/core 1.1.0\n\n### Features\n\n- new things (ccccccc)\n\n## tool 0.2.0\n");
    }

    [Fact]
    public void AnUmbrellaIsNoPackagesOwnChangelog()
    {
        var workspace = new Workspace([Package(Core, "core"), Package(Tool, "tool"), Package(App, "app")]);
        var notes = Notes(Plan, workspace, new ReleaseConfiguration { UmbrellaChangelog = RelativePath.Parse("core/CHANGELOG.md") });
        Should.Throw<ReleaseException>(() => _application.Prepare(Plan, workspace, notes)).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-CHANGELOG-UMBRELLA");
    }

    [Fact]
    public void APackageCanDoWithoutAChangelog()
    {
        var workspace = new Workspace([Package(Core, "core"), Package(Tool, "tool"), Package(App, "app")]);
        _application.Prepare(Plan, workspace, Notes(Plan, workspace, new ReleaseConfiguration(), Core))
            .Select(e => e.File.Value).Where(f => f.EndsWith(".md", StringComparison.Ordinal)).ShouldBe(["tool/CHANGELOG.md"]);
        _application.Prepare(Plan, workspace, Notes(Plan, workspace, new ReleaseConfiguration { Changelog = false })).ShouldNotContain(e => e.File.Value.EndsWith(".md"));
    }

    public void Dispose() => _folder.Dispose();

    private static PlannedRelease Release(PackageId id, string from, string to, params ImmutableArray<ManifestChange> edits) => new()
    {
        Id = id,
        From = from,
        To = to,
        Bump = BumpLevel.Minor,
        Tag = $"{id.Name}-v{to}",
        Reasons = [new ReleaseReason(ReasonKind.Commit, BumpLevel.Minor, "new things", new string('c', 40), null, "feat")],
        Edits = edits,
    };

    private static Package Package(PackageId id, string directory) => new()
    {
        Id = id,
        Directory = RelativePath.Parse(directory),
        Manifest = RelativePath.Parse(directory).Combine("manifest"),
        Version = "1.0.0",
    };

    private static ReleaseNotes Notes(ReleasePlan plan, Workspace workspace, ReleaseConfiguration? configuration = null, params ImmutableHashSet<PackageId> withoutChangelog) => new(
        plan,
        new DiscoveredWorkspace(
            workspace, configuration ?? new ReleaseConfiguration(), ImmutableDictionary<PackageId, string>.Empty, ImmutableDictionary<PackageId, TagFormat>.Empty)
        {
            WithoutChangelog = withoutChangelog,
        },
        new ConventionalStyle(), new PlannedChangelog(plan));

    private ImmutableArray<WriteFile> Prepare(bool changelog = false)
    {
        var workspace = new Workspace([Package(Core, "core"), Package(Tool, "tool"), Package(App, "app")]);
        return _application.Prepare(Plan, workspace, changelog ? Notes(Plan, workspace) : null);
    }

    private void Apply() => new ApplyJournal(_files, _folder.File("output")).Write(Prepare(), Token);

    private string Read(string path) => File.ReadAllText(_folder.File(["repository", .. path.Split('/')]));
}
