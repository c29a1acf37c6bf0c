using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

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

    /// <summary>The changes in a released package's manifests, its version first.</summary>
    public ImmutableArray<ManifestChange> Of(PackageId id) => _byOwner.TryGetValue(id, out var changes) ? [.. changes] : [];

    /// <summary>The changes of packages that are not released, in ordinal order of file, package and dependency.</summary>
    public ImmutableArray<ManifestChange> Others(Func<PackageId, bool> isReleased) =>
    [
        .. _byOwner.Where(pair => !isReleased(pair.Key)).SelectMany(pair => pair.Value).OfType<RangeChange>()
            .OrderBy(c => c.File).ThenBy(c => c.Package).ThenBy(c => c.Dependency).ThenBy(c => c.Kind),
    ];

    /// <summary>Finds every change.</summary>
    /// <exception cref="ReleaseException"><c>RK-RANGE-EXCLUDES</c>, once for each range.</exception>
    public static PlanEdits Find(PlanRequest request, IReadOnlyDictionary<PackageId, string> targets)
    {
        var edits = new PlanEdits();
        edits.AddVersions(request, targets);
        edits.AddRanges(request, targets);
        return edits._problems.Count == 0 ? edits : throw new ReleaseException(edits._problems);
    }

    private void AddVersions(PlanRequest request, IReadOnlyDictionary<PackageId, string> targets)
    {
        var places = new HashSet<(RelativePath, SourceLocation?)>();
        foreach (var package in request.Workspace.Packages.Where(p => p.Version is not null && targets.ContainsKey(p.Id)).OrderBy(p => p.Id))
        {
            var target = targets[package.Id];
            if (package.Version != target && places.Add((package.VersionFile, package.VersionLocation)))
            {
                Add(new VersionChange(package.VersionFile, package.Id, package.Version!, target));
            }
        }
    }

    private void AddRanges(PlanRequest request, IReadOnlyDictionary<PackageId, string> targets)
    {
        var places = new HashSet<(SourceLocation, PackageId)>();
        var seen = new HashSet<RangeChange>();

        // A range that a released and a private package inherit from the same place belongs to the released one.
        foreach (var package in request.Workspace.Packages.OrderByDescending(p => targets.ContainsKey(p.Id)).ThenBy(p => p.Id))
        {
            foreach (var edge in Internal(package))
            {
                if (targets.TryGetValue(edge.Id, out var target) &&
                    Move(request, package, edge, target) is { } change &&
                    (edge.Location is null || places.Add((edge.Location, edge.Id))) &&
                    seen.Add(change))
                {
                    Add(change);
                }
            }
        }
    }

    private static IEnumerable<Dependency> Internal(Package package) => package.Dependencies
        .Where(e => e.Source == DependencySource.Workspace && e.Range.Length > 0)
        .OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Location?.Line).ThenBy(e => e.Location?.Column);

    private RangeChange? Move(PlanRequest request, Package package, Dependency edge, string target)
    {
        var scheme = request.Schemes(package.Ecosystem);
        var moved = scheme.MoveRange(edge.Range, target);
        if (scheme.Satisfies(target, moved) == false)
        {
            _problems.Add(PlanCodes.RangeExcludes.At(
                edge.Location ?? new SourceLocation(edge.DeclaredIn.Value),
                $"{package.Id} accepts {edge.Id} in the range '{DisplayText.Line(edge.Range)}', which excludes {target}, the version it is released with, " +
                "and cannot be moved in its own style. Write it in another form, for example one that the ecosystem's own client would write."));
        }

        return moved == edge.Range ? null : new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, moved);
    }

    private void Add(ManifestChange change)
    {
        if (!_byOwner.TryGetValue(change.Package, out var changes))
        {
            _byOwner.Add(change.Package, changes = []);
        }

        changes.Add(change);
    }
}
