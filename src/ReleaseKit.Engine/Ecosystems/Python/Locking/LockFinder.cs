using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Locking;

/// <summary>Tells which lock files repeat the version of a project: that of its workspace or its own, and those of projects that take it from its folder.</summary>
internal sealed class LockFinder
{
    private readonly HashSet<RelativePath> _listed;

    public LockFinder(DiscoveryRequest request) => _listed = [.. request.Listing.Where(PythonLock.Is)];

    /// <summary>The packages with their lock files.</summary>
    /// <param name="packages">The packages with their edges.</param>
    /// <param name="trees">The folder of the workspace of those that are in one.</param>
    public ImmutableArray<Package> Find(ImmutableArray<Package> packages, IReadOnlyDictionary<PackageId, RelativePath> trees)
    {
        if (_listed.Count == 0)
        {
            return packages;
        }

        var own = packages.DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => Own(trees.GetValueOrDefault(p.Id, p.Directory), PythonLock.UvFile));
        var others = Others(packages, own);
        return [.. packages.Select(p => p with { LockFile = own[p.Id], OtherLockFiles = others.TryGetValue(p.Id, out var files) ? [.. files.Where(f => f != own[p.Id])] : [] })];
    }

    private RelativePath? Own(RelativePath folder, string name) => folder.Combine(name) is var file && _listed.Contains(file) ? file : null;

    /// <summary>A lock file has all that its projects need, directly or not, and what they need to be worked on.</summary>
    private Dictionary<PackageId, SortedSet<RelativePath>> Others(ImmutableArray<Package> packages, Dictionary<PackageId, RelativePath?> own)
    {
        var byId = packages.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        var found = new Dictionary<PackageId, SortedSet<RelativePath>>();
        foreach (var package in packages)
        {
            foreach (var file in new[] { own[package.Id], Own(package.Directory, PythonLock.PoetryFile) }.OfType<RelativePath>())
            {
                var rest = new Stack<Package>([package]);
                while (rest.TryPop(out var at))
                {
                    foreach (var edge in at.Dependencies.Where(e => e.Source == DependencySource.Workspace && e.Kind != DependencyKind.Build && (at == package || e.Kind != DependencyKind.Dev)))
                    {
                        if (!found.TryGetValue(edge.Id, out var files))
                        {
                            found.Add(edge.Id, files = []);
                        }

                        if (files.Add(file) && byId.TryGetValue(edge.Id, out var next))
                        {
                            rest.Push(next);
                        }
                    }
                }
            }
        }

        return found;
    }
}
