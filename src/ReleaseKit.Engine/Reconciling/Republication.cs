using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>
/// A throw-away work tree at the commit of tags whose packages are missing, with a plan that publishes just those, so that the
/// usual <c>Publish</c> can do it.
/// </summary>
/// <param name="Root">Absolute path of the workspace root in it.</param>
/// <param name="OutputPath">Absolute path of its output folder, which holds <c>plan.json</c>.</param>
public sealed record Republication(string Root, string OutputPath)
{
    private const string FolderName = "reconcile";
    private const string TreeName = "tree";

    /// <summary>Makes one for each commit. Tags are here: those of the remote alone have been fetched.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace as it is checked out; it tells which package needs which.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="facts">The versions to publish.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<ImmutableArray<Republication>> PrepareAsync(
        IRepository git, Workspace workspace, string outputPath, IEnumerable<VersionFacts> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(workspace);
        var byCommit = new SortedDictionary<string, List<VersionFacts>>(StringComparer.Ordinal);
        foreach (var version in facts)
        {
            if (await git.ResolveAsync("refs/tags/" + version.Tag, cancellationToken) is { } commit)
            {
                (byCommit.TryGetValue(commit, out var known) ? known : byCommit[commit] = []).Add(version);
            }
        }

        var order = OrderingGraph.Of(workspace, id => workspace.Find(id) is { Publishable: true }).TopologicalOrder();
        var made = ImmutableArray.CreateBuilder<Republication>();
        foreach (var (commit, versions) in byCommit)
        {
            var folder = Path.Combine(outputPath, FolderName, commit[..12]);
            var tree = Path.Combine(folder, TreeName);
            await git.Worktrees().AddAsync(tree, commit, cancellationToken);
            var output = Path.Combine(folder, "out");
            Directory.CreateDirectory(output);
            await File.WriteAllTextAsync(Path.Combine(output, "plan.json"), PlanDocument.Write(Plan(commit, versions, order)), cancellationToken);
            made.Add(new Republication(Path.Combine(tree, git.Facts.Prefix), output));
        }

        return made.ToImmutable();
    }

    /// <summary>Removes what this run or one that was killed has made.</summary>
    public static async Task RemoveAllAsync(IRepository git, string outputPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        var folder = Path.Combine(outputPath, FolderName);
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var one in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).ToArray())
        {
            await git.Worktrees().RemoveAsync(Path.Combine(one, TreeName), cancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static ReleasePlan Plan(string commit, List<VersionFacts> versions, ImmutableArray<PackageId> order) => new()
    {
        Base = commit,
        Date = DateTime.UnixEpoch.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), // Heads nothing: changelogs are written already.
        Releases =
        [
            .. versions.OrderBy(v => v.Package).Select(v => new PlannedRelease
            {
                Id = v.Package,
                To = v.Version,
                Bump = BumpLevel.None,
                Tag = v.Tag,
                Reasons = [new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, $"the tag {v.Tag} names it, and its registry does not have it")],
            }),
        ],
        Order = [.. order.Where(id => versions.Any(v => v.Package == id)).Select(id => ImmutableArray.Create(id))],
        Skipped = [],
    };
}
