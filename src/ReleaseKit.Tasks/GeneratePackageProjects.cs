using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>
/// Writes one small project for each planned package, with its dependencies as project references. A dry run writes none
/// and describes each package's effects instead.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GeneratePackageProjects : ReleaseTask
{
    /// <summary>Below this many nodes a wide graph is published one package at a time.</summary>
    private const int NarrowNodeCount = 4;

    /// <summary>As long as a build may take by default.</summary>
    private static readonly TimeSpan SetupTimeout = TimeSpan.FromHours(1);

    /// <summary>Addresses and options by ecosystem.</summary>
    public ITaskItem[] EcosystemSettings { get; set; } = [];

    /// <summary>Root of the rehearsal registry; empty for the real ones.</summary>
    public string RehearsalAddress { get; set; } = "";

    /// <summary>Absolute path of <c>Package.targets</c>.</summary>
    [Required]
    public string PackageTargets { get; set; } = "";

    /// <summary>Absolute path of targets that every package's project imports when the file exists.</summary>
    public string UserTargets { get; set; } = "";

    /// <summary>Absolute path of the task assembly.</summary>
    [Required]
    public string TasksAssembly { get; set; } = "";

    /// <summary>Properties that the stages read: the name, with metadata <c>Value</c>.</summary>
    public ITaskItem[] PackageProperties { get; set; } = [];

    /// <summary>What is done to packages, see <see cref="PublicationMode"/>.</summary>
    public string Mode { get; set; } = "";

    /// <summary>Artifacts that are published instead of being built, see <see cref="TakeArtifacts"/>.</summary>
    public ITaskItem[] PackedArtifacts { get; set; } = [];

    /// <summary>The share of the plan that is published, see <see cref="PlanShare"/>; empty for all of it.</summary>
    public string Share { get; set; } = "";

    /// <summary>How many nodes this build may use.</summary>
    public int NodeCount { get; set; }

    /// <summary>Whether packages are built where they are although configuration isolates builds: snapshots are of no commit.</summary>
    public bool InPlace { get; set; }

    /// <summary>Whether there is a throw-away work tree now, to be removed when the packages are done.</summary>
    [Output]
    public bool Isolated { get; set; }

    /// <summary>The projects' absolute paths, dependencies first.</summary>
    [Output]
    public ITaskItem[] Projects { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var plan = session.ReadPlan();
        if (plan.IsEmpty)
        {
            return;
        }

        var discovered = await session.DiscoverAsync(cancellationToken);
        if (!DryRun)
        {
            PlanCheck.RequireApplied(plan, discovered.Workspace);
        }

        var git = await session.GitAsync(cancellationToken);
        if (Mode == PublicationMode.Pack && !(await git.StatusAsync(cancellationToken)).Changed.IsEmpty)
        {
            throw new ReleaseException(CheckCodes.Dirty.Create("The working tree has uncommitted changes, and what is packed is of one commit. Commit or stash them, then run again."));
        }

        var sourceRoot = WorkspaceRoot;
        if (discovered.Configuration.Isolation == Isolation.Worktree && !InPlace && Mode != PublicationMode.Promote)
        {
            (sourceRoot, discovered) = await IsolateAsync(session, git, discovered, plan, cancellationToken);
        }

        RegistryBudget Budget(string ecosystem, Uri registry) => RegistryBudget.For(registry).With(discovered.Configuration.Ecosystem(ecosystem).Limits);
        var targets = session.Targets(EcosystemSettings, discovered, RehearsalAddress);
        var waits = new PublicationWaits(plan);
        var writer = new PackageProjectWriter(
            new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, targets),
            targets,
            new PackageProjectSettings(
                WorkspaceRoot, sourceRoot, OutputPath, PackageTargets, UserTargets, TasksAssembly,
                [.. PackageProperties.Select(p => KeyValuePair.Create(p.ItemSpec, p.GetMetadata("Value")))], Budget,
                PackedArtifacts.ToLookup(a => PackageId.Parse(a.GetMetadata(PublicationMode.Package))),
                package => DeclaredExtensions.For(Settings, package), waits, discovered.Configuration.SmokeTest, git.Facts.Head, (await git.HeadDateAsync(cancellationToken)).ToUnixTimeSeconds()));
        var share = PlanShare.Of(plan, Share).Releases.Select(r => r.Id).ToHashSet();
        string? SiblingVersion(PackageId id) => plan.Find(id)?.To ?? discovered.Workspace.Find(id)?.Version;
        var projects = new List<ITaskItem>();
        var scheduled = new List<ScheduledPackage>();
        foreach (var release in plan.Order.SelectMany(layer => layer).Select(id => plan.Find(id)!).Where(r => r.IsPublished))
        {
            var id = release.Id;
            var package = discovered.Workspace.Find(id)!;
            if (!share.Contains(id))
            {
                if (!DryRun && share.Any(mine => waits.Of(discovered.Workspace.Find(mine)!).Contains(id)))
                {
                    writer.WriteAwaited(release, package, plan);
                }

                continue;
            }

            var pins = Mode == PublicationMode.Promote ? [] : session.Ecosystems[id.Ecosystem].Workspace.Pin(package.AsWritten, discovered.Workspace, SiblingVersion, discovered.Configuration.Pin);
            scheduled.Add(Scheduled(session, release, package, writer.Target(package), waits, Budget));
            if (DryRun)
            {
                Describe(release, package, pins, writer.Target(package), git.Facts.Head);
            }
            else
            {
                projects.Add(new TaskItem(writer.Write(release, package, pins, plan)));
            }
        }

        Projects = [.. projects];
        if (Mode != PublicationMode.Pack)
        {
            SaySchedule(session, scheduled);
        }

        if (NodeCount < NarrowNodeCount && plan.Order.Any(layer => layer.Length > NodeCount + 2))
        {
            Say($"This build uses {NodeCount} node{(NodeCount == 1 ? "" : "s")}; add -mt -m:16 to publish more packages at a time.");
        }
    }

    /// <summary>Makes the work tree that packages are built in; a dry run only tells of it.</summary>
    private async Task<(string Root, DiscoveredWorkspace Discovered)> IsolateAsync(
        ReleaseSession session, IRepository git, DiscoveredWorkspace discovered, ReleasePlan plan, CancellationToken cancellationToken)
    {
        if (DryRun)
        {
            Say("build in a throw-away work tree of the release commit");
            return (WorkspaceRoot, discovered);
        }

        var tree = new SourceWorktree(session.Processes, git, OutputPath);
        BuildEngine4.RegisterTaskObject($"releasekit-isolated:{OutputPath}", new BuildEnd(() => TryRemove(tree)), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        var root = await tree.CreateAsync(git.Facts.Head, cancellationToken);
        Isolated = true;
        var isolated = await session.DiscoverInAsync(root, [], cancellationToken);
        PlanCheck.RequireApplied(plan, isolated.Workspace);
        if (discovered.Configuration.IsolationSetup is { IsEmpty: false } setup)
        {
            await tree.SetUpAsync(root, setup, Path.Combine(OutputPath, "logs", "isolation-setup.log"), SetupTimeout, cancellationToken);
        }

        return (root, isolated);
    }

    /// <summary>What cannot be removed at the end is removed at the next start.</summary>
    private static void TryRemove(SourceWorktree tree)
    {
        try
        {
            tree.Remove();
        }
        catch (ReleaseException)
        {
            // A client that was killed may hold a file open for a moment.
        }
    }

    private static ScheduledPackage Scheduled(
        ReleaseSession session, PlannedRelease release, Package package, PublicationTarget target, PublicationWaits waits, Func<string, Uri, RegistryBudget> budget) => new()
    {
        Id = package.Id,
        Version = release.To,
        Dependencies = waits.Of(package),
        Registry = target.Registry,
        Budget = budget(package.Ecosystem, target.Registry),
        IsNew = release.From is null,
        Measured = session.Durations.Find(package.Id),
    };

    /// <summary>MSBuild lets a few more projects wait than it has nodes.</summary>
    private void SaySchedule(ReleaseSession session, IReadOnlyList<ScheduledPackage> scheduled)
    {
        var width = NodeCount <= 1 ? 1 : NodeCount == 2 ? 3 : NodeCount + 2;
        var start = session.Time.GetUtcNow();
        Say("");
        Say(ScheduleTable.Render(ReleaseSchedule.Compute(scheduled, width, start, session.Gate.Opens), start));
        Say("");
    }

    private void Describe(PlannedRelease release, Package package, IReadOnlyCollection<RangeChange> pins, PublicationTarget target, string head)
    {
        foreach (var pin in pins)
        {
            Say($"pin {DisplayText.Line(package.Id.ToString())}: {DisplayText.Line($"{pin.Dependency.Name} {pin.From} -> {pin.To}")} in {pin.File}, until its upload is over");
        }

        if (Mode != PublicationMode.Promote)
        {
            Say($"build {DisplayText.Line(package.Id.ToString())} {release.To} in {package.Directory}");
        }

        if (Mode == PublicationMode.Pack)
        {
            return;
        }

        Say(new Upload(package.Id, release.To, target.Registry, []).Describe());
        if (release.Tag.Length > 0)
        {
            Say(new CreateTag(release.Tag, head, $"{package.Name} {release.To}").Describe());
        }
    }
}
