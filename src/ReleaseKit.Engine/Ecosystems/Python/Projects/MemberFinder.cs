using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Decides which manifests are packages. Around a uv workspace, uv's own view counts: its members, and folders it excludes,
/// which are projects of their own; what is neither (examples, test data) is left alone. Elsewhere every manifest with a
/// project is a package.
/// </summary>
internal sealed class MemberFinder(DiscoveryRequest request)
{
    private readonly SortedDictionary<RelativePath, PyProject> _manifests = [];
    private readonly Dictionary<RelativePath, ReleaseException> _unreadable = [];
    private readonly HashSet<RelativePath> _folders = [];
    private readonly List<UvTree> _trees = [];

    /// <summary>What kept manifests that count from being read, in the order of their paths.</summary>
    public List<Diagnostic> Problems { get; } = [];

    public List<ProjectMember> Find()
    {
        // A listing from version control may name files that are deleted in the work tree.
        foreach (var path in request.Listing.Where(p => p.FileName == PyProject.FileName && p.IsWithin(request.Root) && request.Files.FileExists(p)))
        {
            Read(path);
        }

        _trees.AddRange(_manifests.Values.Select(UvTree.Of).OfType<UvTree>());
        var setups = FindSetups();
        foreach (var (path, failure) in _unreadable.OrderBy(u => u.Key))
        {
            if (Counts(path.Parent))
            {
                Problems.AddRange(failure.Diagnostics);
            }
        }

        var members = _manifests.Values.Where(m => !request.Excluded(m.Directory)).Select(Classify).OfType<ProjectMember>().Concat(setups).ToList();
        Problems.AddRange(_trees.SelectMany(t => t.Root.Problems));
        return members;
    }

    private void Read(RelativePath path)
    {
        _folders.Add(path.Parent);
        try
        {
            _manifests.Add(path, PyProject.Parse(path, SourceText.Decode(path.Value, request.Files.Read(path))));
        }
        catch (ReleaseException failure)
        {
            _unreadable.Add(path, failure);
        }
    }

    /// <summary>Projects that <c>setup.cfg</c> and <c>setup.py</c> describe. uv's own view has no such members.</summary>
    private List<ProjectMember> FindSetups()
    {
        var result = new List<ProjectMember>();
        var folders = request.Listing.Where(p => p.FileName is SetupConfig.FileName or SetupScript.FileName && p.IsWithin(request.Root) && request.Files.FileExists(p))
            .GroupBy(p => p.Parent).Where(g => Counts(g.Key) && TreeOf(g.Key) is null && !_unreadable.ContainsKey(g.Key.Combine(PyProject.FileName)));
        foreach (var group in folders)
        {
            var path = group.Key.Combine(PyProject.FileName);
            var manifest = _manifests.GetValueOrDefault(path);
            if (manifest is null || LeavesToSetup(manifest))
            {
                try
                {
                    if (SetupProject.Read(group.Key, request.Files) is { } setup)
                    {
                        _folders.Add(group.Key);
                        result.Add(new ProjectMember(manifest ?? PyProject.Parse(path, new SourceText(path.Value, "")), null, !IsSurrounded(group.Key)) { Setup = setup });
                    }
                }
                catch (ReleaseException failure)
                {
                    _folders.Add(group.Key);
                    _unreadable.Add(group.Min(), failure);
                }
            }
        }

        return result;
    }

    /// <summary>Whether a manifest says at most how to build, and leaves the rest to setuptools' own files.</summary>
    private static bool LeavesToSetup(PyProject manifest)
    {
        var backend = manifest.StringOf(manifest.TableOf(manifest.Root, "build-system"), "build-backend")?.Value;
        return manifest.Project is null && manifest.Poetry is null &&
            (backend is null || backend.StartsWith("setuptools", StringComparison.Ordinal) || backend.StartsWith("pbr", StringComparison.Ordinal));
    }

    private ProjectMember? Classify(PyProject manifest)
    {
        var directory = manifest.Directory;
        var managed = manifest.BooleanOf(manifest.Uv, "managed") != false;
        var tree = TreeOf(directory);
        if (tree is null || !managed)
        {
            return manifest.DeclaresPackage && Counts(directory) ? new ProjectMember(manifest, null, !IsSurrounded(directory)) : null;
        }

        if (manifest.Project is not null)
        {
            return new ProjectMember(manifest, tree, IsStandalone: false);
        }

        if (tree.Root != manifest)
        {
            manifest.Report(
                manifest.Root,
                $"{manifest.Path} is a member of the uv workspace of {tree.Root.Path}, yet has no [project] table; add one, or put its folder into 'exclude' there.");
        }

        // A root without [project] only holds the workspace together.
        return tree.Root == manifest ? null : new ProjectMember(manifest, tree, IsStandalone: false);
    }

    /// <summary>The folder of the workspace that has the manifest of a folder, itself for one alone; null for a folder without a manifest.</summary>
    public RelativePath? WorkspaceOf(RelativePath directory) =>
        !_folders.Contains(directory) ? null : TreeOf(directory)?.Directory ?? directory;

    /// <summary>The workspace whose root or member the folder is; the innermost one, should workspaces be nested.</summary>
    private UvTree? TreeOf(RelativePath directory) =>
        _trees.Find(t => t.Directory == directory) ?? _trees.FindLast(t => t.Includes(directory));

    /// <summary>Whether a manifest in that folder matters at all.</summary>
    private bool Counts(RelativePath directory) =>
        !request.Excluded(directory) &&
        (!IsSurrounded(directory) || _trees.Exists(t => t.Includes(directory) || t.Excludes(directory)));

    private bool IsSurrounded(RelativePath directory) => _trees.Exists(t => t.Surrounds(directory));
}
