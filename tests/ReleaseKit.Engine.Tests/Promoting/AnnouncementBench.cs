using System.Collections.Immutable;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Promoting;

/// <summary>The clone of a loopback forge's repository, from which core 1.1.0 and app 2.0.0-beta.1 were released; only core has a changelog.</summary>
internal sealed class AnnouncementBench : IDisposable
{
    public static readonly RepositoryLinks Links = RepositoryLinks.Of("https://github.com/acme/widgets");

    private readonly ScratchDirectory _scratch = new();

    private AnnouncementBench(Forges.ForgeBench forge) => Forge = forge;

    public Forges.ForgeBench Forge { get; }

    public string Output => _scratch.File("out");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AnnouncementBench> StartAsync(ForgeKind kind)
    {
        var bench = new AnnouncementBench(await Forges.ForgeBench.StartAsync(kind));
        bench.Forge.Work.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""")
            .Write("packages/core/package.json", """{ "name": "core", "version": "1.1.0" }""")
            .Write("packages/core/Changelog.md", "# Changelog\n\n## 1.1.0 (2026-01-05)\n\n### Features\n\n- more by @octocat, see `@code`\n\n## 1.0.0\n\n- first\n")
            .Write("packages/app/package.json", """{ "name": "app", "version": "2.0.0-beta.1" }""")
            .Write("packages/old/package.json", """{ "name": "old", "version": "0.1.0" }""")
            .Commit("chore(release): publish 2 packages");
        bench.Forge.Work.Git("push", "--quiet", "origin", "main");
        bench.Keep(Plan(("core", "1.1.0"), ("app", "2.0.0-beta.1"), ("gone", "9.9.9")));
        return bench;
    }

    public static ReleasePlan Plan(params (string Name, string Version)[] releases) => new()
    {
        Base = new string('a', 40),
        Date = "2026-01-05",
        Releases =
        [
            .. releases.Select(r => new PlannedRelease
            {
                Id = new PackageId("npm", r.Name), To = r.Version, Bump = BumpLevel.Minor, Tag = $"{r.Name}-v{r.Version}",
                Reasons = [new ReleaseReason(ReasonKind.Explicit, BumpLevel.Minor, "asked for")],
            }),
        ],
        Order = [[.. releases.Select(r => new PackageId("npm", r.Name))]],
        Skipped = [],
    };

    /// <summary>Leaves a plan where a release that was made here leaves it.</summary>
    public void Keep(ReleasePlan plan)
    {
        Directory.CreateDirectory(Path.Combine(Output, "ledger"));
        File.WriteAllText(Path.Combine(Output, "ledger", PlanDocument.Hash(plan)[..12] + ".plan.json"), PlanDocument.Write(plan));
    }

    public async Task<IRepository> GitAsync() => await Repositories.OpenAsync(new ProcessRunner(new ProcessEnvironment()), Forge.Work.Path, Token);

    public async Task<DiscoveredWorkspace> DiscoverAsync() =>
        await new WorkspaceDiscovery(new WorkspaceFileSystem(Forge.Work.Path), await GitAsync(), TestEcosystems.Catalog).DiscoverAsync(new Dictionary<string, string>(), Token);

    public async Task<VersionNotes> NotesAsync() => new(
        await GitAsync(), await DiscoverAsync(), TestEcosystems.Catalog, new ReleaseNotesFactory(new WorkspaceFileSystem(Forge.Work.Path), await GitAsync(), TestEcosystems.Catalog),
        Links, LocalAnnouncement.Plans(Output));

    public async Task<ImmutableArray<TaggedVersion>> FindAsync() =>
        await LocalAnnouncement.FindAsync(await GitAsync(), await DiscoverAsync(), LocalAnnouncement.Plans(Output), "origin", Token);

    /// <summary>What the end of a release does; the tags whose releases were made, and the codes of what was refused.</summary>
    public async Task<(string[] Made, string[] Refused)> AnnounceAsync(IForge? forge = null)
    {
        var (made, refused) = await new LocalAnnouncement(forge ?? Forge.Forge, Links, await NotesAsync()).RunAsync(await FindAsync(), Token);
        return ([.. made.Select(r => r.Tag)], [.. refused.Select(d => d.Code)]);
    }

    public void Dispose()
    {
        Forge.Dispose();
        _scratch.Dispose();
    }
}
