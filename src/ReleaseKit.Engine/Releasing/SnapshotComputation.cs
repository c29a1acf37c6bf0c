using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Decides which packages a snapshot publishes, and under which versions: what has changed since its last release, committed
/// or not, with its dependents, or exactly the packages that were asked for.
/// </summary>
public sealed class SnapshotComputation
{
    private readonly IRepository _git;
    private readonly EcosystemCatalog _ecosystems;
    private readonly IFileSystem _files;

    /// <summary>A computation over one repository.</summary>
    public SnapshotComputation(IRepository git, EcosystemCatalog ecosystems, IFileSystem files)
    {
        _git = git;
        _ecosystems = ecosystems;
        _files = files;
    }

    /// <summary>The label that a snapshot has for its channel.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANNEL-INVALID</c>.</exception>
    public static string LabelOf(string channel) =>
        channel.Length == 0 ? Channel.Dev
        : Channel.TryParse(channel, out var parsed) && parsed.Label is { } label ? label
        : throw new ReleaseException(ChannelCodes.Invalid.Create(
            $"ReleaseChannel is '{DisplayText.Line(channel)}', and a snapshot needs the label of a prerelease there, such as beta, or nothing for {Channel.Dev}."));

    /// <summary>Computes the plan of a snapshot.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANNEL-SNAPSHOT</c>, <c>RK-PLAN-PACKAGE</c>, and everything that planning refuses.</exception>
    public async Task<ReleasePlan> ComputeAsync(DiscoveredWorkspace workspace, SnapshotOptions options, CancellationToken cancellationToken)
    {
        var label = LabelOf(options.Channel);
        var names = new PackageNames(workspace.Workspace);
        var asked = options.Packages.Select(name => PlanPolicies.Resolve(name, names)).ToImmutableHashSet();
        var computed = await new PlanComputation(_git, _ecosystems, _files).ComputeAsync(workspace, new PlanOptions("", options.Packages, "") { Channel = Channel.Stable.Text }, cancellationToken);
        var why = asked.IsEmpty
            ? await AffectedAsync(workspace, computed, cancellationToken)
            : asked.Where(id => IsReleasable(workspace, workspace.Workspace.Find(id)!)).ToImmutableDictionary(id => id, _ => "asked for");
        var next = NextVersions(workspace.Workspace, why.Keys, computed.Plan);
        var snapshots = why.ToDictionary(pair => pair.Key, pair => (Version(workspace, workspace.Workspace.Find(pair.Key)!, next[pair.Key], label, options.Time), pair.Value));
        return Snapshots.Plan(workspace.Workspace, snapshots, ecosystem => _ecosystems[ecosystem].Versions, _git.Facts.Head, options.Time.UtcDateTime.ToString("yyyy-MM-dd"));
    }

    private string Version(DiscoveredWorkspace workspace, Package package, string next, string label, DateTimeOffset time)
    {
        var values = new SnapshotValues(package.Version!, next, label, _git.Facts.Head, time);
        return workspace.Configuration.Snapshot.Render(Scheme(package), values) ?? throw new ReleaseException(ChannelCodes.Snapshot.Create(
            $"The snapshot template \"{workspace.Configuration.Snapshot}\" gives no {Scheme(package).Name} version for {package.Id} {package.Version}. " +
            "Put {timestamp}, {datetime} or {date} into it."));
    }

    /// <summary>What a stable release would be called; packages whose version is written in one place agree on the highest.</summary>
    private Dictionary<PackageId, string> NextVersions(Workspace workspace, IEnumerable<PackageId> ids, ReleasePlan plan)
    {
        var next = new Dictionary<PackageId, string>();
        foreach (var place in ids.Select(id => workspace.Find(id)!).GroupBy(p => (p.VersionFile, p.VersionLocation, p.VersionLocation is null ? p.Id : default)))
        {
            var scheme = Scheme(place.First());
            var highest = place.Select(p => plan.Find(p.Id)?.To ?? scheme.Bump(p.Version!, BumpLevel.Patch)).Aggregate((a, b) => scheme.Compare(a, b) >= 0 ? a : b);
            foreach (var package in place)
            {
                next[package.Id] = highest;
            }
        }

        return next;
    }

    private async Task<ImmutableDictionary<PackageId, string>> AffectedAsync(DiscoveredWorkspace workspace, ComputedPlan computed, CancellationToken cancellationToken)
    {
        var edited = await EditedAsync(workspace.Workspace, cancellationToken);
        var changed = computed.Histories.Values.Where(h => h.Newest is null || !(h.Latest is null ? h.Commits : h.SinceLatest).IsEmpty).Select(h => h.Id).Concat(edited).ToHashSet();
        return Snapshots.Affected(workspace.Workspace, changed, package => IsReleasable(workspace, package)).ToImmutableDictionary(
            pair => pair.Key,
            pair => pair.Value is { } through ? $"needs {through.Name}" : edited.Contains(pair.Key) ? "has uncommitted changes" : "changed since its last release");
    }

    /// <summary>The packages in whose folders files differ from HEAD.</summary>
    private async Task<ImmutableHashSet<PackageId>> EditedAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var status = await _git.StatusAsync(cancellationToken);
        var packages = workspace.Packages.ToArray();
        var trie = new PathTrie([.. packages.Select(p => p.Directory)]);
        var edited = ImmutableHashSet.CreateBuilder<PackageId>();
        foreach (var path in status.Changed.Concat(status.Untracked).Where(path => path.StartsWith(_git.Facts.Prefix, StringComparison.Ordinal)))
        {
            foreach (var index in trie.Find(path.AsSpan(_git.Facts.Prefix.Length)))
            {
                edited.Add(packages[index].Id);
            }
        }

        return edited.ToImmutable();
    }

    private bool IsReleasable(DiscoveredWorkspace workspace, Package package) =>
        package is { Publishable: true, Tagging: null, Version: { } version } && Scheme(package).IsValid(version) && !workspace.Excluded.ContainsKey(package.Id);

    private IVersionScheme Scheme(Package package) => _ecosystems[package.Ecosystem].Versions;
}
