using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>Says how to release what takes the place of withdrawn versions.</summary>
public sealed class SupersedingProposal
{
    private readonly DiscoveredWorkspace _workspace;
    private readonly EcosystemCatalog _ecosystems;
    private readonly WorkspaceTags _tags;

    /// <summary>Proposals for one workspace.</summary>
    public SupersedingProposal(DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, WorkspaceTags tags)
    {
        _workspace = workspace;
        _ecosystems = ecosystems;
        _tags = tags;
    }

    /// <summary>The lines to show; empty when later releases take the place of all of them already.</summary>
    public ImmutableArray<string> Describe(IReadOnlyCollection<Withdrawal> withdrawals)
    {
        var next = withdrawals.Where(w => w.State != WithdrawalState.Absent)
            .GroupBy(w => w.Package).Select(g => (Package: g.Key, Version: Next(g.Key, [.. g.Select(w => w.Version)])))
            .Where(p => p.Version is not null).ToDictionary(p => p.Package, p => p.Version!);
        if (next.Count == 0)
        {
            return [];
        }

        var followers = SupersedingRelease.Followers(next, Pinning);
        return
        [
            "Mend what was wrong, commit it, and release what takes its place:",
            $"  {SupersedingRelease.Command(next.OrderBy(n => n.Key).Select(n => (n.Key, n.Value)))}",
            .. followers.IsEmpty ? Enumerable.Empty<string>() : [$"Packages that pin it are released with it: {DisplayText.Line(string.Join(", ", followers))}"],
        ];
    }

    private string? Next(PackageId id, IReadOnlyCollection<string> withdrawn)
    {
        var scheme = _ecosystems[id.Ecosystem].Versions;
        var highest = withdrawn.Aggregate((best, v) => scheme.Compare(v, best) > 0 ? v : best);
        return SupersedingRelease.Next(scheme, highest, _tags.Of(id).Select(t => t.Version).Where(v => withdrawn.All(w => scheme.Compare(v, w) != 0)));
    }

    /// <summary>Dependents whose published range on a package does not accept a version.</summary>
    private IEnumerable<PackageId> Pinning(PackageId dependency, string version)
    {
        foreach (var package in _workspace.Workspace.Packages.Where(p => p.Publishable && _workspace.MayBeReleased(p)))
        {
            var adapter = _ecosystems[package.Ecosystem];
            var pins = package.Dependencies.Any(d => d.Id == dependency && d.Kind != DependencyKind.Dev && d.Source == DependencySource.Workspace)
                ? adapter.Workspace.Pin(package.AsWritten, _workspace.Workspace, id => _workspace.Workspace.Find(id)?.Version, _workspace.Configuration.Pin)
                : [];
            var ranges = package.Dependencies.Where(d => d.Id == dependency && d.Kind != DependencyKind.Dev)
                .Select(d => pins.FirstOrDefault(p => p.Dependency == dependency && p.From == d.Range)?.To ?? d.Range);
            if (ranges.Any(range => range.Length > 0 && adapter.Versions.Satisfies(version, range) == false))
            {
                yield return package.Id;
            }
        }
    }
}
