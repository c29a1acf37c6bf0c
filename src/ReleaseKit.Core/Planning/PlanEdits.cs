using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// The values of manifests that a plan changes: the versions of released packages, and every internal range on one of them,
/// whoever declares it. A value that several packages share is changed once.
/// </summary>
internal sealed class PlanEdits
{
    private readonly Dictionary<PackageId, List<ManifestChange>> _byOwner = [];
    private readonly List<Diagnostic> _problems = [];

    private PlanEdits()
    {
    }

    /// <summary>The packages of other repositories whose dependents here take over a release.</summary>
    public HashSet<PackageId> Upstream { get; } = [];

    /// <summary>The changes in a released package's manifests, its version first.</summary>
    public ImmutableArray<ManifestChange> Of(PackageId id) => _byOwner.TryGetValue(id, out var changes) ? [.. changes] : [];

    /// <summary>The changes of packages that are not released, in ordinal order of file, package and dependency.</summary>
    public ImmutableArray<ManifestChange> Others(Func<PackageId, bool> isReleased) =>
    [
        .. _byOwner.Where(pair => !isReleased(pair.Key)).SelectMany(pair => pair.Value)
            .Select(change => change switch
            {
                RangeChange range => (Change: change, range.Dependency, range.Kind),
                LockRangeChange locked => (Change: change, locked.Dependency, locked.Kind),
                _ => default,
            })
            .Where(c => c.Change is not null)
            .OrderBy(c => c.Change.File).ThenBy(c => c.Change.Package).ThenBy(c => c.Dependency).ThenBy(c => c.Kind).Select(c => c.Change),
    ];

    /// <summary>Finds every change.</summary>
    /// <exception cref="ReleaseException"><c>RK-RANGE-EXCLUDES</c>, once for each range.</exception>
    public static PlanEdits Find(PlanRequest request, ReleasedUnits released)
    {
        var edits = new PlanEdits();
        edits.AddVersions(request, released);
        edits.AddRanges(request, released);
        edits.AddUpstream(request, released);
        return edits._problems.Count == 0 ? edits : throw new ReleaseException(edits._problems);
    }

    private void AddVersions(PlanRequest request, ReleasedUnits released)
    {
        var places = new HashSet<(RelativePath, SourceLocation?)>();
        foreach (var package in request.Workspace.Packages.Where(p => p is { Version: not null, Tagging: null } && released.Contains(p.Id)).OrderBy(p => p.Id))
        {
            var target = released.TargetOf(package.Id);
            if (package.Version != target && places.Add((package.VersionFile, package.VersionLocation)))
            {
                Add(package.Id, new VersionChange(package.VersionFile, package.Id, package.Version!, target));
                AddLocks(request.Workspace, package, target);
            }
        }
    }

    /// <summary>Lock files repeat the version of every package that has it from the place that changes, private ones included.</summary>
    private void AddLocks(Workspace workspace, Package package, string target)
    {
        foreach (var change in LockChanges.Of(workspace, package, target))
        {
            Add(package.Id, change);
        }
    }

    private void AddRanges(PlanRequest request, ReleasedUnits released)
    {
        var places = new HashSet<(SourceLocation, PackageId)>();
        var seen = new HashSet<RangeChange>();

        // A range that a released and a private package inherit from the same place belongs to the released one.
        foreach (var package in request.Workspace.Packages.OrderByDescending(p => released.Contains(p.Id)).ThenBy(p => p.Id))
        {
            var edges = Followed(package, released, released.Contains(package.Id) ? request.Policy.Rewrite.Scope : RewriteScope.Internal);
            if (request.Policy.Rewrite.OnlyAffected && !IsAffected(package, edges, request, released))
            {
                continue;
            }

            foreach (var edge in edges)
            {
                if (Move(request, package, edge, released) is { } change &&
                    (edge.Location is null || places.Add((edge.Location, edge.Id))) &&
                    seen.Add(change))
                {
                    Add(change.Package, change);
                    foreach (var locked in LockChanges.Of(package, change))
                    {
                        Add(package.Id, locked);
                    }
                }
            }
        }
    }

    /// <summary>The ranges on packages of other repositories.</summary>
    private void AddUpstream(PlanRequest request, ReleasedUnits released)
    {
        var places = new HashSet<(SourceLocation, PackageId)>();
        var seen = new HashSet<RangeChange>();
        foreach (var update in UpstreamUpdates.Of(request, released.Contains))
        {
            Upstream.Add(update.Edge.Id);
            if (update.Change is { } change && (update.Edge.Location is null || places.Add((update.Edge.Location, update.Edge.Id))) && seen.Add(change))
            {
                Add(change.Package, change);
            }
        }
    }

    /// <summary>The ranges on released siblings.</summary>
    private static Dependency[] Followed(Package package, ReleasedUnits released, RewriteScope scope) =>
    [
        .. package.Dependencies
            .Where(e => IsWithin(scope, e) && e.Range.Length > 0 && released.Contains(e.Id))
            .OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Location?.Line).ThenBy(e => e.Location?.Column),
    ];

    private static bool IsWithin(RewriteScope scope, Dependency edge) => scope switch
    {
        RewriteScope.Every => true,
        RewriteScope.Protocol => edge.Range.StartsWith("workspace:", StringComparison.Ordinal),
        _ => edge.Source == DependencySource.Workspace,
    };

    /// <summary>Whether a package is looked at at all: released, considered by a change file, never released, or with a range that broke.</summary>
    private static bool IsAffected(Package package, Dependency[] edges, PlanRequest request, ReleasedUnits released) =>
        released.Contains(package.Id) || released.CandidateOf(package.Id) is not { Declared.Count: 0 } ||
        edges.Any(edge => IsBroken(request, package, edge, released));

    private RangeChange? Move(PlanRequest request, Package package, Dependency edge, ReleasedUnits released)
    {
        var rewrite = request.Policy.Rewrite;
        var trigger = rewrite.TriggerOf(edge.Kind);
        var level = released.LevelOf(edge.Id);
        if (trigger != RewriteTrigger.Always && !(trigger == RewriteTrigger.Minor && level >= BumpLevel.Minor) && !IsBroken(request, package, edge, released))
        {
            return null;
        }

        var scheme = request.Schemes(package.Ecosystem);
        var target = released.TargetOf(edge.Id);
        var moved = RangeWriting.Write(rewrite.Spelling, scheme, edge.Range, target, level);
        if (scheme.Satisfies(target, moved) == false)
        {
            _problems.Add(PlanCodes.RangeExcludes.At(
                edge.Location ?? new SourceLocation(edge.DeclaredIn.Value),
                $"{package.Id} accepts {edge.Id} in the range '{DisplayText.Line(edge.Range)}', which excludes {target}, the version it is released with, " +
                "and cannot be moved in its own style. Write it in another form, for example one that the ecosystem's own client would write."));
        }

        return moved == edge.Range ? null : new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, moved);
    }

    private static bool IsBroken(PlanRequest request, Package package, Dependency edge, ReleasedUnits released) =>
        EdgeRange.Excludes(request.Schemes(package.Ecosystem), edge, released.OldOf(edge.Id), released.TargetOf(edge.Id));

    private void Add(PackageId owner, ManifestChange change)
    {
        if (!_byOwner.TryGetValue(owner, out var changes))
        {
            _byOwner.Add(owner, changes = []);
        }

        changes.Add(change);
    }
}
