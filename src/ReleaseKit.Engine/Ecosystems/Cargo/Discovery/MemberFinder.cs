using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>
/// Decides which manifests are packages, as Cargo does: a workspace's root, what <c>members</c> matches, and whatever these
/// depend on by a path below the root. Folders that <c>exclude</c> names, and those around which there is no workspace, hold
/// packages of their own; what else lies in a workspace (test data, templates, workspaces of their own) is left alone.
/// </summary>
internal sealed class MemberFinder(DiscoveryRequest request)
{
    private readonly SortedDictionary<RelativePath, CargoManifest> _manifests = [];
    private readonly Dictionary<RelativePath, ReleaseException> _unreadable = [];
    private readonly Dictionary<RelativePath, CrateMember> _members = [];
    private readonly List<Diagnostic> _problems = [];
    private List<CargoTree> _trees = [];

    /// <summary>What is wrong, in the order of paths.</summary>
    public IEnumerable<Diagnostic> Problems => _problems;

    public IReadOnlyCollection<CrateMember> Find()
    {
        // A listing from version control may name files that are deleted in the work tree.
        foreach (var path in request.Listing.Where(p => p.FileName == CargoManifest.FileName && request.Files.FileExists(p)))
        {
            Read(path);
        }

        CargoTree[] trees = [.. _manifests.Values.Select(CargoTree.Of).OfType<CargoTree>()];
        _trees = [.. trees.Where(tree => !trees.Any(other => IsLeftAlone(tree, other))).OrderByDescending(t => t.Directory.Value.Length)];
        foreach (var tree in _trees)
        {
            AddMembers(tree);
        }

        foreach (var manifest in _manifests.Values.Where(m => m.Package is not null && IsAlone(m.Directory)))
        {
            _members.TryAdd(manifest.Directory, new CrateMember(manifest, manifest));
        }

        foreach (var (path, failure) in _unreadable.Where(u => Counts(u.Key.Parent)).OrderBy(u => u.Key))
        {
            _problems.AddRange(failure.Diagnostics);
        }

        _problems.AddRange(_trees.Where(t => !request.Excluded(t.Directory)).SelectMany(t => t.Root.Problems));
        return [.. _members.Values.Where(m => !request.Excluded(m.Directory) && m.Directory.IsWithin(request.Root)).OrderBy(m => m.Directory)];
    }

    /// <summary>The folder of the workspace that has the manifest of a folder, itself for one alone; null for a folder without a manifest.</summary>
    public RelativePath? WorkspaceOf(RelativePath directory) =>
        _members.TryGetValue(directory, out var member) ? member.Root.Directory
        : _manifests.ContainsKey(directory) || _unreadable.ContainsKey(directory.Combine(CargoManifest.FileName)) ? _trees.Find(t => t.Matches(directory))?.Directory ?? directory
        : null;

    /// <summary>Whether a workspace lies in another one that neither has nor excludes it: Cargo's own tests have hundreds of those.</summary>
    private static bool IsLeftAlone(CargoTree tree, CargoTree around) =>
        around != tree && around.Surrounds(tree.Directory) && !around.Excludes(tree.Directory) && !around.Matches(tree.Directory);

    private void Read(RelativePath path)
    {
        try
        {
            _manifests.Add(path.Parent, CargoManifest.Parse(path, SourceText.Decode(path.Value, request.Files.Read(path))));
        }
        catch (ReleaseException failure)
        {
            _unreadable.Add(path, failure);
        }
    }

    private void AddMembers(CargoTree tree)
    {
        Add(tree, tree.Directory, isPathDependency: false);
        foreach (var (written, directory) in tree.Literals)
        {
            if (!_manifests.ContainsKey(directory) && !_unreadable.ContainsKey(directory.Combine(CargoManifest.FileName)) && !request.Excluded(directory))
            {
                tree.Root.Report(written.Span, $"{tree.Root.Path}: the member '{written.Value}' has no {CargoManifest.FileName} that git knows or may know. Correct 'members', or add the file.");
            }
        }

        foreach (var directory in _manifests.Keys.Where(tree.Matches))
        {
            Add(tree, directory, isPathDependency: false);
        }
    }

    /// <summary>Adds a member and what it depends on by a path. Whoever comes first has it: inner workspaces before those around them.</summary>
    private void Add(CargoTree tree, RelativePath directory, bool isPathDependency)
    {
        var waiting = new Stack<(RelativePath Directory, bool IsPathDependency)>([(directory, isPathDependency)]);
        var seen = new HashSet<RelativePath>();
        while (waiting.TryPop(out var next))
        {
            if (!seen.Add(next.Directory) || !_manifests.TryGetValue(next.Directory, out var manifest) || !Belongs(tree, manifest, next.IsPathDependency))
            {
                continue;
            }

            if (manifest.Package is not null && !_members.TryAdd(next.Directory, new CrateMember(manifest, tree.Root)))
            {
                continue;
            }

            foreach (var path in PathDependencies(tree, manifest))
            {
                waiting.Push((path, true));
            }
        }
    }

    private bool Belongs(CargoTree tree, CargoManifest manifest, bool isPathDependency)
    {
        if (manifest != tree.Root && manifest.Workspace is not null)
        {
            if (!isPathDependency && !tree.Excludes(manifest.Directory))
            {
                manifest.Report(manifest.Workspace.Span, $"{manifest.Path} is a member of the workspace of {tree.Root.Path} and the root of another one, which Cargo does not allow. Put its folder into 'exclude' there.");
                _problems.AddRange(manifest.Problems);
            }

            return false;
        }

        return manifest == tree.Root || (!tree.Excludes(manifest.Directory) && (!isPathDependency || tree.Surrounds(manifest.Directory) || PointsTo(manifest, tree)));
    }

    private static bool PointsTo(CargoManifest manifest, CargoTree tree) =>
        manifest.StringOf(manifest.Package, "workspace") is { } pointer && manifest.Directory.TryCombine(pointer.Value, out var root) && root == tree.Directory;

    private static IEnumerable<RelativePath> PathDependencies(CargoTree tree, CargoManifest manifest)
    {
        foreach (var dependency in DependencyTables.OfPackage(manifest))
        {
            var (declared, from) = dependency.IsInherited
                ? (DependencyTables.OfWorkspace(tree.Root).FirstOrDefault(d => d.Entry.Key == dependency.Entry.Key), tree.Directory)
                : (dependency, manifest.Directory);
            if (declared?.LocalPath is { } path && from.TryCombine(path.Value, out var directory))
            {
                yield return directory;
            }
        }
    }

    /// <summary>Whether a manifest is a package of its own: no workspace has it, and the innermost one around it, if any, excludes it.</summary>
    private bool IsAlone(RelativePath directory) =>
        !_members.ContainsKey(directory) && (_trees.Find(t => t.Surrounds(directory)) is not { } around || around.Excludes(directory));

    /// <summary>Whether a manifest in that folder that cannot be read matters.</summary>
    private bool Counts(RelativePath directory) =>
        directory.IsWithin(request.Root) && !request.Excluded(directory) &&
        (_trees.Find(t => t.Surrounds(directory)) is not { } around || around.Excludes(directory) || around.Matches(directory) || IsPathDependency(around, directory));

    private bool IsPathDependency(CargoTree tree, RelativePath directory) =>
        _members.Values.Where(m => m.Root == tree.Root).SelectMany(m => PathDependencies(tree, m.Manifest)).Contains(directory);
}
