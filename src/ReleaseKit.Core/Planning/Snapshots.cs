using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Plans of snapshots: packages as they are now, under versions that are never released again. They have no tags and use up
/// no change files. Ranges on siblings of the same snapshot become exact: any other would be met by releases as well.
/// </summary>
public static class Snapshots
{
    /// <summary>The packages in which users would get something new: those that changed, and what needs them at run time, directly or not.</summary>
    /// <param name="workspace">Every package and edge.</param>
    /// <param name="changed">The packages that changed.</param>
    /// <param name="includes">Which packages can be published at all; what another one needs does not reach anybody through it.</param>
    /// <returns>Each with the dependency through which it is affected; null for one that changed itself.</returns>
    public static ImmutableSortedDictionary<PackageId, PackageId?> Affected(Workspace workspace, IEnumerable<PackageId> changed, Func<Package, bool> includes)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(changed);
        var dependents = workspace.Packages.Where(includes)
            .SelectMany(package => package.Dependencies.Where(Counts).Select(edge => (edge.Id, Dependent: package.Id)))
            .ToLookup(pair => pair.Id, pair => pair.Dependent);
        var affected = changed.Where(id => workspace.Find(id) is { } package && includes(package)).Order().ToImmutableSortedDictionary(id => id, _ => (PackageId?)null).ToBuilder();
        var rest = new Queue<PackageId>(affected.Keys);
        while (rest.TryDequeue(out var id))
        {
            foreach (var dependent in dependents[id].Order().Where(dependent => affected.TryAdd(dependent, id)))
            {
                rest.Enqueue(dependent);
            }
        }

        return affected.ToImmutable();
    }

    /// <summary>The plan.</summary>
    /// <param name="workspace">Every package and edge.</param>
    /// <param name="snapshots">The packages to publish, with their versions and why.</param>
    /// <param name="schemes">The version scheme of an ecosystem.</param>
    /// <param name="commit">The commit that is checked out.</param>
    /// <param name="date">The day, <c>yyyy-MM-dd</c>.</param>
    public static ReleasePlan Plan(
        Workspace workspace, IReadOnlyDictionary<PackageId, (string Version, string Why)> snapshots, Func<string, IVersionScheme> schemes, string commit, string date)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(schemes);
        var packages = workspace.Packages.Where(p => snapshots.ContainsKey(p.Id)).OrderBy(p => p.Id).ToArray();
        var places = new HashSet<(RelativePath, PackageId, SourceLocation?)>();
        return new ReleasePlan
        {
            Base = commit,
            Date = date,
            Releases = [.. packages.Select(package => Release(workspace, package, snapshots, places, schemes))],
            Order = OrderingGraph.Of(workspace, snapshots.ContainsKey).Layers(),
            Skipped = [],
        };
    }

    private static PlannedRelease Release(
        Workspace workspace, Package package, IReadOnlyDictionary<PackageId, (string Version, string Why)> snapshots,
        HashSet<(RelativePath, PackageId, SourceLocation?)> places, Func<string, IVersionScheme> schemes) => new()
    {
        Id = package.Id,
        From = package.Version,
        To = snapshots[package.Id].Version,
        Bump = BumpLevel.None,
        Tag = "",
        Reasons = [new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, snapshots[package.Id].Why)],
        Edits = [.. VersionEdits(workspace, package, snapshots[package.Id].Version, places), .. RangeEdits(package, snapshots, places, schemes(package.Ecosystem))],
    };

    private static IEnumerable<ManifestChange> VersionEdits(
        Workspace workspace, Package package, string version, HashSet<(RelativePath, PackageId, SourceLocation?)> places) =>
        places.Add((package.VersionFile, default, package.VersionLocation)) || package.VersionLocation is null
            ? [new VersionChange(package.VersionFile, package.Id, package.Version!, version), .. LockChanges.Of(workspace, package, version)]
            : [];

    private static IEnumerable<ManifestChange> RangeEdits(
        Package package, IReadOnlyDictionary<PackageId, (string Version, string Why)> snapshots, HashSet<(RelativePath, PackageId, SourceLocation?)> places, IVersionScheme scheme)
    {
        foreach (var edge in package.Dependencies.Where(e => Counts(e) && e.Range.Length > 0 && snapshots.ContainsKey(e.Id)))
        {
            // What follows the sibling anyway is pinned while the package is built.
            var exact = scheme.Exactly(snapshots[edge.Id].Version);
            var follows = scheme.ResolveRange(edge.Range, snapshots[edge.Id].Version) != edge.Range;
            if (!follows && edge.Range != exact && (edge.Location is null || places.Add((edge.DeclaredIn, edge.Id, edge.Location))))
            {
                var change = new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, exact);
                yield return change;
                foreach (var locked in LockChanges.Of(package, change))
                {
                    yield return locked;
                }
            }
        }
    }

    private static bool Counts(Dependency edge) => edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev };
}
