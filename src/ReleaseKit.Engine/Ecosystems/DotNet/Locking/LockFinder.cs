using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Locking;

/// <summary>Tells which lock files repeat the version of a project: those of projects that reach it through another one.</summary>
internal static class LockFinder
{
    /// <summary>The packages with the lock files among the files listed.</summary>
    public static ImmutableArray<Package> Find(ImmutableArray<Package> packages, ImmutableArray<RelativePath> listing)
    {
        var byFolder = listing.Where(PackagesLockEditor.Is).ToLookup(file => file.Parent);
        if (byFolder.Count == 0)
        {
            return packages;
        }

        var byId = packages.ToDictionary(p => p.Id);
        var found = new Dictionary<PackageId, SortedSet<RelativePath>>();
        foreach (var package in packages)
        {
            if (FileOf(package, byFolder[package.Directory]) is { } file)
            {
                AddReached(package, file, byId, found);
            }
        }

        return [.. packages.Select(p => found.TryGetValue(p.Id, out var files) ? p with { OtherLockFiles = [.. files] } : p)];
    }

    private static void AddReached(Package package, RelativePath file, Dictionary<PackageId, Package> byId, Dictionary<PackageId, SortedSet<RelativePath>> found)
    {
        var direct = References(package).ToArray();
        var seen = direct.ToHashSet();
        var rest = new Stack<PackageId>(seen);
        while (rest.TryPop(out var id))
        {
            foreach (var next in byId.TryGetValue(id, out var project) ? References(project) : [])
            {
                if (!found.TryGetValue(next, out var files))
                {
                    found.Add(next, files = []);
                }

                files.Add(file);
                if (seen.Add(next))
                {
                    rest.Push(next);
                }
            }
        }
    }

    private static IEnumerable<PackageId> References(Package package) => package.Dependencies.Where(e => e.Source == DependencySource.Workspace).Select(e => e.Id);

    /// <summary>NuGet's own order: the file that bears the project's name, then the plain one.</summary>
    internal static RelativePath? FileOf(Package package, IEnumerable<RelativePath> files)
    {
        var named = $"packages.{Path.GetFileNameWithoutExtension(package.Manifest.FileName).Replace(' ', '_')}.lock.json";
        var candidates = files.ToArray();
        return new[] { named, "packages.lock.json" }.SelectMany(name => candidates.Where(f => f.FileName.Equals(name, StringComparison.OrdinalIgnoreCase))).Cast<RelativePath?>().FirstOrDefault();
    }
}
