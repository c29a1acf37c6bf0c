using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Releasing;
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

    /// <summary>How long a package may take to appear, in seconds.</summary>
    public int AwaitTimeout { get; set; }

    /// <summary>How many nodes this build may use.</summary>
    public int NodeCount { get; set; }

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
        var writer = new PackageProjectWriter(
            new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, ReleaseSession.Targets(EcosystemSettings, discovered, RehearsalAddress)),
            ReleaseSession.Targets(EcosystemSettings, discovered, RehearsalAddress),
            new PackageProjectSettings(WorkspaceRoot, OutputPath, PackageTargets, UserTargets, TasksAssembly, AwaitTimeout, discovered.Configuration.SmokeTest, git.Facts.Head, (await git.HeadDateAsync(cancellationToken)).ToUnixTimeSeconds()));
        string? SiblingVersion(PackageId id) => plan.Find(id)?.To ?? discovered.Workspace.Find(id)?.Version;
        var projects = new List<ITaskItem>();
        foreach (var release in plan.Order.SelectMany(layer => layer).Select(id => plan.Find(id)!).Where(r => r.IsPublished))
        {
            var id = release.Id;
            var package = discovered.Workspace.Find(id)!;
            var pins = session.Ecosystems[id.Ecosystem].Workspace.Pin(package, discovered.Workspace, SiblingVersion, discovered.Configuration.Pin);
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
        if (NodeCount < NarrowNodeCount && plan.Order.Any(layer => layer.Length > NodeCount + 2))
        {
            Say($"This build uses {NodeCount} node{(NodeCount == 1 ? "" : "s")}; add -mt -m:16 to publish more packages at a time.");
        }
    }

    private void Describe(PlannedRelease release, Package package, IReadOnlyCollection<RangeChange> pins, PublicationTarget target, string head)
    {
        foreach (var pin in pins)
        {
            Say($"pin {DisplayText.Line(package.Id.ToString())}: {DisplayText.Line($"{pin.Dependency.Name} {pin.From} -> {pin.To}")} in {pin.File}, until its upload is over");
        }

        Say($"build {DisplayText.Line(package.Id.ToString())} {release.To} in {package.Directory}");
        Say(new Upload(package.Id, release.To, target.Registry, []).Describe());
        Say(new CreateTag(release.Tag, head, $"{package.Name} {release.To}").Describe());
    }
}
