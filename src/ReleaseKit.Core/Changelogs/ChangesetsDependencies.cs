using System.Collections.Immutable;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// The dependencies that changesets lists below a version: those whose range it moves, or would but for <c>workspace:</c>, in the
/// order in which it comes to release them. Development and optional dependencies are not told of.
/// </summary>
public sealed class ChangesetsDependencies
{
    private static readonly BumpLevel[] Levels = [BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major];

    private readonly ReleasePlan _plan;
    private readonly Workspace _workspace;
    private readonly RewritePolicy _rewrite;
    private readonly Func<string, IVersionScheme> _schemes;
    private readonly Dictionary<PackageId, int> _order;

    /// <summary>The dependencies of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workspace">The packages that it was computed for.</param>
    /// <param name="rewrite">Which ranges are moved.</param>
    /// <param name="schemes">The version scheme of an ecosystem.</param>
    /// <param name="changeFiles">The change files of the workspace, in ordinal order.</param>
    public ChangesetsDependencies(
        ReleasePlan plan, Workspace workspace, RewritePolicy rewrite, Func<string, IVersionScheme> schemes, IEnumerable<ChangeFile> changeFiles)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, _workspace, _rewrite, _schemes) = (plan, workspace, rewrite, schemes);
        _order = Order(changeFiles).Index().ToDictionary(pair => pair.Item, pair => pair.Index);
    }

    /// <summary>The released dependencies of a release that its entry lists.</summary>
    public IEnumerable<PlannedRelease> Of(PlannedRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return _workspace.Find(release.Id) is not { } package ? [] : package.Dependencies
            .Where(edge => edge.Kind is DependencyKind.Runtime or DependencyKind.Peer)
            .OrderBy(edge => edge.Kind == DependencyKind.Peer)
            .DistinctBy(edge => edge.Id)
            .Select(edge => (Edge: edge, Release: _plan.Find(edge.Id)))
            .Where(pair => pair.Release is not null && IsMoved(package, pair.Edge, pair.Release))
            .Select(pair => pair.Release!)
            .OrderBy(dependency => _order.GetValueOrDefault(dependency.Id, int.MaxValue)).ThenBy(dependency => dependency.Id);
    }

    private bool IsMoved(Package package, Dependency edge, PlannedRelease dependency)
    {
        var scheme = _schemes(package.Ecosystem);
        var isMember = edge.Range.StartsWith("workspace:", StringComparison.Ordinal);
        if (edge.Range == "workspace:*")
        {
            return true;
        }

        return scheme.Satisfies(dependency.To, scheme.ResolveRange(edge.Range, Old(dependency))) switch
        {
            null => isMember,
            false => true,
            true => _rewrite.TriggerOf(edge.Kind) switch
            {
                RewriteTrigger.Always => true,
                RewriteTrigger.Minor => dependency.Bump >= BumpLevel.Minor,
                _ => false,
            },
        };
    }

    /// <summary>The version that was raised: the package's own, or that of the member of its group that had the highest.</summary>
    private string Old(PlannedRelease release)
    {
        var own = release.From ?? _workspace.Find(release.Id)?.Version ?? release.To;
        var scheme = _schemes(release.Id.Ecosystem);
        return _workspace.Packages.Where(p => p.Ecosystem == release.Id.Ecosystem).Select(p => p.Version).OfType<string>().Prepend(own)
            .Where(scheme.IsValid).FirstOrDefault(version => Levels.Any(level => scheme.Bump(version, level) == release.To)) ?? own;
    }

    /// <summary>First what the files name, as they name it; then, from there on, the dependents that each one reaches, and its group.</summary>
    private List<PackageId> Order(IEnumerable<ChangeFile> changeFiles)
    {
        var packages = _workspace.Packages.OrderBy(p => p.Directory).ThenBy(p => p.Id).ToArray();
        var order = new List<PackageId>();
        var seen = new HashSet<PackageId>();
        foreach (var name in changeFiles.SelectMany(file => file.Changes).Select(change => change.Package))
        {
            Add(packages.FirstOrDefault(p => p.Name == name || p.Id.ToString() == name)?.Id);
        }

        for (var reached = 0; ; )
        {
            for (; reached < order.Count; reached++)
            {
                var dependency = order[reached];
                foreach (var dependent in packages.Where(p => Reaches(dependency, p)))
                {
                    Add(dependent.Id);
                }
            }

            var before = order.Count;
            foreach (var member in packages.Where(p => _plan.Find(p.Id) is { } release && release.Reasons.Any(r => r is { Kind: ReasonKind.Group, Package: { } cause } && seen.Contains(cause))))
            {
                Add(member.Id);
            }

            if (order.Count == before)
            {
                return order;
            }
        }

        void Add(PackageId? id)
        {
            if (id is { } known && seen.Add(known))
            {
                order.Add(known);
            }
        }
    }

    /// <summary>Whether the release of one package puts the other on the list: it is released for it, or develops against a range that it leaves.</summary>
    private bool Reaches(PackageId dependency, Package dependent)
    {
        if (_plan.Find(dependency) is not { } released)
        {
            return false;
        }

        return (_plan.Find(dependent.Id) is { } own && own.Reasons.Any(r => r.Kind == ReasonKind.Dependency && r.Package == dependency)) ||
            dependent.Dependencies.Any(e => e.Id == dependency && e.Kind == DependencyKind.Dev &&
                _schemes(dependent.Ecosystem) is var scheme && scheme.Satisfies(released.To, scheme.ResolveRange(e.Range, Old(released))) == false);
    }
}
