using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Upstream;

/// <summary>
/// Decides what releases of other repositories do to the packages of this one. Nothing is ever lowered: a range that names a
/// later version than the one that is out, and one that names none, stays; so does one that accepts it, unless a file holds an older one.
/// </summary>
public static class UpstreamUpdates
{
    /// <summary>The dependencies of a package that are behind, in ordinal order of id and kind.</summary>
    /// <param name="request">What is planned.</param>
    /// <param name="package">The package.</param>
    public static ImmutableArray<UpstreamUpdate> Of(PlanRequest request, Package package)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(package);
        if (request.Upstream.IsEmpty || package.Upstream.IsEmpty)
        {
            return [];
        }

        var scheme = request.Schemes(package.Ecosystem);
        var policy = request.Policy.Packages.GetValueOrDefault(package.Id)?.Propagation ?? request.Policy.Propagation;
        return
        [
            .. from dependency in package.Upstream
               join release in request.Upstream on dependency.Edge.Id equals release.Id
               let update = Judge(package, dependency, release, scheme, policy).Update
               where update is not null
               orderby update.Edge.Id, update.Edge.Kind
               select update,
        ];
    }

    /// <summary>
    /// The same of all packages, those that are released first. Of a plan for some packages only, the others are left to the plan that is for them.
    /// </summary>
    /// <param name="request">What is planned.</param>
    /// <param name="isReleased">Whether the plan releases a package.</param>
    public static IEnumerable<UpstreamUpdate> Of(PlanRequest request, Func<PackageId, bool> isReleased)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Workspace.Packages.Where(p => request.Policy is { Only: null, Group: null } || isReleased(p.Id))
            .OrderByDescending(p => isReleased(p.Id)).ThenBy(p => p.Id).SelectMany(p => Of(request, p));
    }

    /// <summary>What was announced and moves nothing: a message about each release, and a warning for each range that cannot follow.</summary>
    /// <param name="request">What is planned.</param>
    /// <returns><c>RK-UPSTREAM-UNUSED</c>, <c>RK-UPSTREAM-KEPT</c>.</returns>
    public static ImmutableArray<Diagnostic> Notes(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var release in request.Upstream)
        {
            if (request.Workspace.Find(release.Id) is not null)
            {
                notes.Add(UpstreamCodes.Unused.Create($"{release.Id} is a package of this repository, so {release.Version}, which was announced, changes nothing here."));
                continue;
            }

            var dependents = request.Workspace.Packages.SelectMany(p => p.Upstream.Where(d => d.Edge.Id == release.Id).Select(d => (Package: p, Dependency: d))).ToArray();
            var judged = dependents.Select(d => Judge(d.Package, d.Dependency, release, request.Schemes(d.Package.Ecosystem), request.Policy.Propagation)).ToArray();
            notes.AddRange(judged.Select(j => j.Kept).OfType<Diagnostic>().Distinct());
            if (dependents.Length == 0)
            {
                notes.Add(UpstreamCodes.Unused.Create($"No package here depends on {release.Id}, so {release.Version}, which was announced, changes nothing."));
            }
            else if (!Array.Exists(judged, j => j.Update is not null || j.Kept is not null))
            {
                notes.Add(UpstreamCodes.Unused.Create($"Every package here that depends on {release.Id} takes {release.Version} already."));
            }
        }

        return notes.ToImmutable();
    }

    private static (UpstreamUpdate? Update, Diagnostic? Kept) Judge(Package package, UpstreamDependency dependency, UpstreamRelease release, IVersionScheme scheme, PropagationPolicy policy)
    {
        var (edge, version) = (dependency.Edge, release.Version);
        var named = RangeVersions.Of(scheme, edge.Range).ToArray();
        var older = Held(dependency, scheme).Where(l => scheme.Compare(l.Version, version) < 0).ToArray();
        var accepts = edge.Range.Length == 0 ? true : scheme.Satisfies(version, edge.Range);
        if (accepts == true && older.Length == 0)
        {
            return (null, null);
        }

        if (accepts is null || (accepts == false && (named.Length == 0 || Array.Exists(named, n => scheme.Compare(n, version) > 0))))
        {
            return (null, Kept(package, edge, version, accepts is null ? "is no range that can be moved" : "does not lead to it"));
        }

        if (accepts == false && scheme.IsPrerelease(version) && !Array.Exists(named, scheme.IsPrerelease))
        {
            return (null, Kept(package, edge, version, "asks for no prereleases"));
        }

        var moved = edge.Range.Length == 0 ? "" : scheme.MoveRange(edge.Range, version);
        if (moved.Length > 0 && scheme.Satisfies(version, moved) != true)
        {
            return (null, Kept(package, edge, version, "cannot be moved in its own style"));
        }

        var from = VersionDecision.Highest(scheme, older.Select(l => l.Version))
            ?? VersionDecision.Highest(scheme, named.Where(n => scheme.Satisfies(n, edge.Range) == true)) ?? named.FirstOrDefault();
        return (new UpstreamUpdate(package.Id, edge, from, version)
        {
            Change = moved == edge.Range ? null : new RangeChange(edge.DeclaredIn, package.Id, edge.Id, edge.Kind, edge.Range, moved),
            LockFiles = [.. older.Select(l => l.File).Where(f => f != edge.DeclaredIn).Distinct().Order()],
            Level = LevelOf(policy.Of(edge.Kind), accepts == false, from is null || scheme.Compare(from, version) >= 0 ? BumpLevel.Patch : VersionDecision.Difference(scheme, from, version, BumpLevel.None)),
        }, null);
    }

    /// <summary>What each file holds for this range: others may need other versions of the same package, which are none of ours.</summary>
    private static IEnumerable<LockedVersion> Held(UpstreamDependency dependency, IVersionScheme scheme) => dependency.Locked
        .Where(l => scheme.IsValid(l.Version) && (dependency.Edge.Range.Length == 0 || scheme.Satisfies(l.Version, dependency.Edge.Range) == true))
        .GroupBy(l => l.File)
        .Select(file => file.Aggregate((highest, next) => scheme.Compare(next.Version, highest.Version) > 0 ? next : highest));

    /// <summary>The rules for siblings hold for others as well, save that a rule that passes the level on cannot know what a change means.</summary>
    private static BumpLevel LevelOf(ImmutableArray<PropagationRule> rules, bool isOut, BumpLevel difference) => rules
        .Where(rule => difference >= rule.AtLeast && (rule.Trigger == PropagationTrigger.Always || (rule.Trigger == PropagationTrigger.OutOfRange && isOut)))
        .Select(rule => rule.Bump ?? difference).DefaultIfEmpty().Max();

    private static Diagnostic Kept(Package package, Dependency edge, string version, string why) => UpstreamCodes.Kept.At(
        edge.Location ?? new SourceLocation(edge.DeclaredIn.Value),
        $"{package.Id} asks for {edge.Id} in '{DisplayText.Line(edge.Range)}', which {why}: it does not get {version}. Change it by hand where it should.");
}
